package dev.renkei.fault;

import dev.renkei.platform.FaultCommand;
import dev.renkei.platform.Platform;
import dev.renkei.trace.Trace;
import java.time.Duration;

/** Cause the faults that the platform's profile knows how to cause. */
public final class Faults {

    /** The exit code of a command that would have run on and was ended: that of timeout(1). */
    public static final int STILL_RUNNING = 124;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Platform platform;
    private final Trace trace;
    private final Journal journal;

    /** Is told of the faults that go on until they are ended. */
    public interface Journal {

        /** Note that a fault is about to begin, and how it is ended; the ending must bear that it never began. */
        void beginning(String fault, Runnable end);

        /** Note that a fault has ended. */
        void ended(String fault);
    }

    /** Cause faults on {@code platform}. */
    public Faults(Platform platform, Trace trace, Journal journal) {
        this.platform = platform;
        this.trace = trace;
        this.journal = journal;
    }

    /**
     * Begin a fault by its name in the profile and give what its command said.
     *
     * @throws IllegalArgumentException when the profile does not have it: the scenario must need its capability
     * @throws IllegalStateException when it is one that has to be ended, and its command fails
     */
    public Command.Outcome begin(String fault) {
        var commands = commands(fault);
        if (commands.end() == null) {
            return run("begin", fault, commands.begin());
        }
        journal.beginning(fault, () -> end(fault));
        return well(run("begin", fault, commands.begin()), commands.begin());
    }

    /**
     * End a fault that goes on until then; one that has ended already is no error.
     *
     * @throws IllegalStateException when its command fails, or the profile has none
     */
    public void end(String fault) {
        var command = commands(fault).end();
        if (command == null) {
            throw new IllegalStateException("fault %s of platform %s ends by itself".formatted(fault, platform.name()));
        }
        well(run("end", fault, command), command);
        journal.ended(fault);
    }

    /**
     * Do something while a fault goes on, and end that then, whatever came of it.
     *
     * @throws IllegalStateException when a command of the fault fails
     */
    public void during(String fault, Runnable action) {
        begin(fault);
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            try {
                end(fault);
            } catch (IllegalStateException stillOn) {
                e.addSuppressed(stillOn);
            }
            throw e;
        }
        end(fault);
    }

    private FaultCommand commands(String fault) {
        var commands = platform.faults().get(fault);
        if (commands == null) {
            throw new IllegalArgumentException("platform %s has no fault %s".formatted(platform.name(), fault));
        }
        return commands;
    }

    private Command.Outcome run(String what, String fault, String command) {
        return trace.step(
                "%s fault %s".formatted(what, fault),
                () -> Command.of(command, LIMIT).run(trace));
    }

    private static Command.Outcome well(Command.Outcome outcome, String command) {
        if (outcome.exit() != 0) {
            throw new IllegalStateException("'%s' ended with %d: %s"
                    .formatted(command, outcome.exit(), outcome.output().strip()));
        }
        return outcome;
    }
}
