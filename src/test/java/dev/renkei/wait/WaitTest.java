package dev.renkei.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WaitTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Trace trace = Trace.silent();

    @Test
    @DisplayName("A polled wait that runs out says what it waited for, how long, and what it saw last")
    void timeoutWhenPolling() {
        assertThatThrownBy(() -> wait("volume v1 to be detached", SHORT).until(() -> "detaching", "available"::equals))
                .isInstanceOf(WaitTimeout.class)
                .hasMessage("waited 0.3 s for volume v1 to be detached; last seen: detaching");
    }

    @Test
    @DisplayName("A wait for an event that does not come says the same")
    void timeoutWhenWatching() {
        var events = new Events("Pending");

        assertThatThrownBy(() -> wait("claim c to be bound", SHORT).until(events, "Bound"::equals))
                .isInstanceOf(WaitTimeout.class)
                .hasMessage("waited 0.3 s for claim c to be bound; last seen: Pending");
        assertThat(events.cancelled()).isTrue();
    }

    @Test
    @DisplayName("What never was there is last seen as 'nothing there', and is not described")
    void nothingThere() {
        assertThatThrownBy(() -> wait("pod p to be ready", SHORT)
                        .describedBy(String::strip)
                        .failingWhen(state -> Optional.of(state.strip()))
                        .until(() -> null, state -> state != null))
                .hasMessage("waited 0.3 s for pod p to be ready; last seen: nothing there");
    }

    @Test
    @DisplayName("A state is described in the caller's words, and a description that fails does not hide the timeout")
    void describes() {
        assertThatThrownBy(() -> wait("it", SHORT)
                        .describedBy(state -> "status <" + state + ">")
                        .until(() -> "x", "y"::equals))
                .hasMessageEndingWith("last seen: status <x>");
        assertThatThrownBy(() -> wait("it", SHORT)
                        .describedBy(state -> {
                            throw new IllegalStateException("events cannot be listed");
                        })
                        .until(() -> "x", "y"::equals))
                .isInstanceOf(WaitTimeout.class)
                .hasMessage("waited 0.3 s for it; last seen: x (events cannot be listed)");
    }

    @Test
    @DisplayName("A polled wait gives the state for which the condition holds")
    void polls() {
        assertThat(wait("it", LONG).until(states("creating", "creating", "available"), "available"::equals))
                .isEqualTo("available");
    }

    @Test
    @DisplayName("A terminal state ends a polled wait long before its limit, as failed")
    void terminalWhenPolling() {
        assertThatThrownBy(() -> wait("volume v1 to be attached", LONG)
                        .failingWhen(WaitTest::broken)
                        .until(states("attaching", "error_attaching"), "in-use"::equals))
                .isInstanceOf(TerminalState.class)
                .hasMessageMatching("gave up after 0\\.\\d s waiting for volume v1 to be attached: it is broken; "
                        + "last seen: error_attaching");
    }

    @Test
    @DisplayName("A terminal state ends a wait for an event long before its limit, as failed")
    void terminalWhenWatching() {
        var events = new Events("Pending");
        events.later("error");

        assertThatThrownBy(() -> wait("claim c to be bound", LONG)
                        .failingWhen(WaitTest::broken)
                        .until(events, "Bound"::equals))
                .isInstanceOf(TerminalState.class)
                .hasMessageContaining("waiting for claim c to be bound: it is broken; last seen: error");
    }

    @Test
    @DisplayName("What the watchdog finds beside the thing itself ends either kind of wait as failed")
    void watchdog() {
        assertThatThrownBy(() -> wait("pod p to be ready", LONG)
                        .unless(() -> Optional.of("its volume is on another node"))
                        .until(new Events("Pending"), "Ready"::equals))
                .isInstanceOf(TerminalState.class)
                .hasMessageMatching(
                        "gave up after 1\\.\\d s waiting for pod p to be ready: its volume is on another node; "
                                + "last seen: Pending");
        assertThatThrownBy(() -> wait("pod p to be ready", LONG)
                        .unless(() -> Optional.of("its volume is on another node"))
                        .until(() -> "Pending", "Ready"::equals))
                .isInstanceOf(TerminalState.class)
                .hasMessageContaining("its volume is on another node; last seen: Pending");
    }

    @Test
    @DisplayName("A watchdog with nothing to say does not end the wait")
    void quietWatchdog() {
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> wait("it", Duration.ofMillis(1200))
                        .unless(() -> {
                            asked.incrementAndGet();
                            return Optional.empty();
                        })
                        .until(new Events("x"), "y"::equals))
                .isInstanceOf(WaitTimeout.class);
        assertThat(asked).hasValueBetween(1, 2);
    }

    @Test
    @DisplayName("Between events nothing is asked: the source once, the condition once for each state")
    void eventDriven() {
        var events = new Events("Pending");
        var tested = new ArrayList<String>();
        events.laterAfter(Duration.ofMillis(1200), "Bound");

        var state = wait("claim c to be bound", LONG).until(events, seen -> {
            tested.add(seen);
            return "Bound".equals(seen);
        });

        assertThat(state).isEqualTo("Bound");
        assertThat(tested).containsExactly("Pending", "Bound");
        assertThat(events.watches()).isEqualTo(1);
    }

    @Test
    @DisplayName("An event wakes the wait at once, not at the watchdog's next round")
    void wokenAtOnce() {
        var events = new Events("Pending");
        events.laterAfter(Duration.ofMillis(100), "Bound");
        var began = System.nanoTime();

        wait("claim c to be bound", LONG).until(events, "Bound"::equals);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(700));
    }

    @Test
    @DisplayName("Whatever the condition throws ends the wait as it is")
    void passesFailuresOn() {
        var failure = new IllegalStateException("the answer makes no sense");

        assertThatThrownBy(() -> wait("it", LONG).until(() -> "x", state -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> wait("it", LONG).until(new Events("x"), state -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    @DisplayName("'Never' is looked at for the whole of the limit")
    void throughoutLasts() {
        var looks = new AtomicInteger();
        var began = System.nanoTime();

        wait("nobody else attaches", Duration.ofMillis(600))
                .throughout(() -> "in-use " + looks.incrementAndGet(), s -> true);

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(600), Duration.ofMillis(2000));
        assertThat(looks).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    @DisplayName("'Never' fails as soon as it happens, and says what was seen")
    void throughoutFailsAtOnce() {
        assertThatThrownBy(() -> wait("nobody else attaches", LONG)
                        .throughout(states("node-1", "node-1", "node-1 and node-2"), "node-1"::equals))
                .isInstanceOf(TerminalState.class)
                .hasMessageMatching(
                        "gave up after 0\\.\\d s waiting for nobody else attaches: it happened, though it never "
                                + "may; last seen: node-1 and node-2");
    }

    @Test
    @DisplayName("'Never' is broken by a thing that vanishes, too")
    void throughoutSeesVanishing() {
        assertThatThrownBy(() -> wait("the volume stays", LONG)
                        .throughout(states("available", "available", null), state -> state != null))
                .isInstanceOf(TerminalState.class)
                .hasMessageEndingWith("last seen: nothing there");
    }

    @Test
    @DisplayName("A wait is a step of the scenario, and its time is the platform's")
    void countsAsPlatformTime() {
        wait("claim c to be bound", LONG).until(states("Pending", "Pending", "Pending", "Bound"), "Bound"::equals);

        assertThat(trace.steps()).extracting(Trace.Step::name).containsExactly("wait for claim c to be bound");
        assertThat(trace.ownTime()).isLessThan(Duration.ofMillis(500));
        assertThat(trace.steps().get(0).took()).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    @DisplayName("An interrupted wait ends, and the thread stays interrupted")
    void interrupted() throws InterruptedException {
        var stillInterrupted = new CompletableFuture<Boolean>();
        var waiting = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                wait("it", LONG).until(new Events("x").telling(waiting), "y"::equals);
            } catch (IllegalStateException ended) {
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        waiting.join();

        thread.interrupt();

        assertThat(stillInterrupted.join()).isTrue();
    }

    private Wait<String> wait(String name, Duration limit) {
        return Wait.of(trace, name, limit);
    }

    private static Optional<String> broken(String state) {
        return state.startsWith("error") ? Optional.of("it is broken") : Optional.empty();
    }

    private static Supplier<String> states(String... states) {
        Iterator<String> iterator = Stream.of(states).iterator();
        return iterator::next;
    }

    /** States of a thing that a test lets happen, with every watch on them counted. */
    private static final class Events implements EventSource<String> {

        private final List<CompletableFuture<String>> watches = new ArrayList<>();
        private final List<String> states = new ArrayList<>();
        private CompletableFuture<Void> told = new CompletableFuture<>();
        private Duration pause = Duration.ZERO;

        Events(String first) {
            states.add(first);
        }

        Events telling(CompletableFuture<Void> whenWatched) {
            told = whenWatched;
            return this;
        }

        void later(String state) {
            states.add(state);
        }

        void laterAfter(Duration time, String state) {
            pause = time;
            states.add(state);
        }

        int watches() {
            return watches.size();
        }

        boolean cancelled() {
            return watches.stream().allMatch(CompletableFuture::isCancelled);
        }

        @Override
        public CompletableFuture<String> when(Predicate<String> condition) {
            var future = new CompletableFuture<String>();
            watches.add(future);
            told.complete(null);
            tell(states.get(0), condition, future);
            var later = CompletableFuture.delayedExecutor(pause.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            states.stream().skip(1).forEach(state -> later.execute(() -> tell(state, condition, future)));
            return future;
        }

        private static void tell(String state, Predicate<String> condition, CompletableFuture<String> future) {
            try {
                if (condition.test(state)) {
                    future.complete(state);
                }
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        }
    }
}
