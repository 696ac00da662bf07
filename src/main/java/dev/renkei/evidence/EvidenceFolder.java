package dev.renkei.evidence;

import dev.renkei.actor.Scene;
import dev.renkei.cluster.Events;
import dev.renkei.cluster.Pods;
import dev.renkei.fault.Command;
import dev.renkei.records.RunMark;
import dev.renkei.wait.Durations;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Collect one failed scenario's evidence into a folder; one collector's failure does not keep the others from working. */
public final class EvidenceFolder {

    private static final Duration LOGS_LIMIT = Duration.ofSeconds(30);
    private static final int POD_LOG_LINES = 200;
    // Secrets are left out on purpose: their data must not be kept.
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(ReplicationController.class, Pod.class, PersistentVolumeClaim.class, ConfigMap.class);

    private final Path folder;
    private final Redactor redactor;

    /** Collect into {@code folder}, which is made when needed. */
    public EvidenceFolder(Path folder, Redactor redactor) {
        this.folder = folder;
        this.redactor = redactor;
    }

    /** Collect what the failure was, what the scenario did, what both sides say now, and the platform's own logs. */
    public void collect(Scene scene, Throwable failure) {
        write("failure.txt", () -> stackTrace(failure));
        write("steps.txt", () -> steps(scene));
        write("calls.txt", () -> calls(scene));
        write("records.txt", () -> records(scene));
        write("kubernetes.yaml", () -> objects(scene));
        write("events.txt", () -> events(scene));
        write("pod-logs.txt", () -> podLogs(scene));
        scene.platform().logs().ifPresent(command -> write("platform.log", () -> platformLogs(scene, command)));
    }

    private void write(String file, Supplier<String> content) {
        String text;
        try {
            text = content.get();
        } catch (RuntimeException | AssertionError e) {
            text = "could not be collected: " + e;
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), redactor.redact(text));
        } catch (IOException e) {
            throw new IllegalStateException("evidence cannot be written to " + folder, e);
        }
    }

    private static String stackTrace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String steps(Scene scene) {
        return scene.trace().steps().stream()
                .map(step -> "%s  %-8s %s%s"
                        .formatted(
                                step.began(),
                                Durations.seconds(step.took()),
                                step.name(),
                                step.failed() ? "  <- failed" : ""))
                .collect(Collectors.joining("\n"));
    }

    private static String calls(Scene scene) {
        return scene.trace().calls().stream()
                .map(call -> "%s  %3d  %-8s %s %s"
                        .formatted(
                                call.began(),
                                call.status(),
                                Durations.seconds(call.took()),
                                call.what(),
                                call.requestId() == null ? "" : call.requestId()))
                .collect(Collectors.joining("\n"));
    }

    private static String records(Scene scene) {
        return scene.records().followed().stream()
                .map(records -> {
                    records.look();
                    return "volume %s\n".formatted(records.volumeId())
                            + records.history().stream()
                                    .map(state -> "  %s  %s".formatted(state.at(), state))
                                    .collect(Collectors.joining("\n"));
                })
                .collect(Collectors.joining("\n"));
    }

    private static String objects(Scene scene) {
        return KINDS.stream()
                .flatMap(kind -> scene.cluster().labelled(kind, RunMark.SCENARIO_LABEL, label(scene)).stream())
                .map(scene.cluster()::write)
                .collect(Collectors.joining());
    }

    private static String events(Scene scene) {
        return KINDS.stream()
                .flatMap(kind -> scene.cluster().labelled(kind, RunMark.SCENARIO_LABEL, label(scene)).stream())
                .flatMap(object ->
                        scene
                                .cluster()
                                .events(
                                        object.getMetadata().getNamespace(),
                                        object.getMetadata().getName())
                                .stream())
                .map(event -> "%s  %s/%s  %s: %s"
                        .formatted(
                                Events.time(event),
                                event.getInvolvedObject().getKind(),
                                event.getInvolvedObject().getName(),
                                event.getReason(),
                                event.getMessage()))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String podLogs(Scene scene) {
        return scene.cluster().labelled(Pod.class, RunMark.SCENARIO_LABEL, label(scene)).stream()
                .map(pod -> Pods.describe(pod) + "\n"
                        + (Pods.started(pod) ? scene.cluster().log(pod, POD_LOG_LINES) : "  (never started)\n"))
                .collect(Collectors.joining("\n"));
    }

    private static String platformLogs(Scene scene, String command) {
        var seconds =
                Duration.between(scene.trace().started(), scene.trace().now()).toSeconds() + 5;
        return Command.of(command.replace("{seconds}", Long.toString(seconds)), LOGS_LIMIT)
                .run(scene.trace())
                .output();
    }

    private static String label(Scene scene) {
        return scene.contract().id().replace('/', '.');
    }
}
