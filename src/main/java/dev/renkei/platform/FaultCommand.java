package dev.renkei.platform;

/**
 * How the platform's owner causes a fault: shell commands, run in the working directory.
 *
 * @param begin the command that causes it
 * @param end the command that ends it; null where it ends by itself
 */
public record FaultCommand(String begin, String end) {}
