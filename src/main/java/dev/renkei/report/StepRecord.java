package dev.renkei.report;

import java.time.Duration;
import java.util.Objects;

/**
 * One step of a scenario, as it went by.
 *
 * @param name a sentence; not null
 * @param startOffset time from the scenario's start to the step's; kept to the millisecond in files
 * @param duration how long the step took; kept to the millisecond in files
 */
public record StepRecord(String name, Duration startOffset, Duration duration) {
    /** Refuse nulls. */
    public StepRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(startOffset, "startOffset");
        Objects.requireNonNull(duration, "duration");
    }
}
