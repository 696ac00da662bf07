/**
 * Reads the Jenkinsfile, plays builds of it through, and runs its lines of shell.
 *
 * <p>No Jenkins is needed: {@link dev.renkei.jenkins.Build} does what its documentation and sources say of the sections
 * that the Jenkinsfile uses, and refuses those that it doesn't know.
 */
package dev.renkei.jenkins;
