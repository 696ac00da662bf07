package dev.renkei.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.cloud.Cloud;
import dev.renkei.cluster.Cluster;
import dev.renkei.stub.StubCloud;
import dev.renkei.stub.StubCluster;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class InventoryTest {

    private static final String MARK = "20261125-001502-af86";
    private static final Map<String, String> OURS = Map.of("csi.storage.k8s.io/pvc/name", "nginx-pvc-x-" + MARK);

    @TempDir
    Path folder;

    private final StubCluster kubernetes = new StubCluster();
    private final StubCloud openStack = new StubCloud();
    private Cluster cluster;
    private Inventory inventory;

    @BeforeEach
    void open() {
        cluster = kubernetes.open(folder);
        inventory = new Inventory(
                cluster,
                new Cloud(openStack.account(), Trace.silent()),
                Trace.silent(),
                new RunMark("20261125-001502", "own"));
    }

    @AfterEach
    void close() {
        cluster.close();
        kubernetes.close();
        openStack.close();
    }

    @Test
    @DisplayName("Nothing left is nothing found, and nothing is removed")
    void empty() {
        othersThings();

        assertThat(inventory.leftovers()).isEmpty();
        assertThat(inventory.remove()).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    @DisplayName(
            "Objects are asked for by the run's own label, in all namespaces and of every kind that scenarios make")
    void labels() {
        inventory.leftovers();

        assertThat(kubernetes.asked())
                .contains(Stream.of(
                                "replicationcontrollers",
                                "pods",
                                "services",
                                "persistentvolumeclaims",
                                "configmaps",
                                "secrets")
                        .map(kind -> "GET /api/v1/%s?labelSelector=renkei.dev%%2Frun%%3D%s".formatted(kind, MARK))
                        .toArray(String[]::new))
                .contains(
                        "GET /apis/rbac.authorization.k8s.io/v1/rolebindings?labelSelector=renkei.dev%2Frun%3D" + MARK);
    }

    @Test
    @DisplayName("What the run left on both sides is listed, users before what they use")
    void leftovers() {
        othersThings();
        kubernetes.object("PersistentVolumeClaim", claim()).object("PersistentVolume", volume("pv-1", MARK));
        openStack.volume("v1", "pvc-1", "available", OURS);

        assertThat(inventory.leftovers())
                .extracting(Leftover::toString)
                .containsExactly(
                        "PersistentVolumeClaim team/nginx-pvc-x-" + MARK + " (u1)",
                        "PersistentVolume pv-1 (u-pv-1)",
                        "Cinder volume pvc-1 (v1)");
        assertThat(inventory.leftovers()).extracting(Leftover::madeBy).containsOnly("nginx-pvc-x-" + MARK);
    }

    @Test
    @DisplayName("The run's own things are removed and nothing else, a Cinder volume after all that stands on it")
    void removes() {
        othersThings();
        kubernetes.object("PersistentVolumeClaim", claim()).object("PersistentVolume", volume("pv-1", MARK));
        openStack.volume("v1", "pvc-1", "available", OURS);
        kubernetes
                .server()
                .on("DELETE /api/v1/namespaces/team/persistentvolumeclaims/nginx-pvc-x-" + MARK, request -> {
                    kubernetes.forgetAll("PersistentVolumeClaim");
                    return Reply.json(200, "{}");
                })
                .on("DELETE /api/v1/persistentvolumes/pv-1", request -> {
                    kubernetes.forgetAll("PersistentVolume");
                    return Reply.json(200, "{}");
                });

        assertThat(inventory.remove()).hasSize(3);

        assertThat(changes())
                .containsExactly(
                        "DELETE /api/v1/namespaces/team/persistentvolumeclaims/nginx-pvc-x-" + MARK,
                        "DELETE /api/v1/persistentvolumes/pv-1",
                        "DELETE /volume/v3/p1/volumes/v1");
    }

    @Test
    @DisplayName("An attached volume is detached once, waited for, and then deleted")
    void detachesFirst() {
        openStack.volume("v1", "pvc-1", "in-use", OURS, "s1").nova("s1", "v1");
        openStack.server().on("DELETE /compute/v2.1/servers/s1/os-volume_attachments/v1", request -> {
            openStack.volume("v1", "pvc-1", "detaching", OURS, "s1");
            openStack.server().on("DELETE /compute/v2.1/servers/s1/os-volume_attachments/v1", again -> {
                throw new AssertionError("asked twice, which Nova refuses");
            });
            openStack.server().on("GET /volume/v3/p1/volumes/detail", list -> {
                openStack.volume("v1", "pvc-1", "available", OURS);
                openStack.server().on("GET /volume/v3/p1/volumes/detail", later -> openStack.list());
                return Reply.json(200, """
                        {"volumes":[{"id":"v1","name":"pvc-1","status":"detaching","attachments":[{"server_id":"s1"}],
                        "metadata":{"csi.storage.k8s.io/pvc/name":"nginx-pvc-x-%s"}}]}""".formatted(MARK));
            });
            return Reply.json(202, "");
        });

        assertThat(inventory.remove()).hasSize(1);

        assertThat(changes())
                .containsExactly(
                        "DELETE /compute/v2.1/servers/s1/os-volume_attachments/v1", "DELETE /volume/v3/p1/volumes/v1");
    }

    @Test
    @DisplayName(
            "What the run made in Keystone is removed, users before groups and domains last, and what others made stays")
    void identities() {
        openStack
                .identity("domain", "d1", "domain-1-x-" + MARK)
                .identity("domain", "default", "Default")
                .identity("group", "g1", "group-1-x-" + MARK)
                .identity("user", "u1", "user-1-x-" + MARK)
                .identity("user", "u8", "user-1-x-" + MARK + "0")
                .identity("project", "p8", "siteop-pc-team");

        assertThat(inventory.remove())
                .extracting(Leftover::toString)
                .containsExactly(
                        "Keystone user user-1-x-%s (u1)".formatted(MARK),
                        "Keystone group group-1-x-%s (g1)".formatted(MARK),
                        "Keystone domain domain-1-x-%s (d1)".formatted(MARK));
        assertThat(changes())
                .containsExactly(
                        "DELETE /identity/v3/users/u1",
                        "DELETE /identity/v3/groups/g1",
                        "PATCH /identity/v3/domains/d1",
                        "DELETE /identity/v3/domains/d1");
    }

    @Test
    @DisplayName("A namespace that an authenticator made for a project of the run is removed before the project")
    void namespacesOfProjects() {
        openStack
                .identity("project", "6b76", "project-1-x-" + MARK)
                .identity("project", "1c40", "siteop-pc-team")
                .server()
                .on("GET /identity/v3/projects?domain_id=d1", Reply.json(200, """
                        {"projects":[{"id":"a0f3","name":"demo","domain_id":"d1"},
                        {"id":"1c40","name":"siteop-pc-team","domain_id":"default"}]}"""));
        openStack.identity("domain", "d1", "domain-1-x-" + MARK);
        for (var name : List.of("6b76", "demo-a0f3", "siteop-pc-team-1c40", "default")) {
            kubernetes.object("Namespace", "{\"metadata\":{\"name\":\"%s\"}}".formatted(name));
        }

        assertThat(inventory.leftovers())
                .extracting(Leftover::toString)
                .containsExactly(
                        "Namespace 6b76 (6b76)",
                        "Namespace demo-a0f3 (demo-a0f3)",
                        "Keystone project project-1-x-%s (6b76)".formatted(MARK),
                        "Keystone domain domain-1-x-%s (d1)".formatted(MARK));
    }

    @Test
    @DisplayName("An administrator who may not look at users has left none")
    void noUsers() {
        for (var kind : List.of("users", "groups", "projects", "domains")) {
            openStack.server().on("GET /identity/v3/" + kind, Reply.json(403, "{}"));
        }

        assertThat(inventory.leftovers()).isEmpty();
    }

    private void othersThings() {
        kubernetes.object("PersistentVolume", volume("pv-other", MARK + "0"));
        openStack
                .volume("v8", "backup-" + MARK, "in-use", "s1")
                .volume("v9", "pvc-9", "available", Map.of("csi.storage.k8s.io/pvc/name", "nginx-pvc-x-" + MARK + "0"));
    }

    private Stream<String> changes() {
        return Stream.concat(kubernetes.asked().stream(), openStack.asked().stream())
                .filter(request -> !request.startsWith("GET"));
    }

    private static String claim() {
        return "{\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"name\":\"nginx-pvc-x-%s\",\"namespace\":\"team\",\"uid\":\"u1\"}}"
                .formatted(MARK);
    }

    private static String volume(String name, String run) {
        return """
                {"kind":"PersistentVolume","metadata":{"name":"%s","uid":"u-%s"},
                "spec":{"claimRef":{"name":"nginx-pvc-x-%s","namespace":"team"}}}""".formatted(name, name, run);
    }
}
