/**
 * Scenarios as JUnit 5 runs them: who is handed to them, when they are skipped, what their verdict is, and how they are
 * proved. All that JUnit is told stands in here.
 */
package dev.renkei.scenario;
