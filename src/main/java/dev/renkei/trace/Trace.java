package dev.renkei.trace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Record what one scenario did: steps with their times, calls to each side, latencies and windows.
 *
 * <p>Steps nest and belong to the scenario's own thread; calls may be recorded from any thread, since clients answer on
 * threads of their own.
 */
public final class Trace {

    private final Clock clock;
    private final Instant started;
    private final Consumer<String> doing;
    private final List<Step> steps = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<Side, Integer> counts = new EnumMap<>(Side.class);
    private final Map<String, Duration> latencies = new LinkedHashMap<>();
    private final Map<String, Duration> windows = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private Instant waitedOnPlatformSince;
    private Duration platformTime = Duration.ZERO;
    private int depth;

    /** Begin a trace now; {@code doing} is told the name of the step that runs, whenever another one does. */
    public Trace(Clock clock, Consumer<String> doing) {
        this.clock = clock;
        this.started = clock.instant();
        this.doing = doing;
    }

    /** Begin a trace that tells nobody what it is doing. */
    public static Trace silent() {
        return new Trace(Clock.systemUTC(), step -> {});
    }

    /** One step: its name, when it began and how long it took; {@code failed} if it ended by a throwable. */
    public record Step(String name, Instant began, Duration took, boolean failed) {}

    /** One call: the side, what was asked, the HTTP status (0 if no answer came) and the request id (null if none). */
    public record Call(Side side, String what, int status, String requestId, Instant began, Duration took) {}

    /** Run {@code action} as the step {@code name}; whatever it throws is passed on. */
    public <T> T step(String name, Supplier<T> action) {
        var began = clock.instant();
        enter(name);
        var failed = true;
        try {
            var result = action.get();
            failed = false;
            return result;
        } finally {
            leave(new Step(name, began, Duration.between(began, clock.instant()), failed));
        }
    }

    /** Run {@code action} as the step {@code name}; whatever it throws is passed on. */
    public void step(String name, Runnable action) {
        step(name, () -> {
            action.run();
            return null;
        });
    }

    /**
     * Run {@code action}, in which the platform has work to do (a call, a wait): the time counts as the platform's, not
     * as the suite's own.
     */
    public <T> T onPlatform(Supplier<T> action) {
        beginPlatform();
        try {
            return action.get();
        } finally {
            endPlatform();
        }
    }

    /** Record one call that began at {@code began} and has just ended. */
    public synchronized void called(Side side, String what, int status, String requestId, Instant began) {
        counts.merge(side, 1, Integer::sum);
        calls.add(new Call(side, what, status, requestId, began, Duration.between(began, clock.instant())));
    }

    /** Record how long the platform took for {@code name}, such as {@code attach}. */
    public synchronized void latency(String name, Duration took) {
        latencies.put(name, took);
    }

    /** Record how long an old decision lived on, such as {@code token-revoked}. */
    public synchronized void window(String name, Duration length) {
        windows.put(name, length);
    }

    /** Give the instant at which the trace began. */
    public Instant started() {
        return started;
    }

    /** Give the present instant by the trace's clock. */
    public Instant now() {
        return clock.instant();
    }

    /** Give all steps that have ended, in the order of their ends. */
    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Give all calls so far, in the order of their ends. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Count the calls so far by side, as {@code kubernetes} and {@code openstack}; both names are always there. */
    public synchronized Map<String, Integer> apiCalls() {
        var byName = new LinkedHashMap<String, Integer>();
        for (var side : Side.values()) {
            byName.put(side.label(), counts.getOrDefault(side, 0));
        }
        return byName;
    }

    /** Give the latencies measured so far, by name. */
    public synchronized Map<String, Duration> latencies() {
        return new LinkedHashMap<>(latencies);
    }

    /** Give the windows measured so far, by name. */
    public synchronized Map<String, Duration> windows() {
        return new LinkedHashMap<>(windows);
    }

    /** Give the time since the trace began in which the scenario did not wait for the platform. */
    public synchronized Duration ownTime() {
        return Duration.between(started, clock.instant()).minus(platformTime);
    }

    private synchronized void enter(String name) {
        open.push(name);
        doing.accept(name);
    }

    private synchronized void leave(Step step) {
        open.pop();
        steps.add(step);
        if (!open.isEmpty()) {
            doing.accept(open.peek());
        }
    }

    private synchronized void beginPlatform() {
        if (depth++ == 0) {
            waitedOnPlatformSince = clock.instant();
        }
    }

    private synchronized void endPlatform() {
        if (--depth == 0) {
            platformTime = platformTime.plus(Duration.between(waitedOnPlatformSince, clock.instant()));
        }
    }
}
