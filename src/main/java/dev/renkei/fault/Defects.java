package dev.renkei.fault;

import dev.renkei.trace.Trace;
import java.time.Duration;

/** Switch the platform's defects, with which scenarios are proved. */
public final class Defects {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final String command;
    private final Trace trace;

    /** Switch them with {@code command}, to which {@code NAME on} or {@code NAME off} is added. */
    public Defects(String command, Trace trace) {
        this.command = command;
        this.trace = trace;
    }

    /**
     * Make a real part of the platform misbehave; it does when this returns.
     *
     * @throws IllegalStateException when the command fails, with what it said
     */
    public void on(String defect) {
        flip(defect, "on");
    }

    /**
     * Let the part behave again; it does when this returns.
     *
     * @throws IllegalStateException when the command fails, with what it said
     */
    public void off(String defect) {
        flip(defect, "off");
    }

    private void flip(String defect, String state) {
        var line = "%s %s %s".formatted(command, defect, state);
        var outcome = trace.step(
                "switch defect %s %s".formatted(defect, state),
                () -> Command.of(line, LIMIT).run(trace));
        if (outcome.exit() != 0) {
            throw new IllegalStateException("'%s' ended with %d: %s"
                    .formatted(line, outcome.exit(), outcome.output().strip()));
        }
    }
}
