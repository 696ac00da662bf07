package dev.renkei.contract;

/**
 * The misbehaviour that must turn a scenario red.
 *
 * @param name the defect's name in the lab
 * @param message the part of the failure's message that proves that it was caught for the right reason
 */
public record Defect(String name, String message) {}
