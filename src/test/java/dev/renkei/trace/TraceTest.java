package dev.renkei.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TraceTest {

    private final HandClock clock = new HandClock();
    private final List<String> doing = new ArrayList<>();
    private final Trace trace = new Trace(clock, doing::add);

    @Test
    @DisplayName("The suite's own time is all time that is not the platform's")
    void ownTime() {
        clock.pass(2);
        trace.onPlatform(() -> clock.pass(30));
        clock.pass(1);

        assertThat(trace.ownTime()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("A call inside a wait is not taken from the suite's own time twice")
    void nestedPlatformTime() {
        trace.onPlatform(() -> {
            clock.pass(5);
            trace.onPlatform(() -> clock.pass(7));
            return clock.pass(5);
        });
        clock.pass(4);

        assertThat(trace.ownTime()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    @DisplayName("The platform's time ends with what threw, too")
    void platformTimeEndsWithFailure() {
        assertThatThrownBy(() -> trace.onPlatform(() -> {
                    clock.pass(9);
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        clock.pass(2);

        assertThat(trace.ownTime()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("Steps are listed in the order of their ends, with when they began and how long they took")
    void steps() {
        trace.step("outer", () -> {
            clock.pass(1);
            trace.step("inner", () -> clock.pass(2));
            clock.pass(3);
        });

        assertThat(trace.steps())
                .containsExactly(
                        new Trace.Step("inner", HandClock.START.plusSeconds(1), Duration.ofSeconds(2), false),
                        new Trace.Step("outer", HandClock.START, Duration.ofSeconds(6), false));
    }

    @Test
    @DisplayName(
            "A step that ends by a throwable is marked as failed, as is the one around it, and the throwable passes")
    void failedStep() {
        var failure = new AssertionError("the platform broke its contract");

        assertThatThrownBy(() -> trace.step(
                        "outer",
                        () -> trace.step("inner", () -> {
                            throw failure;
                        })))
                .isSameAs(failure);

        assertThat(trace.steps()).extracting(Trace.Step::failed).containsExactly(true, true);
    }

    @Test
    @DisplayName("Whoever watches is told of each step as it begins, and of the one around it when it ends")
    void tellsWhatItIsDoing() {
        trace.step("outer", () -> trace.step("inner", () -> clock.pass(1)));

        assertThat(doing).containsExactly("outer", "inner", "outer");
    }

    @Test
    @DisplayName("Both sides' calls are counted by name, from any thread, with 0 for a side that was not asked")
    void counts() throws InterruptedException {
        assertThat(trace.apiCalls()).isEqualTo(Map.of("kubernetes", 0, "openstack", 0));
        var threads = Executors.newFixedThreadPool(4);
        var ended = new CountDownLatch(400);
        for (var i = 0; i < 400; i++) {
            var side = i % 4 == 0 ? Side.OPENSTACK : Side.KUBERNETES;
            threads.execute(() -> {
                trace.called(side, "GET /", 200, null, HandClock.START);
                ended.countDown();
            });
        }
        ended.await();
        threads.shutdown();

        assertThat(trace.apiCalls()).isEqualTo(Map.of("kubernetes", 300, "openstack", 100));
        assertThat(trace.calls()).hasSize(400);
    }

    @Test
    @DisplayName("A call is kept with its status, its request id and its time")
    void calls() {
        clock.pass(3);

        trace.called(Side.OPENSTACK, "GET /volumes", 503, "req-1", HandClock.START.plusSeconds(1));

        assertThat(trace.calls())
                .containsExactly(new Trace.Call(
                        Side.OPENSTACK,
                        "GET /volumes",
                        503,
                        "req-1",
                        HandClock.START.plusSeconds(1),
                        Duration.ofSeconds(2)));
    }

    /** A clock that stands still until it is told to go. */
    private static final class HandClock extends Clock {

        static final Instant START = Instant.parse("2026-11-24T22:00:00Z");

        private Instant now = START;

        Object pass(int seconds) {
            now = now.plusSeconds(seconds);
            return null;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
