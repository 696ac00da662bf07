/**
 * Says what a platform's own policy allows: the API server's ABAC file, RBAC's objects, k8s-keystone-auth's policy,
 * each as its authoriser reads it, so that what is expected, what a review says and what a real request gets can be
 * compared. It reads text and objects only, and knows neither a cluster nor a cloud.
 */
package dev.renkei.isolation;
