package dev.renkei.records;

import dev.renkei.cloud.Cloud;
import dev.renkei.cluster.Cluster;
import dev.renkei.cluster.Nodes;
import dev.renkei.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compare the three records of volumes, asking both sides as their administrators. */
public final class Records {

    private final Cluster cluster;
    private final Cloud cloud;
    private final Trace trace;
    private final KubernetesRecord kubernetes;
    private final Map<String, String> nodeOfServer = new HashMap<>();
    private final Map<String, String> serverOfNode = new HashMap<>();
    private final Map<String, Set<String>> everHad = new HashMap<>();
    private final List<VolumeRecords> followed = new ArrayList<>();

    /** Ask {@code cluster} and {@code cloud}, both as administrators. */
    public Records(Cluster cluster, Cloud cloud, Trace trace) {
        this.cluster = cluster;
        this.cloud = cloud;
        this.trace = trace;
        this.kubernetes = new KubernetesRecord(cluster);
    }

    /** Follow one volume: its Cinder id, and the name of its PersistentVolume. */
    public synchronized VolumeRecords of(String volumeId, String persistentVolume) {
        return followed.stream()
                .filter(records -> records.isOf(volumeId, persistentVolume))
                .findFirst()
                .orElseGet(() -> {
                    var records = new VolumeRecords(this, trace, volumeId, persistentVolume);
                    followed.add(records);
                    return records;
                });
    }

    /** Give all volumes that have been followed, for evidence. */
    public synchronized List<VolumeRecords> followed() {
        return List.copyOf(followed);
    }

    VolumeState look(String volumeId, String persistentVolume) {
        // Kubernetes is asked first and last: what it stopped or began to ask for in between is no contradiction.
        var before = kubernetes.of(volumeId, persistentVolume);
        learnNodes(before);
        var volume = cloud.cinder().volume(volumeId);
        var servers = volume.map(found -> found.servers()).orElse(List.of());
        var nova = candidates(volumeId, servers, before).stream()
                .filter(server -> cloud.nova().volumesOf(server).contains(volumeId))
                .toList();
        var after = kubernetes.of(volumeId, persistentVolume);
        return new VolumeState(
                trace.now(),
                after.attachedNodes(),
                before.requestedHereOrIn(after),
                names(nova),
                names(servers),
                volume.map(found -> found.status()).orElse(VolumeState.DELETED));
    }

    // Nova is asked about each server that ever had the volume: it may keep what the others have let go.
    private synchronized Set<String> candidates(String volumeId, List<String> servers, Placement placement) {
        var ever = everHad.computeIfAbsent(volumeId, id -> new TreeSet<>());
        ever.addAll(servers);
        placement.requested().forEach(node -> ever.add(serverOf(node)));
        return Set.copyOf(ever);
    }

    // All nodes, since a volume may well be on one that takes no pods any more.
    private synchronized void learnNodes(Placement placement) {
        if (serverOfNode.isEmpty() || !serverOfNode.keySet().containsAll(placement.requested())) {
            cluster.nodes()
                    .forEach(node -> Nodes.serverId(node).ifPresent(server -> {
                        serverOfNode.put(node.getMetadata().getName(), server);
                        nodeOfServer.put(server, node.getMetadata().getName());
                    }));
        }
    }

    private synchronized String serverOf(String node) {
        return serverOfNode.getOrDefault(node, node);
    }

    private synchronized List<String> names(Collection<String> servers) {
        return servers.stream()
                .map(server -> nodeOfServer.getOrDefault(server, "server " + server))
                .sorted()
                .toList();
    }
}
