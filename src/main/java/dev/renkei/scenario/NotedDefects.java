package dev.renkei.scenario;

import dev.renkei.fault.Defects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Switch defects and note in the run's folder which are on, so that a later run can switch off what a killed run left. */
public final class NotedDefects {

    private static final String PREFIX = "defect-on.";

    private final Path folder;
    private final Defects defects;

    /** Keep the notes in a run's {@code folder}, a file for each defect that is on. */
    public NotedDefects(Path folder, Defects defects) {
        this.folder = folder;
        this.defects = defects;
    }

    /** List the defects that the run of this folder has not switched off, by name. */
    public static List<String> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX))
                    .map(name -> name.substring(PREFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Note the defect, and then switch it on.
     *
     * @throws IllegalStateException when the command fails; the note stays, since the defect may be on by half
     */
    void on(String defect) {
        try {
            Files.writeString(note(defect), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        defects.on(defect);
    }

    /**
     * Switch the defect off, and then remove its note.
     *
     * @throws IllegalStateException when the command fails; the note stays
     */
    public void off(String defect) {
        defects.off(defect);
        try {
            Files.deleteIfExists(note(defect));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path note(String defect) {
        return folder.resolve(PREFIX + defect);
    }
}
