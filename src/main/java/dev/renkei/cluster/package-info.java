/**
 * Kubernetes as one actor sees it: raw requests where the answer is judged, Fabric8 for what is done, watches for what is
 * waited for. It does not know that there is an OpenStack.
 */
package dev.renkei.cluster;
