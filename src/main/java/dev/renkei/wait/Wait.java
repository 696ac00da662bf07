package dev.renkei.wait;

import dev.renkei.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Wait for one thing: by its events, or by polling where the platform tells of no event.
 *
 * <p>A wait is immutable; each method that shapes it gives a new one. The state handed to conditions is null while the
 * thing does not exist.
 */
public final class Wait<T> {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration WATCHDOG = Duration.ofSeconds(1);

    private final Trace trace;
    private final String name;
    private final Duration limit;
    private final Function<T, String> describe;
    private final Function<T, Optional<String>> terminal;
    private final Supplier<Optional<String>> watchdog;

    private Wait(
            Trace trace,
            String name,
            Duration limit,
            Function<T, String> describe,
            Function<T, Optional<String>> terminal,
            Supplier<Optional<String>> watchdog) {
        this.trace = trace;
        this.name = name;
        this.limit = limit;
        this.describe = describe;
        this.terminal = terminal;
        this.watchdog = watchdog;
    }

    /** Name what is waited for, such as {@code "pod nginx-x to be ready"}, and the longest time to wait. */
    public static <T> Wait<T> of(Trace trace, String name, Duration limit) {
        return new Wait<>(trace, name, limit, Objects::toString, state -> Optional.empty(), Optional::empty);
    }

    /** Describe a state in a line, for when the wait fails; it is not called for null. */
    public Wait<T> describedBy(Function<T, String> description) {
        return new Wait<>(trace, name, limit, description, terminal, watchdog);
    }

    /** End the wait at once, as failed, when {@code reason} gives one for a state; it is not called for null. */
    public Wait<T> failingWhen(Function<T, Optional<String>> reason) {
        return new Wait<>(trace, name, limit, describe, reason, watchdog);
    }

    /** Ask {@code reason} once a second, beside the thing itself, and end the wait as failed when it gives one. */
    public Wait<T> unless(Supplier<Optional<String>> reason) {
        return new Wait<>(trace, name, limit, describe, terminal, reason);
    }

    /**
     * Wait until {@code condition} holds, woken by the source's events.
     *
     * @throws WaitTimeout when the limit passes
     * @throws TerminalState when a state says that it can no longer come
     */
    public T until(EventSource<T> source, Predicate<T> condition) {
        return trace.step("wait for " + name, () -> trace.onPlatform(() -> watch(source, condition)));
    }

    /**
     * Wait until {@code condition} holds, asking {@code look} four times a second.
     *
     * @throws WaitTimeout when the limit passes
     * @throws TerminalState when a state says that it can no longer come
     */
    public T until(Supplier<T> look, Predicate<T> condition) {
        return trace.step("wait for " + name, () -> trace.onPlatform(() -> poll(look, condition, limit)));
    }

    /**
     * Look for the whole of the limit and fail as soon as {@code mustHold} does not: the way to say "it never happens".
     *
     * @throws TerminalState when a state breaks the condition
     */
    public T throughout(Supplier<T> look, Predicate<T> mustHold) {
        var began = trace.now();
        var end = began.plus(limit);
        return trace.step(
                "watch for %s that %s".formatted(Durations.seconds(limit), name),
                () -> trace.onPlatform(() -> poll(
                        look,
                        state -> {
                            if (!mustHold.test(state)) {
                                throw new TerminalState(
                                        name, since(began), "it happened, though it never may", seen(state));
                            }
                            return !trace.now().isBefore(end);
                        },
                        limit.plusSeconds(30))));
    }

    private T watch(EventSource<T> source, Predicate<T> condition) {
        var began = trace.now();
        var last = new AtomicReference<T>();
        var future = source.when(state -> {
            last.set(state);
            failOnTerminal(began, state);
            return condition.test(state);
        });
        try {
            return awaitFuture(future, began, last);
        } finally {
            future.cancel(true);
        }
    }

    private T awaitFuture(java.util.concurrent.Future<T> future, Instant began, AtomicReference<T> last) {
        var deadline = began.plus(limit);
        while (true) {
            var left = Duration.between(trace.now(), deadline);
            if (left.isNegative() || left.isZero()) {
                throw new WaitTimeout(name, limit, seen(last.get()));
            }
            try {
                return future.get(Math.min(left.toMillis() + 1, WATCHDOG.toMillis()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillWaiting) {
                watchdog.get().ifPresent(reason -> {
                    throw new TerminalState(name, since(began), reason, seen(last.get()));
                });
            } catch (ExecutionException e) {
                throw unwrapped(e.getCause());
            } catch (CancellationException e) {
                throw new IllegalStateException("the watch for " + name + " was ended from outside", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + name, e);
            }
        }
    }

    private T poll(Supplier<T> look, Predicate<T> condition, Duration atMost) {
        var began = trace.now();
        var last = new AtomicReference<T>();
        try {
            Awaitility.await(name)
                    // OpenStack4j keeps its session in a ThreadLocal, so the condition must stay in this thread.
                    .pollInSameThread()
                    .dontCatchUncaughtExceptions()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(atMost)
                    .until(() -> {
                        var state = look.get();
                        last.set(state);
                        failOnTerminal(began, state);
                        watchdog.get().ifPresent(reason -> {
                            throw new TerminalState(name, since(began), reason, seen(state));
                        });
                        return condition.test(state);
                    });
            return last.get();
        } catch (ConditionTimeoutException e) {
            throw new WaitTimeout(name, atMost, seen(last.get()));
        }
    }

    private void failOnTerminal(Instant began, T state) {
        if (state != null) {
            terminal.apply(state).ifPresent(reason -> {
                throw new TerminalState(name, since(began), reason, seen(state));
            });
        }
    }

    private Duration since(Instant began) {
        return Duration.between(began, trace.now());
    }

    private String seen(T state) {
        if (state == null) {
            return "nothing there";
        }
        try {
            return describe.apply(state);
        } catch (RuntimeException e) {
            // What could not be described is still what was seen: that the wait failed matters more.
            return "%s (%s)".formatted(state, e.getMessage());
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
