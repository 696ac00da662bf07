package dev.renkei.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keep notes of one kind in a run's folder: an empty file for each name, so that a killed run's notes outlive it. */
final class RunNotes {

    private final Path folder;
    private final String prefix;

    RunNotes(Path folder, String prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(String name) {
        try {
            Files.writeString(folder.resolve(prefix + name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(prefix + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
