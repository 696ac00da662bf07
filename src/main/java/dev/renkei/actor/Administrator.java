package dev.renkei.actor;

import dev.renkei.cloud.KeystoneToken;
import dev.renkei.cloud.Volume;
import dev.renkei.cluster.Nodes;
import dev.renkei.platform.Secret;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import java.util.List;
import java.util.Map;

/** Act as the administrator of both sides. */
public final class Administrator {

    private final Scene scene;

    Administrator(Scene scene) {
        this.scene = scene;
    }

    /** Ask the API server whose token this is. */
    public TokenReviewStatus review(KeystoneToken token) {
        return review(token.secret());
    }

    /** Ask the API server whose token this is. */
    public TokenReviewStatus review(Secret token) {
        return scene.trace()
                .step(
                        "review a token",
                        () -> scene.cluster().review(token.reveal()).getStatus());
    }

    /**
     * Give the names of two nodes that take pods.
     *
     * @throws AssertionError when the cluster has fewer
     */
    public List<String> twoNodes() {
        var nodes = scene.cluster().schedulableNodes().stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .limit(2)
                .toList();
        if (nodes.size() < 2) {
            throw new AssertionError("the scenario needs two nodes that take pods, but there are only " + nodes);
        }
        return nodes;
    }

    /** List the nodes that take pods. */
    public List<Node> nodes() {
        return scene.cluster().schedulableNodes();
    }

    /** Give the id of the Nova server that a node runs on, by the node's providerID. */
    public String serverOf(String node) {
        return scene.cluster().schedulableNodes().stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(node))
                .flatMap(candidate -> Nodes.serverId(candidate).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("node %s names no OpenStack server".formatted(node)));
    }

    /** List the Cinder volumes of all projects that bear {@code name}. */
    public List<Volume> volumesNamed(String name) {
        return scene.cloud().cinder().volumes().stream()
                .filter(volume -> volume.name().equals(name))
                .toList();
    }

    /** List the last {@code events} about an object as {@code REASON: MESSAGE}. */
    public List<String> events(String namespace, String object) {
        return scene.cluster().events(namespace, object).stream()
                .map(event -> "%s: %s".formatted(event.getReason(), event.getMessage()))
                .toList();
    }

    /** Let the claim's volume outlive the claim: set its PersistentVolume's reclaim policy to Retain. */
    public void retain(Claim claim) {
        var volume = claim.persistentVolume();
        scene.ledger().before("retained volume of claim " + claim.name(), () -> removeRetained(volume));
        scene.trace()
                .step(
                        "retain persistent volume " + volume.getMetadata().getName(),
                        () -> scene.cluster().edit(volume, kept -> {
                            kept.getSpec().setPersistentVolumeReclaimPolicy("Retain");
                            return kept;
                        }));
    }

    /** Make the PersistentVolume of a manifest for an existing Cinder volume; only a claim that names it can have it. */
    public StaticVolume staticVolume(String manifest, String volumeId) {
        var object = scene.manifest(manifest, PersistentVolume.class, Map.of("volume-id", volumeId));
        var name = object.getMetadata().getName();
        scene.ledger().before("persistent volume " + name, () -> scene.cluster().delete(object));
        scene.trace()
                .step("create persistent volume " + name, () -> scene.cluster().create(object));
        return new StaticVolume(name, volumeId);
    }

    /** Delete a claim's PersistentVolume object; its Cinder volume stays when it is retained. */
    public void forget(PersistentVolume volume) {
        scene.trace()
                .step(
                        "delete persistent volume " + volume.getMetadata().getName(),
                        () -> scene.cluster().delete(volume));
    }

    private void removeRetained(PersistentVolume volume) {
        scene.cluster().delete(volume);
        var id = CinderVolumes.idOf(volume);
        var records = scene.records().of(id, volume.getMetadata().getName());
        records.awaitDetachedOrDeleted(scene.removalLimit());
        scene.cloud().cinder().delete(id);
        records.awaitDeleted(scene.removalLimit());
    }
}
