/**
 * Keystone, Nova and Cinder behind types of our own: OpenStack4j for what is done, raw answers for what is judged.
 * Neither knows that there is a Kubernetes.
 */
package dev.renkei.cloud;
