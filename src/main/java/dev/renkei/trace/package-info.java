/**
 * What a scenario did, in order: its steps, its calls to both sides, and how long each took. Everything that acts for a
 * scenario writes here; what reports a scenario reads here.
 */
package dev.renkei.trace;
