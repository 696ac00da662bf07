package dev.renkei.actor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.renkei.wait.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Read what the API server writes into its audit log from the moment at which this was made (JSON lines of
 * {@code audit.k8s.io/v1}).
 */
public final class AuditLog {

    // Each kubelet renews its Lease every ten seconds.
    private static final Duration HEARD = Duration.ofSeconds(30);

    private final Scene scene;
    private final AuditFile file;

    AuditLog(Scene scene, Path file) {
        this.scene = scene;
        this.file = new AuditFile(file);
    }

    /**
     * Watch for the scenario's limit {@code watched} that no request of a system user is answered 401, or 403 by the authoriser, and
     * that at least one is served: of a log that says nothing, nothing is known.
     */
    public void watchThatNoSystemUserIsRefused() {
        Wait.<List<String>>of(scene.trace(), "no system user is refused", scene.limit("watched"))
                .throughout(this::refusedSystemUsers, List::isEmpty);
        Wait.<Set<String>>of(scene.trace(), "a system user to be served", HEARD)
                .until(this::servedUsers, users -> users.stream().anyMatch(AuditLog::isSystem));
    }

    /** Give the users, system users and others, whose requests were answered with a status below 400 since then. */
    public Set<String> servedUsers() {
        var users = new TreeSet<String>();
        file.entries().stream().filter(entry -> status(entry) < 400).forEach(entry -> users.add(user(entry)));
        return users;
    }

    private List<String> refusedSystemUsers() {
        return file.entries().stream()
                .filter(entry -> isSystem(user(entry)))
                .filter(entry -> status(entry) == 401 || status(entry) == 403 && isTheAuthorisers(entry))
                .filter(entry -> !asksForWhatIsGone(entry))
                .map(entry -> "%s: %s %s was answered %d"
                        .formatted(
                                user(entry),
                                entry.path("verb").asText(),
                                entry.path("requestURI").asText(),
                                status(entry)))
                .distinct()
                .toList();
    }

    private static boolean isSystem(String user) {
        return user.startsWith("system:") && !user.equals("system:anonymous");
    }

    // Admission says 403 as well: to a controller that makes something in a namespace that is going, for one.
    private static boolean isTheAuthorisers(JsonNode entry) {
        return entry.path("annotations")
                .path("authorization.k8s.io/decision")
                .asText()
                .equals("forbid");
    }

    // The Node authoriser's own answer, on any cluster, to a kubelet that asks once more for a pod that has just gone.
    private static boolean asksForWhatIsGone(JsonNode entry) {
        return entry.path("annotations")
                .path("authorization.k8s.io/reason")
                .asText()
                .startsWith("no relationship found between node");
    }

    private static String user(JsonNode entry) {
        return entry.path("user").path("username").asText();
    }

    private static int status(JsonNode entry) {
        return entry.path("responseStatus").path("code").asInt();
    }
}
