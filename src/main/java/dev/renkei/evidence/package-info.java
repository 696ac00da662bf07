/**
 * What is worth keeping when a scenario fails, collected before anything is cleaned up, with every secret taken out. It
 * knows nothing of verdicts.
 */
package dev.renkei.evidence;
