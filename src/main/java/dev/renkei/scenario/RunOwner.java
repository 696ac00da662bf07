package dev.renkei.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mark a run's folder with the process that runs it, so that a later run can tell a killed run from one that goes on. */
public final class RunOwner {

    private static final String FILE = "running";

    private RunOwner() {}

    static void mark(Path folder) {
        write(folder, identity(ProcessHandle.current()));
    }

    /** Note that nothing of the run of this folder remains to be cleaned up. */
    public static void unmark(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** List the folders of runs of a platform whose process died before it had cleaned up. */
    public static List<Path> killed(Path platformFolder) {
        if (!Files.isDirectory(platformFolder)) {
            return List.of();
        }
        try (var runs = Files.list(platformFolder)) {
            return runs.filter(run -> !Files.isSymbolicLink(run))
                    .filter(run -> Files.exists(run.resolve(FILE)))
                    .filter(run -> !goesOn(run))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Say whether the process that runs the run of this folder is still at it. */
    public static boolean goesOn(Path folder) {
        var file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            return false;
        }
        try {
            var identity = Files.readString(file);
            var pid = Long.parseLong(identity.substring(0, identity.indexOf(' ')));
            return ProcessHandle.of(pid)
                    .map(RunOwner::identity)
                    .filter(identity::equals)
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IndexOutOfBoundsException | NumberFormatException notWritten) {
            return false;
        }
    }

    private static void write(Path folder, String identity) {
        try {
            Files.writeString(folder.resolve(FILE), identity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A pid alone would be taken for alive when another process has got it meanwhile.
    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("unknown");
    }
}
