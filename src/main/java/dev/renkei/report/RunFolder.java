package dev.renkei.report;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The folder of one run, {@code OUT/PLATFORM/RUN}, with {@code OUT/PLATFORM/latest} pointing at the newest.
 *
 * <p>From its first moment it holds a run.json that says that the run has not ended, and each result is on disk before its
 * scenario counts as ended: whatever kills the run, the folder says how far it came. Safe for use by several threads.
 */
public final class RunFolder {
    private static final String RESULTS = "results.jsonl";
    private static final int QUOTED = 60;

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Results read back.
     *
     * @param results in the order in which they were appended
     * @param damaged one line for each line that was left out: where it stands and how it begins
     */
    public record Results(List<ScenarioResult> results, List<String> damaged) {
        /** Copy both lists. */
        public Results {
            results = List.copyOf(results);
            damaged = List.copyOf(damaged);
        }
    }

    /**
     * Create the run's folder below {@code out}, write a first run.json and let {@code latest} point here.
     *
     * @throws ReportException if a run of this id has a folder already, or a name is not fit for a folder
     * @throws UncheckedIOException if it can't be written
     */
    public static RunFolder create(Path out, RunFacts facts) {
        Path platform = out.resolve(fit(facts.platform()));
        Path path = platform.resolve(fit(facts.run()));
        try {
            Files.createDirectories(platform);
            Files.createDirectory(path);
            RunFolder folder = new RunFolder(path);
            RunReport.begun(facts).write(folder);
            pointLatest(platform, facts.run());
            return folder;
        } catch (FileAlreadyExistsException e) {
            throw new ReportException(e.getFile() + " exists already: each run needs an id of its own", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Open the folder of a run that was created earlier, in this process or another.
     *
     * @throws ReportException if it holds no run.json
     */
    public static RunFolder open(Path path) {
        if (!Files.isRegularFile(path.resolve(RunReport.FILE))) {
            throw new ReportException(path + " is no run's folder: it holds no " + RunReport.FILE);
        }
        return new RunFolder(path);
    }

    /** Return the folder's path, as relative or absolute as it was given. */
    public Path path() {
        return path;
    }

    /** Return where evidence for this scenario belongs; the folder is not created. */
    public Path evidence(String id) {
        return path.resolve("evidence").resolve(id);
    }

    /** Return {@code inside} relative to this folder and with forward slashes, as {@link ScenarioResult#evidence()} wants it. */
    public String relative(Path inside) {
        return path.relativize(inside).toString().replace('\\', '/');
    }

    /**
     * Append one result, and return when it is on disk.
     *
     * @throws UncheckedIOException if it can't be written
     */
    public synchronized void append(ScenarioResult result) {
        Path file = path.resolve(RESULTS);
        try {
            // After half a line (a process killed in mid-write) the next result must not be glued to it.
            String start = endsInMidLine(file) ? "\n" : "";
            writeDurably(file, true, start + ReportJson.line(ReportJson.result(result)) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Read the results so far. A line that is no whole result is left out and named.
     *
     * @throws UncheckedIOException if the file is there and can't be read
     */
    public Results results() {
        Path file = path.resolve(RESULTS);
        List<ScenarioResult> results = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        if (Files.exists(file)) {
            // A cut may fall into the middle of a character: decode leniently, judge by JSON.
            List<String> lines =
                    new String(bytes(file), StandardCharsets.UTF_8).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (!line.isBlank()) {
                    try {
                        results.add(ReportJson.result(ReportJson.parse(line)));
                    } catch (ReportException e) {
                        damaged.add(RESULTS + ":" + (i + 1) + ": not a whole result, left out: "
                                + Columns.shorten(line, QUOTED));
                    }
                }
            }
        }
        return new Results(results, damaged);
    }

    /** Write a file of this folder so that a reader sees the old one or the new one, never half of it. */
    Path write(String name, String content) {
        try {
            return replace(path.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path replace(Path file, String content) throws IOException {
        // Not createTempFile, whose files nobody else may read: reports are for others.
        Path part = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID());
        try {
            writeDurably(part, false, content);
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Write through a stream and not a channel: a channel refuses a thread that a scenario's time limit has interrupted. */
    private static void writeDurably(Path file, boolean append, String text) throws IOException {
        try (FileOutputStream stream = new FileOutputStream(file.toFile(), append)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.getFD().sync();
        }
    }

    /** Let {@code latest} point at this run, in one move. */
    static void pointLatest(Path platform, String run) throws IOException {
        Path link = platform.resolve(".latest-" + run);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(run));
        Files.move(link, platform.resolve("latest"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Return the name if it can name a folder and nothing else. */
    static String fit(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || name.equals("latest")) {
            throw new ReportException("\"" + name + "\" can't name a folder: letters, digits, '.', '_' and '-' only,"
                    + " a letter or digit first, and not \"latest\"");
        }
        return name;
    }

    private static boolean endsInMidLine(Path file) throws IOException {
        if (Files.notExists(file)) {
            return false;
        }
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            if (reader.length() == 0) {
                return false;
            }
            reader.seek(reader.length() - 1);
            return reader.read() != '\n';
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
