package dev.renkei.scenario;

import dev.renkei.trace.Trace;
import java.time.Duration;
import java.time.Instant;

/** Measure how long the platform takes for something that reports plot over nights. */
public final class Measure {

    private final Trace trace;
    private Instant began;

    Measure(Trace trace) {
        this.trace = trace;
        this.began = trace.now();
    }

    /** Begin to measure now. */
    public void begin() {
        began = trace.now();
    }

    /** Record the time since {@link #begin()} as the latency {@code name}, such as {@code detach}, and give it. */
    public Duration end(String name) {
        var length = Duration.between(began, trace.now());
        trace.latency(name, length);
        return length;
    }
}
