package dev.renkei.records;

import dev.renkei.cluster.Cluster;
import dev.renkei.cluster.Nodes;
import dev.renkei.cluster.Pods;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Read where Kubernetes has a volume, from where its driver makes Kubernetes write it: VolumeAttachments for CSI
 * ({@code storage.k8s.io/v1}), and the status of nodes for the in-tree driver, which knows no object that asks for an
 * attachment: there, a pod on a node does.
 */
final class KubernetesRecord {

    private static final String IN_TREE = "kubernetes.io/cinder/";

    private final Cluster cluster;
    private final Map<String, Supplier<Placement>> sources = new HashMap<>();

    KubernetesRecord(Cluster cluster) {
        this.cluster = cluster;
    }

    Placement of(String volumeId, String persistentVolume) {
        return source(volumeId, persistentVolume).get();
    }

    private synchronized Supplier<Placement> source(String volumeId, String name) {
        // What has been a PersistentVolume of one driver never becomes another's, and is asked about after its end too.
        return sources.computeIfAbsent(
                name,
                unknown -> cluster.persistentVolume(name)
                        .map(PersistentVolume::getSpec)
                        .filter(spec -> spec.getCinder() != null && spec.getClaimRef() != null)
                        .<Supplier<Placement>>map(spec -> () -> inTree(volumeId, spec.getClaimRef()))
                        .orElse(() -> byAttachments(name)));
    }

    private Placement byAttachments(String persistentVolume) {
        var attachments = cluster.attachmentsOf(persistentVolume);
        return Placement.of(
                nodes(attachments.stream().filter(KubernetesRecord::attached).toList()), nodes(attachments));
    }

    private Placement inTree(String volumeId, ObjectReference claim) {
        var asked = cluster.pods(claim.getNamespace()).stream()
                .filter(pod -> Pods.uses(pod, claim.getName()))
                .flatMap(pod -> Pods.node(pod).stream())
                .distinct()
                .toList();
        var attached = cluster.nodes().stream()
                .filter(node -> Nodes.volumesAttached(node).contains(IN_TREE + volumeId))
                .map(node -> node.getMetadata().getName())
                .toList();
        return Placement.of(attached, asked);
    }

    private static List<String> nodes(List<VolumeAttachment> attachments) {
        return attachments.stream()
                .map(attachment -> attachment.getSpec().getNodeName())
                .distinct()
                .toList();
    }

    private static boolean attached(VolumeAttachment attachment) {
        return attachment.getStatus() != null
                && Boolean.TRUE.equals(attachment.getStatus().getAttached());
    }
}
