package dev.renkei.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes what people read of all platforms into the folder of reports: report.json, summary.md and index.html, and the junit.xml
 * of each run.
 */
public final class Pages {
    private static final String JSON = "report.json";
    private static final String PAGE = "index.html";
    private static final Path TEMPLATE = Path.of("page", PAGE);
    private static final String MARKER = "/*REPORT*/";

    private final Path out;
    private final Predicate<Path> goesOn;
    private final Clock clock;

    /**
     * Prepare to write into {@code out}; the page's template is expected beside it, in {@code page/index.html}.
     *
     * @param goesOn tells of a run's folder whose run has not finished whether its process lives
     * @param clock says when the report was written
     */
    public Pages(Path out, Predicate<Path> goesOn, Clock clock) {
        this.out = out;
        this.goesOn = goesOn;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param lines to be printed: the platforms, what changed, what was left out, and last the path of the page
     * @param whyRed all that makes the report red, a line each; empty if it is green
     */
    public record Written(List<String> lines, List<String> whyRed) {
        /** Copy both lists. */
        public Written {
            lines = List.copyOf(lines);
            whyRed = List.copyOf(whyRed);
        }
    }

    /**
     * Merge results into the folder and write its reports.
     *
     * @param results folders and archives; none to take only what lies there
     * @param expected names of platforms that must have a result among them
     * @throws ReportException if the page's template can't be used
     * @throws UncheckedIOException if the folder can't be read or written
     */
    public Written write(List<Path> results, Collection<String> expected) {
        return new Merge(out, goesOn).of(results, merged -> {
            Overview overview = Overview.of(merged, expected, clock.instant());
            try {
                return write(overview);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Write the reports after a run. Whatever goes wrong is a line and nothing more: a run's verdict does not hang on it.
     *
     * @param lines is given a line for each thing that changed, and where the page is
     */
    public static void afterRun(Path out, Predicate<Path> goesOn, Consumer<String> lines) {
        try {
            new Pages(out, goesOn, Clock.systemUTC())
                    .write(List.of(), List.of())
                    .lines()
                    .forEach(lines);
        } catch (RuntimeException e) {
            lines.accept("no report of all runs: " + e.getMessage());
        }
    }

    private Written write(Overview overview) throws IOException {
        String json = ReportJson.page(overview.json());
        RunFolder.replace(out.resolve(JSON), json);
        Path template = out.resolveSibling(TEMPLATE);
        Path page = out.resolve(PAGE);
        String where = page.toString();
        if (Files.exists(template)) {
            RunFolder.replace(page, page(template, json));
        } else {
            // One that an earlier report left would be taken for this one's.
            Files.deleteIfExists(page);
            where = out.resolve(JSON) + "; no page, since its template " + template + " is missing";
        }
        Summary summary = new Summary(overview, where);
        RunFolder.replace(out.resolve(Summary.FILE), summary.markdown());
        return new Written(summary.lines(), overview.whyRed());
    }

    private static String page(Path template, String json) throws IOException {
        String text = Files.readString(template);
        int at = text.indexOf(MARKER);
        if (at < 0 || text.indexOf(MARKER, at + 1) >= 0) {
            throw new ReportException(template + " has no place for the report, or several: " + MARKER);
        }
        return text.substring(0, at) + inScript(json) + text.substring(at + MARKER.length());
    }

    /** Write JSON so that it can stand in a script element: nothing in it ends that, and no reader takes it for a line's end. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
