package dev.renkei.report;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file history.jsonl: a line for each run of each platform, appended and never rewritten.
 *
 * <p>Several processes may append at the same time, and one may be killed in mid-write: its half line stays where it is, the
 * next line begins after it, and a reader names it and goes on.
 */
final class History {
    static final String FILE = "history.jsonl";

    private static final int QUOTED = 60;
    // A file's lock is the whole JVM's: among its threads, this object decides.
    private static final Object THREADS = new Object();

    private final Path file;

    History(Path file) {
        this.file = file;
    }

    /** Open the history of the reports below {@code out}; it need not be there yet. */
    static History in(Path out) {
        return new History(out.resolve(FILE));
    }

    /**
     * Lines read back.
     *
     * @param lines in the order in which they were appended
     * @param leftOut what was left out: where it stands and why
     */
    record Read(List<HistoryLine> lines, List<LeftOut> leftOut) {
        Read {
            lines = List.copyOf(lines);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * A line that was left out.
     *
     * @param number from 1
     * @param reason what is wrong with it, and how it begins
     */
    record LeftOut(int number, String reason) {}

    /**
     * Read all lines. One that is torn or that a later version wrote is left out and named.
     *
     * @throws ReportException if the file is there and can't be read
     */
    Read read() {
        if (Files.notExists(file)) {
            return new Read(List.of(), List.of());
        }
        try {
            // A cut may fall into the middle of a character: decode leniently, judge by JSON.
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ReportException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Append a run's line, and return when it is on disk; see {@link #appendMissing}. */
    void append(HistoryLine line) {
        appendMissing(List.of(line));
    }

    /**
     * Append those lines, oldest first, whose run the history does not know, or knows only as having come less far. Returns
     * when they are on disk.
     *
     * @throws UncheckedIOException if they can't be written
     */
    void appendMissing(Collection<HistoryLine> lines) {
        synchronized (THREADS) {
            try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                // Held until the file is closed.
                access.getChannel().lock();
                byte[] bytes = new byte[Math.toIntExact(access.length())];
                access.readFully(bytes);
                String missing = missing(
                                parse(new String(bytes, StandardCharsets.UTF_8)).lines(), lines)
                        .stream()
                        .map(line -> line.text() + "\n")
                        .collect(Collectors.joining());
                if (!missing.isEmpty()) {
                    boolean torn = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
                    access.write(((torn ? "\n" : "") + missing).getBytes(StandardCharsets.UTF_8));
                    access.getFD().sync();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<HistoryLine> missing(List<HistoryLine> known, Collection<HistoryLine> offered) {
        List<HistoryLine> all = new ArrayList<>(known);
        all.addAll(offered);
        // Equal lines are one: what is best of all and known already is not missing.
        return HistoryLine.bestOfEach(all).stream()
                .filter(best -> !known.contains(best))
                .toList();
    }

    private static Read parse(String text) {
        List<HistoryLine> read = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank()) {
                try {
                    read.add(HistoryLine.parse(line));
                } catch (ReportException e) {
                    leftOut.add(
                            new LeftOut(i + 1, "left out, " + e.getMessage() + ": " + Columns.shorten(line, QUOTED)));
                }
            }
        }
        return new Read(read, leftOut);
    }
}
