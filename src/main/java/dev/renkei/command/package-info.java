/**
 * What is run beside the scenarios, by Maven or by hand: the check of a platform before a run, and the removal of what an
 * earlier run left. It stands on top of all other packages, and nothing stands on it.
 */
package dev.renkei.command;
