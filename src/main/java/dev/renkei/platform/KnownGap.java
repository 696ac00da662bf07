package dev.renkei.platform;

/**
 * A scenario that the platform is known to fail.
 *
 * @param scenario the scenario's id
 * @param reason why it fails
 * @param link where that is being followed up
 * @param message the part that the failure's message must contain to be this gap and no other; null: any failure is
 */
public record KnownGap(String scenario, String reason, String link, String message) {}
