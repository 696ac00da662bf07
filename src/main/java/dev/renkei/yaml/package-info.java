/**
 * Reads the YAML that people write for the suite, and tells them where a mistake stands: file, line, and the nearest known name.
 * It knows neither platforms nor scenarios.
 */
package dev.renkei.yaml;
