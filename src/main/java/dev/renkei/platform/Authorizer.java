package dev.renkei.platform;

/**
 * What decides over requests in the cluster.
 *
 * @param kind its kind
 * @param expected the policy model that its decisions are compared with; null: none is named
 */
public record Authorizer(Kind kind, String expected) {

    /** The kinds of authorizer that the suite knows. */
    public enum Kind {
        /** The policy of k8s-keystone-auth. */
        KEYSTONE_POLICY,
        /** A policy file of the API server. */
        ABAC,
        /** Kubernetes' own roles. */
        RBAC
    }
}
