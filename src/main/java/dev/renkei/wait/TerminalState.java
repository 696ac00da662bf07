package dev.renkei.wait;

import java.time.Duration;

/** Say that what was waited for can no longer come, so that the wait ended before its limit. */
public final class TerminalState extends AssertionError {

    private static final long serialVersionUID = 1L;

    TerminalState(String name, Duration after, String reason, String lastSeen) {
        super("gave up after %s waiting for %s: %s; last seen: %s"
                .formatted(Durations.seconds(after), name, reason, lastSeen));
    }
}
