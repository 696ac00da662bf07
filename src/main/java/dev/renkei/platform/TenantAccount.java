package dev.renkei.platform;

/**
 * A tenant: a Keystone user in a project, and the namespace that the project owns in Kubernetes.
 *
 * @param cloud the entry of clouds.yaml that it logs in with
 * @param namespace its namespace
 * @param user its name in Keystone
 * @param project its project's name
 */
public record TenantAccount(String cloud, String namespace, String user, String project) {}
