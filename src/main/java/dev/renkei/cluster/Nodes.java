package dev.renkei.cluster;

import io.fabric8.kubernetes.api.model.Node;
import java.util.Optional;

/** Read what a Node says of itself. */
public final class Nodes {

    private static final String OPENSTACK = "openstack://";

    private Nodes() {}

    /** Say whether a node takes pods: ready, not cordoned, and without a taint that keeps pods away. */
    public static boolean schedulable(Node node) {
        var cordoned = Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        var tainted = node.getSpec().getTaints().stream()
                .anyMatch(taint -> !taint.getEffect().equals("PreferNoSchedule"));
        var ready = node.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
        return ready && !cordoned && !tainted;
    }

    /**
     * Give the id of the Nova server that the node runs on: the end of its providerID, such as
     * {@code openstack:///019a0acc-...}; empty when it has none.
     */
    public static Optional<String> serverId(Node node) {
        return Optional.ofNullable(node.getSpec().getProviderID())
                .filter(id -> id.startsWith(OPENSTACK))
                .map(id -> id.substring(id.lastIndexOf('/') + 1));
    }
}
