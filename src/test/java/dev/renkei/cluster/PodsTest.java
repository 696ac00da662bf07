package dev.renkei.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PodsTest {

    @Test
    @DisplayName("A pod is ready when its Ready condition says so and nobody deletes it")
    void ready() {
        assertThat(Pods.ready(pod("True").build())).isTrue();
        assertThat(Pods.ready(pod("False").build())).isFalse();
        assertThat(Pods.ready(deleted(pod("True")))).isFalse();
        assertThat(Pods.ready(new PodBuilder().withNewMetadata().endMetadata().build()))
                .isFalse();
    }

    @Test
    @DisplayName("One ready pod is not two, and not one beside its predecessor that still goes")
    void onlyOne() {
        var ready = pod("True").build();

        assertThat(Pods.onlyOneAndReady(List.of(ready))).isTrue();
        assertThat(Pods.onlyOneAndReady(List.of())).isFalse();
        assertThat(Pods.onlyOneAndReady(List.of(ready, ready))).isFalse();
        assertThat(Pods.onlyOneAndReady(List.of(ready, deleted(pod("True"))))).isFalse();
        assertThat(Pods.onlyOneAndReady(List.of(deleted(pod("True"))))).isFalse();
    }

    @Test
    @DisplayName("A pod has started when a container runs or has run, not while it waits")
    void started() {
        var running = pod("True")
                .editStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
        var ended = pod("False")
                .editStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();

        var startedAgain = pod("False")
                .editStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .endWaiting()
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build();

        assertThat(Pods.started(startedAgain)).isTrue();
        assertThat(Pods.started(running)).isTrue();
        assertThat(Pods.started(ended)).isTrue();
        assertThat(Pods.started(waiting())).isFalse();
        assertThat(Pods.started(pod("False").build())).isFalse();
    }

    @Test
    @DisplayName("A pod is described by phase, node, what it waits for and that it goes")
    void describes() {
        assertThat(Pods.describe(pod("True").build())).isEqualTo("pod nginx is Running on node-1");
        assertThat(Pods.describe(waiting())).isEqualTo("pod nginx is Running on node-1, ContainerCreating");
        assertThat(Pods.describe(deleted(pod("True")))).isEqualTo("pod nginx is Running on node-1, being deleted");
    }

    @Test
    @DisplayName("A pod that is on no node yet, or says nothing of itself, is described as well")
    void describesNewPods() {
        var fresh = new PodBuilder()
                .withNewMetadata()
                .withName("nginx")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();

        assertThat(Pods.describe(fresh)).isEqualTo("pod nginx is of unknown phase on no node");
    }

    private static PodBuilder pod(String ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("nginx")
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus();
    }

    private static Pod waiting() {
        return pod("False")
                .editStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewWaiting()
                .withReason("ContainerCreating")
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Pod deleted(PodBuilder pod) {
        return pod.editMetadata()
                .withDeletionTimestamp("2026-11-24T22:00:00Z")
                .endMetadata()
                .build();
    }
}
