package dev.renkei.report;

import java.util.Objects;

/**
 * Something that the run made and that is still there after it.
 *
 * @param kind for instance {@code volume}
 * @param id the platform's identifier
 * @param name the name that it was given
 * @param scenario the scenario that made it; null if that can't be told
 */
public record Leak(String kind, String id, String name, String scenario) {
    /** Refuse nulls, except for the scenario. */
    public Leak {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
