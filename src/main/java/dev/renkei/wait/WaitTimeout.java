package dev.renkei.wait;

import java.time.Duration;

/** Say that what was waited for did not come within its limit: the platform broke the contract. */
public final class WaitTimeout extends AssertionError {

    private static final long serialVersionUID = 1L;

    WaitTimeout(String name, Duration limit, String lastSeen) {
        super("waited %s for %s; last seen: %s".formatted(Durations.seconds(limit), name, lastSeen));
    }
}
