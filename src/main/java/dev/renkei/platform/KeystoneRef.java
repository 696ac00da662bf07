package dev.renkei.platform;

/**
 * Names something in Keystone the way its API wants it.
 *
 * @param key {@code name} or {@code id}
 * @param value the name or the id
 */
public record KeystoneRef(String key, String value) {}
