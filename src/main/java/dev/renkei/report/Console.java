package dev.renkei.report;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What a person sees of a run: a line per scenario as it ends, a sign of life when nothing ended for a while, and a table at the
 * end. Plain text of at most 120 columns, links and paths excepted, which stay whole so that they can be used.
 *
 * <p>Safe for use by several threads; lines of one scenario are never torn apart by another.
 */
public final class Console implements AutoCloseable {
    private static final int WIDTH = 120;
    private static final int LONGEST_REASON = 8;
    private static final int VERDICT = 12;
    private static final String INDENT = " ".repeat(VERDICT);
    private static final int SHORTEST_ID = 24;
    private static final int LONGEST_ID = 66;
    private static final Duration FIRST_SILENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService ticker;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Set<String> ended = new HashSet<>();
    private boolean several;
    private int idWidth = LONGEST_ID;
    private int expected;
    private long lastPrinted;
    private Duration silence = FIRST_SILENCE;

    private record Running(long since, String doing, long doingSince) {}

    Console(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.lastPrinted = nanoTime.getAsLong();
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "console-ticker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Open a console on this stream, which stays open when the console is closed. */
    public static Console open(PrintStream out) {
        Console console = new Console(out, System::nanoTime);
        console.ticker.scheduleWithFixedDelay(console::tick, 1, 1, TimeUnit.SECONDS);
        return console;
    }

    /**
     * Print what is about to run, one run for each platform, and forget what was seen of runs before. With several
     * platforms, each scenario's line names its own.
     */
    public synchronized void begin(List<RunFacts> runs) {
        running.clear();
        ended.clear();
        several = runs.size() > 1;
        expected = runs.stream().mapToInt(facts -> facts.expected().size()).sum();
        idWidth = idWidth(runs.stream()
                .flatMap(facts -> facts.expected().keySet().stream().map(id -> label(facts.platform(), id)))
                .collect(Collectors.toSet()));
        StringBuilder text = new StringBuilder();
        runs.forEach(facts -> begin(text, facts));
        print(text);
    }

    private static void begin(StringBuilder text, RunFacts facts) {
        int count = facts.expected().size();
        line(
                text,
                facts.platform() + ", run " + facts.run() + ": " + count + (count == 1 ? " scenario" : " scenarios")
                        + " expected"
                        + (facts.unchosen().isEmpty()
                                ? ""
                                : ", %d more not chosen"
                                        .formatted(facts.unchosen().size())));
        String versions = facts.versions().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        Columns.wrap(versions, WIDTH - 2).forEach(row -> line(text, "  " + row));
    }

    private String label(String platform, String id) {
        return several ? platform + " " + id : id;
    }

    /** Print a line of the suite itself, for instance the stage that it has come to. */
    public synchronized void say(String message) {
        StringBuilder text = new StringBuilder();
        Columns.wrap(message, WIDTH).forEach(row -> line(text, row));
        print(text);
    }

    /**
     * Note what a scenario is doing or waiting for; it prints nothing by itself.
     *
     * @param doing goes into the line "for 12 s: ..."
     */
    public synchronized void running(String platform, String id, String doing) {
        String label = label(platform, id);
        if (ended.contains(label)) {
            // A wait that was given up may report once more; its scenario would seem to run for ever.
            return;
        }
        long now = nanoTime.getAsLong();
        running.merge(
                label,
                new Running(now, doing, now),
                (old, latest) -> old.doing().equals(doing) ? old : new Running(old.since(), doing, now));
    }

    /** Print a scenario's line and count it as ended. */
    public synchronized void ended(String platform, ScenarioResult result) {
        String label = label(platform, result.id());
        running.remove(label);
        ended.add(label);
        silence = FIRST_SILENCE;
        StringBuilder text = new StringBuilder();
        String time = result.verdict().ran() ? seconds(result.total()) : "-";
        line(text, row(result.verdict().label(), label, time, result.reason()));
        print(text);
    }

    /** Print the table of the whole run, what it left behind, whether it is green, and where its report lies. */
    public synchronized void finish(RunReport report, Path page) {
        StringBuilder text = new StringBuilder("\n");
        if (several) {
            line(text, first("platform") + report.facts().platform());
        }
        int ids = idWidth(report.facts().expected().keySet());
        line(text, tableRow(ids, "verdict", "scenario", "total s", "own s", "kubernetes", "openstack"));
        for (ScenarioResult result : report.scenarios()) {
            line(text, tableRow(ids, result));
            if (result.reason() != null) {
                var rows = Columns.wrap(result.reason(), WIDTH - VERDICT);
                rows.stream().limit(LONGEST_REASON).forEach(row -> line(text, INDENT + row));
                if (rows.size() > LONGEST_REASON) {
                    line(text, INDENT + "... and %d more lines in run.json".formatted(rows.size() - LONGEST_REASON));
                }
            }
            if (result.link() != null) {
                line(text, INDENT + result.link());
            }
            if (result.evidence() != null) {
                line(text, INDENT + "evidence: " + result.evidence());
            }
        }
        text.append("\n");
        windows(text, report.scenarios());
        leaks(text, report.leaks());
        section(text, "damaged", report.damaged());
        counts(text, report);
        line(text, first("report") + page);
        print(text);
    }

    /** Stop the signs of life. */
    @Override
    public void close() {
        ticker.shutdownNow();
    }

    /** Print what still runs if the console has been silent long enough; the longer nothing ends, the rarer. */
    synchronized void tick() {
        long now = nanoTime.getAsLong();
        if (running.isEmpty() || now - lastPrinted < silence.toNanos()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        String count = expected == 0 ? ".." : ".. " + ended.size() + "/" + expected;
        running.forEach((label, state) -> {
            Duration total = Duration.ofNanos(now - state.since());
            Duration doing = Duration.ofNanos(now - state.doingSince());
            line(text, row(count, label, seconds(total), "for " + doing.toSeconds() + " s: " + state.doing()));
        });
        silence = silence.multipliedBy(2).compareTo(LONGEST_SILENCE) < 0 ? silence.multipliedBy(2) : LONGEST_SILENCE;
        print(text);
    }

    private String row(String first, String id, String time, String rest) {
        String start = first(first) + column(id, idWidth) + " " + right(time, 9);
        return rest == null ? start : start + "  " + Columns.shorten(rest, WIDTH - start.length() - 2);
    }

    private static String tableRow(int ids, ScenarioResult result) {
        String verdict = result.verdict().label();
        if (!result.verdict().ran()) {
            return tableRow(ids, verdict, result.id(), "-", "-", "-", "-");
        }
        return tableRow(
                ids,
                verdict,
                result.id(),
                number(result.total()),
                number(result.own()),
                String.valueOf(result.apiCalls().getOrDefault("kubernetes", 0)),
                String.valueOf(result.apiCalls().getOrDefault("openstack", 0)));
    }

    private static String tableRow(
            int ids, String verdict, String id, String total, String own, String kubernetes, String openstack) {
        return first(verdict) + column(id, ids) + " " + right(total, 9) + " " + right(own, 8) + " "
                + right(kubernetes, 11) + " " + right(openstack, 10);
    }

    private static void windows(StringBuilder text, List<ScenarioResult> results) {
        List<String> rows = results.stream()
                .flatMap(result -> result.windows().entrySet().stream()
                        .map(window -> window.getKey() + " " + seconds(window.getValue()) + " in " + result.id()))
                .toList();
        section(text, "windows", rows);
    }

    private static void leaks(StringBuilder text, List<Leak> leaks) {
        List<String> rows = leaks.stream()
                .map(leak -> leak.kind() + " " + leak.name() + " (" + leak.id() + ") of "
                        + (leak.scenario() == null ? "no scenario that could be told" : leak.scenario()))
                .toList();
        section(text, "leaks", rows.isEmpty() ? List.of("none") : rows);
    }

    private static void counts(StringBuilder text, RunReport report) {
        String verdicts = report.verdicts().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey().label())
                .collect(Collectors.joining(", "));
        Duration own = report.scenarios().stream().map(ScenarioResult::own).reduce(Duration.ZERO, Duration::plus);
        section(
                text,
                "run",
                List.of(report.ran() + " of " + report.scenarios().size() + " expected in " + seconds(report.duration())
                        + ", " + seconds(own) + " own: " + verdicts));
        section(text, "result", List.of(report.green() ? "green" : "red: " + String.join(", ", report.whyRed())));
    }

    /** Print rows under one heading, which stands before the first of them only. */
    private static void section(StringBuilder text, String heading, List<String> rows) {
        String start = first(heading);
        for (String row : rows) {
            for (String part : Columns.wrap(row, WIDTH - VERDICT)) {
                line(text, start + part);
                start = INDENT;
            }
        }
    }

    private static int idWidth(Set<String> ids) {
        int longest = ids.stream().mapToInt(String::length).max().orElse(SHORTEST_ID);
        return Math.min(LONGEST_ID, Math.max(SHORTEST_ID, longest));
    }

    private static String first(String word) {
        return column(word, VERDICT);
    }

    private static String column(String word, int width) {
        return right(Columns.shorten(word, width), -width);
    }

    private static String right(String word, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", word);
    }

    private static String number(Duration time) {
        return String.format(Locale.ROOT, "%.1f", ReportJson.seconds(time));
    }

    private static String seconds(Duration time) {
        return number(time) + " s";
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private void print(StringBuilder text) {
        out.print(text);
        out.flush();
        lastPrinted = nanoTime.getAsLong();
    }
}
