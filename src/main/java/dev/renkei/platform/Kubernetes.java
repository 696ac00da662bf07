package dev.renkei.platform;

import java.nio.file.Path;

/**
 * How the administrator of the cluster reaches it.
 *
 * @param kubeconfig an existing kubeconfig
 * @param context a context in it: the one that the profile names, or else its current one
 */
public record Kubernetes(Path kubeconfig, String context) {}
