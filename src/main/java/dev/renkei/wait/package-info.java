/**
 * The only place that waits. Every wait has a name, a limit and states that end it early, and says what it saw last when
 * it fails; changes come from events where there are any, from polling where there are none.
 */
package dev.renkei.wait;
