/**
 * Reads the YAML that people write for the suite, and tells them where a mistake stands and what was meant.
 * It knows neither platforms nor scenarios.
 */
package dev.renkei.yaml;
