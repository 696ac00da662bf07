package dev.renkei.command;

import dev.renkei.report.Pages;
import dev.renkei.report.ReportException;
import dev.renkei.scenario.RunOwner;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Merge results from anywhere and write the report of all platforms. */
public final class Report {

    private final Path directory;
    private final String results;
    private final String expected;
    private final Clock clock;
    private final Consumer<String> lines;

    /**
     * Prepare to report.
     *
     * @param directory where {@code reports} lies
     * @param results folders and archives to merge, as in {@code -Dresults}, with commas between them; null for none
     * @param expected platforms that must have a result, as in {@code -Dreport.expect}; null for none
     * @param clock says when the report is written
     * @param lines is given a line for each platform and each change, and the path of the page
     */
    public Report(Path directory, String results, String expected, Clock clock, Consumer<String> lines) {
        this.directory = directory;
        this.results = results;
        this.expected = expected;
        this.clock = clock;
        this.lines = lines;
    }

    /**
     * Report on what the system properties name.
     *
     * @throws NotReady when something is red, with the first reason
     */
    public static void main(String... arguments) {
        new Report(
                        Path.of(""),
                        System.getProperty("results"),
                        System.getProperty("report.expect"),
                        Clock.systemUTC(),
                        System.out::println)
                .run();
    }

    /**
     * Merge and write.
     *
     * @throws NotReady when a platform's newest run is red or missing, or a result is damaged, with all that is red
     */
    public void run() {
        var out = directory.resolve("reports").resolve("out");
        try {
            var written = new Pages(out, RunOwner::goesOn, clock)
                    .write(
                            listed(results).map(directory::resolve).toList(),
                            listed(expected).toList());
            written.lines().forEach(line -> lines.accept("report      " + line));
            if (!written.whyRed().isEmpty()) {
                throw new NotReady("red: " + String.join("; ", written.whyRed()));
            }
        } catch (ReportException | UncheckedIOException | InvalidPathException e) {
            throw new NotReady("no report could be written: " + e.getMessage());
        }
    }

    private static Stream<String> listed(String names) {
        return names == null
                ? Stream.empty()
                : List.of(names.split(",")).stream().map(String::strip).filter(name -> !name.isEmpty());
    }
}
