package dev.renkei.fault;

import dev.renkei.platform.Platform;
import dev.renkei.trace.Trace;
import java.time.Duration;

/** Ask the platform's own commands for facts that neither of its APIs tells. */
public final class Facts {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Platform platform;
    private final Trace trace;

    /** Ask the commands of {@code platform}. */
    public Facts(Platform platform, Trace trace) {
        this.platform = platform;
        this.trace = trace;
    }

    /**
     * Give what the command of a fact prints, without blanks around it.
     *
     * @throws IllegalArgumentException when the profile does not have it: the scenario must need its capability
     * @throws IllegalStateException when the command fails
     */
    public String of(String fact) {
        var command = platform.facts().get(fact);
        if (command == null) {
            throw new IllegalArgumentException("platform %s tells no fact %s".formatted(platform.name(), fact));
        }
        var outcome = trace.step(
                "ask for fact " + fact, () -> Command.of(command, LIMIT).run(trace));
        if (outcome.exit() != 0) {
            throw new IllegalStateException("'%s' ended with %d: %s"
                    .formatted(command, outcome.exit(), outcome.output().strip()));
        }
        return outcome.output().strip();
    }

    /**
     * Give a fact that is a whole number.
     *
     * @throws IllegalStateException when the command fails, or prints something else
     */
    public long number(String fact) {
        var text = of(fact);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("fact %s must be a whole number, but is '%s'".formatted(fact, text), e);
        }
    }
}
