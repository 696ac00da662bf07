package dev.renkei.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.cloud.Cloud;
import dev.renkei.cloud.CloudRefusal;
import dev.renkei.cluster.Cluster;
import dev.renkei.stub.StubCloud;
import dev.renkei.stub.StubCluster;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.trace.Trace;
import dev.renkei.wait.TerminalState;
import dev.renkei.wait.WaitTimeout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecordsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final StubCluster kubernetes = new StubCluster();
    private final StubCloud openStack = new StubCloud();
    private Cluster cluster;
    private VolumeRecords records;

    @BeforeEach
    void open() {
        kubernetes.node("node-1", "s1").node("node-2", "s2");
        openStack.nova("s1").nova("s2");
        cluster = kubernetes.open(folder);
        records = new Records(cluster, new Cloud(openStack.account(), Trace.silent()), Trace.silent()).of("v1", "pv-1");
    }

    @AfterEach
    void close() {
        cluster.close();
        kubernetes.close();
        openStack.close();
    }

    @Test
    @DisplayName("All three records are read, and name the node that each speaks of")
    void attached() {
        attachTo("node-1", "s1");

        var state = records.look();

        assertThat(state).hasToString("Kubernetes [node-1], Nova [node-1], Cinder [node-1] (in-use)");
        assertThat(state.requested()).containsExactly("node-1");
        assertThat(state.attachedOnlyTo("node-1")).isTrue();
        assertThat(records.awaitAttachedOnlyTo("node-1", LONG)).isNotNull();
    }

    @Test
    @DisplayName("Of an in-tree volume Kubernetes' record is the status of its nodes, and a pod is what asks for it")
    void inTree() {
        kubernetes.server().on("GET /api/v1/persistentvolumes/pv-1", request -> Reply.json(200, """
                {"kind":"PersistentVolume","apiVersion":"v1","metadata":{"name":"pv-1"},"spec":{
                 "cinder":{"volumeID":"v1"},"claimRef":{"namespace":"team","name":"data"}}}"""));
        pods(pod("other", "node-1", "data-of-another"), pod("ours", "node-2", "data"));
        openStack.volume("v1", "pvc-1", "available");

        assertThat(records.look().requested()).containsExactly("node-2");
        assertThat(records.look().kubernetes()).isEmpty();
        assertThat(records.look().detached()).isFalse();

        pods();
        kubernetes.forgetAll("Node");
        kubernetes.object("Node", """
                {"kind":"Node","apiVersion":"v1","metadata":{"name":"node-2"},"spec":{"providerID":"openstack:///s2"},
                 "status":{"volumesAttached":[{"name":"kubernetes.io/cinder/v1","devicePath":"/dev/vdb"}]}}""");
        assertThat(records.look().kubernetes()).containsExactly("node-2");
        assertThat(records.look().requested()).containsExactly("node-2");
    }

    private void pods(String... pods) {
        kubernetes
                .server()
                .on(
                        "GET /api/v1/namespaces/team/pods",
                        request -> Reply.json(200, """
                {"kind":"PodList","apiVersion":"v1","metadata":{},"items":[%s]}""".formatted(String.join(",", pods))));
    }

    private static String pod(String name, String node, String claim) {
        return """
                {"kind":"Pod","apiVersion":"v1","metadata":{"namespace":"team","name":"%s"},"spec":{"nodeName":"%s",
                 "volumes":[{"name":"d","persistentVolumeClaim":{"claimName":"%s"}}]}}""".formatted(name, node, claim);
    }

    @Test
    @DisplayName("An attachment that Kubernetes only asks for is none yet")
    void requested() {
        kubernetes.attachment("pv-1", "node-1", false).attachment("pv-2", "node-2", true);
        openStack.volume("v1", "pvc-1", "available");

        var state = records.look();

        assertThat(state.kubernetes()).isEmpty();
        assertThat(state.requested()).containsExactly("node-1");
        assertThat(state.detached()).isFalse();
    }

    @Test
    @DisplayName("A volume that Cinder does not know is deleted; one that Cinder does not tell of is neither")
    void deleted() {
        openStack.server().on("GET /volume/v3/p1/volumes/v1", StubCloud.unknownVolume("v1"));
        assertThat(records.look().deleted()).isTrue();
        assertThat(records.awaitDeleted(LONG).status()).isEqualTo("deleted");

        openStack.server().on("GET /volume/v3/p1/volumes/v1", Reply.text(404, "no such page"));
        assertThatThrownBy(records::look).isInstanceOf(CloudRefusal.class);
    }

    @Test
    @DisplayName("A server that is no node is named by its id")
    void strangeServer() {
        openStack.volume("v1", "pvc-1", "in-use", "s9").nova("s9", "v1");

        assertThat(records.look()).hasToString("Kubernetes [], Nova [server s9], Cinder [server s9] (in-use)");
    }

    @Test
    @DisplayName("A node that takes no pods at the moment is a node all the same")
    void cordonedNode() {
        kubernetes.object("Node", """
                {"metadata":{"name":"node-3"},"spec":{"unschedulable":true,"providerID":"openstack:///s3"},
                "status":{"conditions":[{"type":"Ready","status":"False"}]}}""");
        attachTo("node-3", "s3");

        assertThat(records.look().attachedOnlyTo("node-3")).isTrue();
    }

    @Test
    @DisplayName("What Nova keeps after Cinder and Kubernetes have let go is seen")
    void novaKeeps() {
        attachTo("node-1", "s1");
        records.look();

        kubernetes.forgetAll("VolumeAttachment");
        openStack.volume("v1", "pvc-1", "available");

        assertThat(records.look()).hasToString("Kubernetes [], Nova [node-1], Cinder [] (available)");
        assertThatThrownBy(() -> records.awaitDetached(SHORT))
                .isInstanceOf(WaitTimeout.class)
                .hasMessage("waited 0.3 s for volume v1 to be detached in all three records; "
                        + "last seen: Kubernetes [], Nova [node-1], Cinder [] (available)");

        openStack.nova("s1");
        assertThat(records.awaitDetached(LONG).detached()).isTrue();
    }

    @Test
    @DisplayName("A volume in error ends any wait for it at once")
    void brokenVolume() {
        openStack.volume("v1", "pvc-1", "error_deleting");

        assertThatThrownBy(() -> records.awaitDeleted(LONG))
                .isInstanceOf(TerminalState.class)
                .hasMessageContaining("Cinder says it is in status error_deleting");
    }

    @Test
    @DisplayName("Only changes are remembered")
    void history() {
        openStack.volume("v1", "pvc-1", "available");
        records.look();
        records.look();
        openStack.volume("v1", "pvc-1", "reserved");
        records.look();
        openStack.volume("v1", "pvc-1", "available");
        records.look();

        assertThat(records.history())
                .extracting(VolumeState::status)
                .containsExactly("available", "reserved", "available");
    }

    @Test
    @DisplayName("A contradiction counts only when it is seen twice in a row")
    void contradiction() {
        kubernetes.attachment("pv-1", "node-1", false);
        openStack.volume("v1", "pvc-1", "in-use", "s2").nova("s2", "v1");
        assertThat(records.contradiction()).isEmpty();
        assertThat(records.contradiction())
                .contains("Nova and Cinder say volume v1 is attached to node-2, but Kubernetes asked for [node-1]");

        openStack.volume("v1", "pvc-1", "available").nova("s2");
        assertThat(records.contradiction()).isEmpty();

        openStack.volume("v1", "pvc-1", "in-use", "s2").nova("s2", "v1");
        assertThat(records.contradiction()).as("the first of a new one").isEmpty();
        openStack.volume("v1", "pvc-1", "error");
        assertThat(records.contradiction()).as("another one").isEmpty();
        assertThat(records.contradiction()).contains("Cinder says volume v1 is in status error");
    }

    @Test
    @DisplayName("Where Kubernetes asked for it, or OpenStack does not agree with itself, nothing is contradicted yet")
    void noContradiction() {
        attachTo("node-1", "s1");
        assertThat(List.of(records.contradiction(), records.contradiction())).allMatch(java.util.Optional::isEmpty);

        openStack.volume("v1", "pvc-1", "attaching", "s2").nova("s2");
        assertThat(List.of(records.contradiction(), records.contradiction())).allMatch(java.util.Optional::isEmpty);

        openStack.volume("v1", "pvc-1", "attaching").nova("s2", "v1");
        assertThat(List.of(records.contradiction(), records.contradiction())).allMatch(java.util.Optional::isEmpty);
    }

    @Test
    @DisplayName("A volume is followed once, however often it is asked for")
    void followsOnce() {
        var all = new Records(cluster, new Cloud(openStack.account(), Trace.silent()), Trace.silent());

        assertThat(all.of("v1", "pv-1")).isSameAs(all.of("v1", "pv-1")).isNotSameAs(all.of("v2", "pv-2"));
        assertThat(all.followed()).extracting(VolumeRecords::volumeId).containsExactly("v1", "v2");
    }

    private void attachTo(String node, String server) {
        kubernetes.attachment("pv-1", node, true);
        openStack.volume("v1", "pvc-1", "in-use", server).nova(server, "v1");
    }
}
