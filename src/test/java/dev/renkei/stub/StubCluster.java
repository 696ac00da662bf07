package dev.renkei.stub;

import dev.renkei.cluster.Cluster;
import dev.renkei.cluster.ClusterAccess;
import dev.renkei.platform.Kubernetes;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Be a small API server that lists the objects that a test puts in; label and field selectors are not obeyed but seen. */
public final class StubCluster implements AutoCloseable {

    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("NodeList", "/api/v1/nodes"),
            Map.entry("NamespaceList", "/api/v1/namespaces"),
            Map.entry("PersistentVolumeList", "/api/v1/persistentvolumes"),
            Map.entry("PersistentVolumeClaimList", "/api/v1/persistentvolumeclaims"),
            Map.entry("PodList", "/api/v1/pods"),
            Map.entry("ReplicationControllerList", "/api/v1/replicationcontrollers"),
            Map.entry("ServiceList", "/api/v1/services"),
            Map.entry("ConfigMapList", "/api/v1/configmaps"),
            Map.entry("SecretList", "/api/v1/secrets"),
            Map.entry("RoleBindingList", "/apis/rbac.authorization.k8s.io/v1/rolebindings"),
            Map.entry("StorageClassList", "/apis/storage.k8s.io/v1/storageclasses"),
            Map.entry("CSINodeList", "/apis/storage.k8s.io/v1/csinodes"),
            Map.entry("VolumeAttachmentList", "/apis/storage.k8s.io/v1/volumeattachments"));

    private final StubServer server = StubServer.start();
    private final Map<String, List<String>> items = new ConcurrentHashMap<>();

    /** Start it, empty. */
    public StubCluster() {
        LISTS.forEach((kind, path) -> {
            items.put(kind, new CopyOnWriteArrayList<>());
            var version = path.replaceFirst("^/apis?/", "").replaceFirst("/[a-z]+$", "");
            server.on(
                    "GET " + path,
                    request -> Reply.json(
                            200,
                            "{\"kind\":\"%s\",\"apiVersion\":\"%s\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[%s]}"
                                    .formatted(kind, version, String.join(",", items.get(kind)))));
        });
    }

    /** Give the server behind it, to change what it answers. */
    public StubServer server() {
        return server;
    }

    /** Let it know a node that runs on a Nova server. */
    public StubCluster node(String name, String serverId) {
        items.get("NodeList").add("""
                        {"metadata":{"name":"%s"},"spec":{"providerID":"openstack:///%s"},
                        "status":{"conditions":[{"type":"Ready","status":"True"}]}}""".formatted(name, serverId));
        return this;
    }

    /** Let it know a VolumeAttachment. */
    public StubCluster attachment(String persistentVolume, String node, boolean attached) {
        items.get("VolumeAttachmentList").add("""
                        {"metadata":{"name":"csi-%s-%s"},"spec":{"attacher":"cinder.csi.openstack.org","nodeName":"%s",\
                        "source":{"persistentVolumeName":"%s"}},"status":{"attached":%s}}""".formatted(persistentVolume, node, node, persistentVolume, attached));
        return this;
    }

    /** Let it know an object of a kind, such as {@code Pod}, from its JSON text. */
    public StubCluster object(String kind, String json) {
        items.get(kind + "List").add(json);
        return this;
    }

    /** Let it no longer know any object of a kind. */
    public StubCluster forgetAll(String kind) {
        items.get(kind + "List").clear();
        return this;
    }

    /** Write a kubeconfig that leads to it into {@code folder} and give what the harness reads from it. */
    public ClusterAccess access(Path folder) {
        return ClusterAccess.read(new Kubernetes(kubeconfig(folder), null));
    }

    /** Open it as its administrator. */
    public Cluster open(Path folder) {
        return access(folder).asAdministrator(Trace.silent());
    }

    /** Write a kubeconfig that leads to it into {@code folder}. */
    public Path kubeconfig(Path folder) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: lab
                    contexts: [{name: lab, context: {cluster: lab, user: admin}}]
                    clusters: [{name: lab, cluster: {server: "%s"}}]
                    users: [{name: admin, user: {token: administrators-token}}]
                    """.formatted(server.url()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** List what was asked of it. */
    public List<String> asked() {
        return server.seen().stream().map(StubServer.Seen::toString).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
