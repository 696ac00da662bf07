package dev.renkei.actor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.renkei.wait.Wait;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Read what the API server writes into its audit log from the moment at which this was made (JSON lines of
 * {@code audit.k8s.io/v1}).
 */
public final class AuditLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scene scene;
    private final Path file;
    private final long start;

    AuditLog(Scene scene, Path file) {
        this.scene = scene;
        this.file = file;
        try {
            this.start = Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Watch for the scenario's limit {@code watched} that no request of a system user is answered 401 or 403. */
    public void watchThatNoSystemUserIsRefused() {
        Wait.<List<String>>of(scene.trace(), "no system user is refused", scene.limit("watched"))
                .throughout(this::refusedSystemUsers, List::isEmpty);
    }

    /** Give the users, system users and others, whose requests were answered with a status below 400 since then. */
    public Set<String> servedUsers() {
        var users = new TreeSet<String>();
        entries().stream().filter(entry -> status(entry) < 400).forEach(entry -> users.add(user(entry)));
        return users;
    }

    private List<String> refusedSystemUsers() {
        return entries().stream()
                .filter(entry ->
                        user(entry).startsWith("system:") && !user(entry).equals("system:anonymous"))
                .filter(entry -> status(entry) == 401 || status(entry) == 403)
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

    private List<JsonNode> entries() {
        var entries = new ArrayList<JsonNode>();
        for (var line : written().split("\n")) {
            try {
                entries.add(JSON.readTree(line));
            } catch (JsonProcessingException stillBeingWritten) {
                // The last line may be half there; the next look reads it whole.
                break;
            }
        }
        return entries;
    }

    private String written() {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            // A log that was rotated meanwhile is read from its beginning.
            log.seek(Math.min(start, log.length()));
            var bytes = new byte[Math.toIntExact(log.length() - log.getFilePointer())];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
