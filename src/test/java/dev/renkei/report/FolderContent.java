package dev.renkei.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of a folder with what they hold, to compare two folders byte for byte. */
final class FolderContent {
    private FolderContent() {}

    /** Read it; links stand with where they lead, locks and the time at which a report was written are left out. */
    static Map<String, String> of(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> content = new TreeMap<>();
            files.filter(file -> !Files.isDirectory(file) || Files.isSymbolicLink(file))
                    .filter(file -> !file.getFileName().toString().equals(".lock"))
                    .forEach(file -> content.put(folder.relativize(file).toString(), read(file)));
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            if (Files.isSymbolicLink(file)) {
                return "-> " + Files.readSymbolicLink(file);
            }
            // One character for each byte, whatever it is.
            return Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("\"generated\" ?: ?\"[^\"]*\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
