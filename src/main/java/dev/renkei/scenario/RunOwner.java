package dev.renkei.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Mark a run's folder with the process that runs it, so that a later run can tell a killed run from one that goes on. */
public final class RunOwner {

    private static final String FILE = "running";
    private static final String UNKNOWN = "unknown";
    private static final Duration CLOCK_SET = Duration.ofSeconds(5);

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
            var identity = Files.readString(file).split(" ", 2);
            return ProcessHandle.of(Long.parseLong(identity[0]))
                    .filter(process -> sameStart(start(process), identity[1]))
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeParseException notWritten) {
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
        return process.pid() + " " + start(process);
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse(UNKNOWN);
    }

    // A process' start is reckoned back from the machine's clock, and so moves when that is set.
    private static boolean sameStart(String one, String other) {
        return one.equals(other)
                || !one.equals(UNKNOWN)
                        && !other.equals(UNKNOWN)
                        && Duration.between(Instant.parse(one), Instant.parse(other))
                                        .abs()
                                        .compareTo(CLOCK_SET)
                                < 0;
    }
}
