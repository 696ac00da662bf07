package dev.renkei.cluster;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Read what a pod says of itself. */
public final class Pods {

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Pods() {}

    /** Say whether the Ready condition holds and nobody has asked to delete the pod. */
    public static boolean ready(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    /** Say whether there is exactly one pod, and it is ready. */
    public static boolean onlyOneAndReady(List<Pod> pods) {
        return pods.size() == 1 && ready(pods.get(0));
    }

    /** Say whether a container of the pod has ever started. */
    public static boolean started(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getContainerStatuses().stream()
                        .anyMatch(container -> hasRun(container.getState()) || hasRun(container.getLastState()));
    }

    private static boolean hasRun(ContainerState state) {
        return state != null && (state.getRunning() != null || state.getTerminated() != null);
    }

    /** Say whether the pod mounts a claim, and has not run to its end. */
    public static boolean uses(Pod pod, String claim) {
        return !ended(pod)
                && pod.getSpec().getVolumes().stream()
                        .anyMatch(volume -> volume.getPersistentVolumeClaim() != null
                                && volume.getPersistentVolumeClaim()
                                        .getClaimName()
                                        .equals(claim));
    }

    /** Give the name of the node that the pod was sent to; empty when it was to none yet. */
    public static Optional<String> node(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getNodeName());
    }

    private static boolean ended(Pod pod) {
        return pod.getStatus() != null
                && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
    }

    /** Describe a pod in a line: its phase, its node, what its container waits for. */
    public static String describe(Pod pod) {
        var status = Optional.ofNullable(pod.getStatus());
        var waiting = status.stream()
                .flatMap(known -> known.getContainerStatuses().stream())
                .filter(container ->
                        container.getState() != null && container.getState().getWaiting() != null)
                .map(container -> container.getState().getWaiting().getReason())
                .findFirst();
        return "pod %s is %s on %s%s%s"
                .formatted(
                        pod.getMetadata().getName(),
                        status.map(PodStatus::getPhase).orElse("of unknown phase"),
                        Optional.ofNullable(pod.getSpec().getNodeName()).orElse("no node"),
                        waiting.map(reason -> ", " + reason).orElse(""),
                        pod.getMetadata().getDeletionTimestamp() == null ? "" : ", being deleted");
    }
}
