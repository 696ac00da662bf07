/**
 * Faults and defects by name: the platform's own commands that cause and end them. It does not know who uses them.
 */
package dev.renkei.fault;
