package dev.renkei.actor;

import dev.renkei.cluster.Events;
import dev.renkei.cluster.Pods;
import dev.renkei.wait.Wait;
import dev.renkei.wait.WaitTimeout;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hold a ReplicationController of one pod that a tenant made, with the claim that its pod mounts; null for a pod that mounts none. */
public final class Workload {

    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final String APP = "app";

    private final Scene scene;
    private final Tenant tenant;
    private final ReplicationController object;
    private final Claim claim;

    Workload(Scene scene, Tenant tenant, ReplicationController object, Claim claim) {
        this.scene = scene;
        this.tenant = tenant;
        this.object = object;
        this.claim = claim;
    }

    /** Give the controller's name. */
    public String name() {
        return object.getMetadata().getName();
    }

    /**
     * Wait until the one pod is ready, within the scenario's limit {@code ready}, and give it. The wait ends early, as
     * failed, when Cinder or Nova say something of the claim's volume that cannot become right any more.
     *
     * @throws dev.renkei.wait.WaitTimeout when it is not ready in time, with its state and last event
     */
    public RunningPod awaitReady() {
        var ready = Wait.<List<Pod>>of(
                        scene.trace(), "the pod of %s to be ready".formatted(name()), scene.limit("ready"))
                .describedBy(this::describe)
                .unless(this::volumeContradiction)
                .until(scene.cluster().watchPods(namespace(), APP, name()), Pods::onlyOneAndReady);
        return new RunningPod(scene, tenant, ready.get(0));
    }

    /** Give the one pod if it is ready within one of the scenario's limits, and nothing if the limit passes. */
    public Optional<RunningPod> readyWithin(String limit) {
        try {
            var ready = Wait.<List<Pod>>of(
                            scene.trace(), "a pod of %s to be ready".formatted(name()), scene.limit(limit))
                    .describedBy(this::describe)
                    .until(scene.cluster().watchPods(namespace(), APP, name()), Pods::onlyOneAndReady);
            return Optional.of(new RunningPod(scene, tenant, ready.get(0)));
        } catch (WaitTimeout never) {
            return Optional.empty();
        }
    }

    /**
     * Wait until the one pod is ready, and give it, or until the cluster refuses its claim by an event of this reason, and give
     * nothing; within the scenario's limit {@code ready}.
     *
     * @throws WaitTimeout when neither comes, with the pod's state and last event
     */
    public Optional<RunningPod> awaitReadyOrRefused(String reason) {
        var last = Wait.<List<Pod>>of(
                        scene.trace(),
                        "the pod of %s to be ready, or its claim to be refused by %s".formatted(name(), reason),
                        scene.limit("ready"))
                .describedBy(this::describe)
                .until(this::pods, pods -> Pods.onlyOneAndReady(pods) || claim.isRefused(reason));
        return Optional.of(last).filter(Pods::onlyOneAndReady).map(pods -> new RunningPod(scene, tenant, pods.get(0)));
    }

    /** Look at the pods that there are now. */
    public List<Pod> pods() {
        return scene.cluster().pods(namespace(), APP, name());
    }

    /** Watch for one of the scenario's limits that no container of its pods starts. */
    public void watchThatItNeverStarts(String limit) {
        Wait.<List<Pod>>of(scene.trace(), "no pod of %s starts".formatted(name()), scene.limit(limit))
                .describedBy(this::describe)
                .throughout(this::pods, pods -> pods.stream().noneMatch(Pods::started));
    }

    /** Say whether a container of its pods has ever started. */
    public boolean started() {
        return pods().stream().anyMatch(Pods::started);
    }

    /** List the events about its pods as {@code REASON: MESSAGE}. */
    public List<String> events() {
        return pods().stream()
                .flatMap(pod ->
                        scene.cluster().events(namespace(), pod.getMetadata().getName()).stream())
                .map(event -> "%s: %s".formatted(event.getReason(), event.getMessage()))
                .toList();
    }

    /** Say from which node on its pods may only run, and delete the one that there is; the controller makes the next. */
    public void moveTo(String node) {
        scene.trace()
                .step(
                        "let the pods of %s run on %s only".formatted(name(), node),
                        () -> scene.cluster().edit(object, controller -> {
                            pin(controller, node);
                            return controller;
                        }));
        pods().forEach(this::deletePod);
    }

    /** Say how many pods there shall be, and wait until there are no more than that. */
    public void scaleTo(int replicas) {
        scene.trace()
                .step(
                        "scale %s to %d".formatted(name(), replicas),
                        () -> scene.cluster().edit(object, controller -> {
                            controller.getSpec().setReplicas(replicas);
                            return controller;
                        }));
        awaitNoMoreThan(replicas);
    }

    /** Delete the controller and wait until its pods are gone. */
    public void delete() {
        scene.trace().step("delete controller " + name(), () -> scene.cluster().delete(object));
        awaitNoMoreThan(0);
    }

    static void pin(ReplicationController controller, String node) {
        var pod = controller.getSpec().getTemplate().getSpec();
        var selector = new HashMap<String, String>();
        if (pod.getNodeSelector() != null) {
            selector.putAll(pod.getNodeSelector());
        }
        selector.put(HOSTNAME, node);
        pod.setNodeSelector(Map.copyOf(selector));
    }

    void remove() {
        delete();
        pods().forEach(this::deletePod);
        awaitNoMoreThan(0);
    }

    private String namespace() {
        return object.getMetadata().getNamespace();
    }

    private void deletePod(Pod pod) {
        scene.trace()
                .step(
                        "delete pod " + pod.getMetadata().getName(),
                        () -> scene.cluster().delete(pod));
    }

    private void awaitNoMoreThan(int replicas) {
        Wait.<List<Pod>>of(
                        scene.trace(),
                        "%s to have no more than %d pods".formatted(name(), replicas),
                        scene.removalLimit())
                .describedBy(this::describe)
                .until(scene.cluster().watchPods(namespace(), APP, name()), pods -> pods.size() <= replicas);
    }

    private Optional<String> volumeContradiction() {
        return claim != null && claim.isBound() ? claim.records().contradiction() : Optional.empty();
    }

    private String describe(List<Pod> pods) {
        return pods.isEmpty()
                ? "no pod; " + Events.last(scene.cluster().events(namespace(), name()))
                : pods.stream()
                        .map(pod -> Pods.describe(pod) + "; "
                                + Events.last(scene.cluster()
                                        .events(namespace(), pod.getMetadata().getName())))
                        .collect(Collectors.joining(" | "));
    }
}
