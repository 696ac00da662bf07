package dev.renkei.records;

import java.time.Instant;
import java.util.List;

/**
 * Hold what the three records said of one volume at one moment. Each names servers by the name of their node, or by their
 * id where no node runs on them.
 *
 * @param kubernetes nodes that have it by Kubernetes' record: a VolumeAttachment, or the node's status for the in-tree driver
 * @param requested nodes that have it or shall have it: for which there is a VolumeAttachment at all, or, for the in-tree
 *     driver, a pod
 * @param nova nodes whose server has the volume, by Nova's record
 * @param cinder nodes whose server has the volume, by Cinder's record
 * @param status Cinder's status, {@code deleted} when Cinder does not know the volume
 */
public record VolumeState(
        Instant at,
        List<String> kubernetes,
        List<String> requested,
        List<String> nova,
        List<String> cinder,
        String status) {

    /** The status of a volume that Cinder does not know. */
    public static final String DELETED = "deleted";

    /** Say whether all three records name this node and no other, and Cinder calls the volume in use. */
    public boolean attachedOnlyTo(String node) {
        var only = List.of(node);
        return kubernetes.equals(only) && nova.equals(only) && cinder.equals(only) && status.equals("in-use");
    }

    /** Say whether no record names any node, and Cinder calls the volume available. */
    public boolean detached() {
        return requested.isEmpty() && nova.isEmpty() && cinder.isEmpty() && status.equals("available");
    }

    /** Say whether Cinder does not know the volume, and neither of the others has it attached. */
    public boolean deleted() {
        return status.equals(DELETED) && requested.isEmpty() && nova.isEmpty();
    }

    /** Say whether any record names two nodes at once. */
    public boolean attachedTwice() {
        return kubernetes.size() > 1 || nova.size() > 1 || cinder.size() > 1;
    }

    /** Say whether the records are the same as in {@code other}, whatever the moment. */
    public boolean sameAs(VolumeState other) {
        return other != null
                && kubernetes.equals(other.kubernetes)
                && requested.equals(other.requested)
                && nova.equals(other.nova)
                && cinder.equals(other.cinder)
                && status.equals(other.status);
    }

    @Override
    public String toString() {
        return "Kubernetes %s, Nova %s, Cinder %s (%s)".formatted(kubernetes, nova, cinder, status);
    }
}
