package dev.renkei.fault;

import dev.renkei.platform.Platform;
import dev.renkei.trace.Trace;
import java.time.Duration;

/** Cause the faults that the platform's profile knows how to cause. */
public final class Faults {

    /** The exit code of a command that would have run on and was ended: that of timeout(1). */
    public static final int STILL_RUNNING = 124;

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Platform platform;
    private final Trace trace;

    /** Cause faults on {@code platform}. */
    public Faults(Platform platform, Trace trace) {
        this.platform = platform;
        this.trace = trace;
    }

    /**
     * Begin a fault by its name in the profile and give what its command said.
     *
     * @throws IllegalArgumentException when the profile does not have it: the scenario must need its capability
     */
    public Command.Outcome begin(String fault) {
        var commands = platform.faults().get(fault);
        if (commands == null) {
            throw new IllegalArgumentException("platform %s has no fault %s".formatted(platform.name(), fault));
        }
        return trace.step(
                "begin fault " + fault,
                () -> Command.of(commands.begin(), LIMIT).run(trace));
    }
}
