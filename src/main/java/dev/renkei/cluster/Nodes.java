package dev.renkei.cluster;

import io.fabric8.kubernetes.api.model.AttachedVolume;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Read what a Node says of itself. */
public final class Nodes {

    private static final String OPENSTACK = "openstack://";

    private Nodes() {}

    /** Say whether a node takes pods: ready, not cordoned, and without a taint that keeps pods away. */
    public static boolean schedulable(Node node) {
        return whyUnschedulable(node).isEmpty();
    }

    /** Say why a node takes no pods, such as {@code is cordoned}; empty when it does. */
    public static String whyUnschedulable(Node node) {
        var ready = node.getStatus() != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
        if (!ready) {
            return "is not ready";
        }
        if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
            return "is cordoned";
        }
        return node.getSpec().getTaints().stream()
                .filter(taint -> !taint.getEffect().equals("PreferNoSchedule"))
                .findFirst()
                .map(taint -> "has the taint " + taint.getKey())
                .orElse("");
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

    /** Give the node's internal address, or its external one where there is no other; empty when it has neither. */
    public static Optional<String> address(Node node) {
        return Stream.of("InternalIP", "ExternalIP")
                .flatMap(type -> node.getStatus().getAddresses().stream()
                        .filter(address -> address.getType().equals(type)))
                .map(NodeAddress::getAddress)
                .findFirst();
    }

    /**
     * List the volumes that the attach-detach controller says are attached, by its names for them, such as
     * {@code kubernetes.io/cinder/8c1e...} or {@code kubernetes.io/csi/cinder.csi.openstack.org^8c1e...}.
     */
    public static List<String> volumesAttached(Node node) {
        return node.getStatus() == null
                ? List.of()
                : node.getStatus().getVolumesAttached().stream()
                        .map(AttachedVolume::getName)
                        .toList();
    }
}
