/**
 * What is run beside the scenarios, by Maven or by hand: the check of a platform before a run, the removal of what an
 * earlier run left, and the report over results from anywhere. It stands on top of all other packages, and nothing stands on it.
 */
package dev.renkei.command;
