package dev.renkei.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodesTest {

    @Test
    @DisplayName("A ready node takes pods")
    void ready() {
        assertThat(Nodes.schedulable(node("True").build())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"False", "Unknown"})
    @DisplayName("A node that is not ready takes none")
    void notReady(String status) {
        assertThat(Nodes.schedulable(node(status).build())).isFalse();
    }

    @Test
    @DisplayName("A node that has not said anything of itself yet takes none")
    void unheardOf() {
        assertThat(Nodes.schedulable(new NodeBuilder().withNewSpec().endSpec().build()))
                .isFalse();
        assertThat(Nodes.schedulable(new NodeBuilder()
                        .withNewSpec()
                        .endSpec()
                        .withNewStatus()
                        .endStatus()
                        .build()))
                .isFalse();
    }

    @Test
    @DisplayName("A node's address is its internal one, and the external one only where there is no other")
    void addresses() {
        assertThat(Nodes.address(withAddresses("ExternalIP", "InternalIP"))).contains("InternalIP-value");
        assertThat(Nodes.address(withAddresses("Hostname", "ExternalIP"))).contains("ExternalIP-value");
        assertThat(Nodes.address(withAddresses("Hostname"))).isEmpty();
    }

    private static Node withAddresses(String... types) {
        var status = new NodeBuilder().withNewStatus();
        for (var type : types) {
            status.addNewAddress().withType(type).withAddress(type + "-value").endAddress();
        }
        return status.endStatus().build();
    }

    @Test
    @DisplayName("A cordoned node takes none")
    void cordoned() {
        assertThat(Nodes.schedulable(node("True")
                        .editSpec()
                        .withUnschedulable(true)
                        .endSpec()
                        .build()))
                .isFalse();
        assertThat(Nodes.schedulable(node("True")
                        .editSpec()
                        .withUnschedulable(false)
                        .endSpec()
                        .build()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"NoSchedule,false", "NoExecute,false", "PreferNoSchedule,true"})
    @DisplayName("A taint keeps pods away unless it is only a preference")
    void tainted(String effect, boolean takesPods) {
        var node = node("True")
                .editSpec()
                .addNewTaint(effect, "node-role.kubernetes.io/control-plane", null, null)
                .endSpec()
                .build();

        assertThat(Nodes.schedulable(node)).isEqualTo(takesPods);
    }

    @ParameterizedTest
    @CsvSource({
        "openstack:///019a0acc-7d1f,019a0acc-7d1f",
        "openstack://RegionOne/019a0acc-7d1f,019a0acc-7d1f",
        "aws:///eu/i-0,",
        ","
    })
    @DisplayName("The server of a node is the end of an OpenStack providerID, with or without a region in it")
    void serverId(String providerId, String server) {
        var node = node("True").editSpec().withProviderID(providerId).endSpec().build();

        assertThat(Nodes.serverId(node).orElse(null)).isEqualTo(server);
    }

    private static NodeBuilder node(String ready) {
        return new NodeBuilder()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("MemoryPressure")
                .withStatus("True")
                .endCondition()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus();
    }
}
