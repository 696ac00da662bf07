/**
 * What Kubernetes, Nova and Cinder each say of the same volume, compared; and what a run has left behind on either side.
 * It knows nothing of scenarios.
 */
package dev.renkei.records;
