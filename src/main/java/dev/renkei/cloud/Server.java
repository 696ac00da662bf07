package dev.renkei.cloud;

/**
 * Hold what Nova says of a server.
 *
 * @param status as Nova writes it, such as {@code ACTIVE}
 */
public record Server(String id, String name, String status) {}
