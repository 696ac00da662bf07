package dev.renkei.actor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Read what an API server adds to the file of its audit log, across one rotation of it (JSON lines of {@code audit.k8s.io/v1}). */
final class AuditFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Object key;
    private final long start;

    /** Begin where the file now ends. */
    AuditFile(Path file) {
        this.file = file;
        try {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            this.key = now.fileKey();
            this.start = now.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Give what was added since then, the oldest first.
     *
     * @throws IllegalStateException when a part of it is no JSON, or is gone
     */
    List<JsonNode> entries() {
        try {
            var added = added();
            // The last line may be half there; the next look reads it whole.
            return added.substring(0, added.lastIndexOf('\n') + 1)
                    .lines()
                    .map(this::entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String added() throws IOException {
        if (isTheFile(file)) {
            return from(start, file);
        }
        try (var beside = Files.list(file.toAbsolutePath().getParent())) {
            var rotated = beside.filter(this::isTheFile)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "the audit log %s was rotated, and its former part is not beside it".formatted(file)));
            return from(start, rotated) + from(0, file);
        }
    }

    private boolean isTheFile(Path path) {
        try {
            return key.equals(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String from(long start, Path path) throws IOException {
        try (var log = new RandomAccessFile(path.toFile(), "r")) {
            // One byte earlier: a line of which half was there already is not ours.
            log.seek(Math.max(0, start - 1));
            var bytes = new byte[Math.toIntExact(log.length() - log.getFilePointer())];
            log.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return start == 0 ? text : text.substring(text.indexOf('\n') + 1);
        }
    }

    private JsonNode entry(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the audit log %s has a line that is no JSON: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }
}
