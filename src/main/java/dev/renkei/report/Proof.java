package dev.renkei.report;

import java.util.Objects;

/**
 * Whether a scenario turned red, for the right reason, when its defect was switched on.
 *
 * @param id the scenario's {@code area/name}
 * @param defect the defect's name
 * @param caught true only if the scenario failed and its message named the defect's effect
 * @param message what the scenario said, or why nothing was said; null if there is neither
 */
public record Proof(String id, String defect, boolean caught, String message) {
    /** Refuse nulls, except for the message. */
    public Proof {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(defect, "defect");
    }
}
