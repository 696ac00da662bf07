package dev.renkei.report;

import dev.renkei.report.Merge.Older;
import dev.renkei.report.Overview.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report in few words: summary.md, which fits a chat message or a merge request, and the lines that a command prints. Text
 * from outside stands in code spans, where neither a chat nor a page takes it for anything else.
 */
final class Summary {
    static final String FILE = "summary.md";

    private static final int WIDTH = 100;
    private static final int SHORTEST = 40;
    private static final int CONSOLE_WIDTH = 108;
    // With all of them full, the text has 58 lines.
    private static final int MOST_CHANGES = 6;
    private static final int MOST_PLATFORMS = 8;
    private static final int MOST_RED = 6;
    private static final int MOST_OTHERS = 3;
    private static final int MOST_PRINTED = 20;
    private static final String MORE = "- ... and %d more";

    private final Overview overview;
    private final String page;

    /**
     * Prepare to sum up.
     *
     * @param page where the report can be read in full
     */
    Summary(Overview overview, String page) {
        this.overview = overview;
        this.page = page;
    }

    /** Return the text of summary.md: below 60 lines, whatever happened. */
    String markdown() {
        List<String> lines = new ArrayList<>(List.of("# Renkei: " + color(overview.green()), "", verdict()));
        if (overview.changes().isEmpty()) {
            lines.addAll(List.of("", "Nothing changed since the last run."));
        }
        section(lines, "What changed", changes(), MOST_CHANGES);
        table(lines);
        section(lines, "Red", red(), MOST_RED);
        section(lines, "Known gaps", gaps(), MOST_OTHERS);
        section(lines, "Left out", leftOut(), MOST_OTHERS);
        section(lines, "Times", times(), MOST_OTHERS);
        lines.addAll(List.of("", "Full report: " + page));
        return String.join("\n", lines) + "\n";
    }

    /** List what a command prints: a line for each platform, then what changed, what was left out, and where the report is. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        overview.changes().stream()
                .limit(MOST_PRINTED)
                .forEach(change -> lines.add(change.kind().label() + ": " + subject(change) + ": " + change.text()));
        if (overview.changes().size() > MOST_PRINTED) {
            lines.add("... and " + (overview.changes().size() - MOST_PRINTED) + " more changes");
        }
        if (overview.changes().isEmpty()) {
            lines.add("nothing changed since the last run");
        }
        overview.flaky()
                .forEach(flaky -> lines.add("flaky: %s %s: red in %d of %d"
                        .formatted(flaky.platform(), flaky.scenario(), flaky.red(), flaky.of())));
        overview.rejected().forEach(file -> lines.add("left out: " + file.file() + ": " + file.reason()));
        overview.older().forEach(older -> lines.add("older: " + older.file() + ": " + joined(older)));
        List<String> printed = new ArrayList<>();
        Set<String> platforms = platforms();
        int width = platforms.stream().mapToInt(String::length).max().orElse(0);
        platforms.forEach(platform -> printed.add(padded(platform, width) + "  " + state(platform)));
        lines.forEach(line -> printed.add(Columns.shorten(line, CONSOLE_WIDTH)));
        // A path stays whole so that it can be used.
        printed.add(page);
        return printed;
    }

    private Set<String> platforms() {
        Set<String> platforms = new TreeSet<>(overview.missing());
        overview.columns().forEach(column -> platforms.add(column.platform()));
        return platforms;
    }

    private String state(String platform) {
        String newest = overview.columns().stream()
                .filter(column -> column.platform().equals(platform))
                .map(column -> padded(color(column.report().green()), 5) + "  " + column.run() + "  "
                        + ran(column.report()) + ": " + counts(column.report().verdicts()))
                .findFirst()
                .orElse("");
        if (!overview.missing().contains(platform)) {
            return newest;
        }
        return newest.isEmpty() ? "red    no result" : "red    no result; the newest was " + newest;
    }

    private static String ran(RunReport run) {
        int unchosen = run.facts().unchosen().size();
        String ran = run.ran() + " of " + run.scenarios().size() + " ran"
                + (unchosen == 0 ? "" : ", %d not chosen".formatted(unchosen));
        // How long a killed run took, nobody knows.
        return run.finished() == null ? ran : ran + " in " + seconds(run.duration());
    }

    private String verdict() {
        String missing = overview.missing().isEmpty() ? "" : "; no result of " + String.join(", ", overview.missing());
        List<RunReport> runs = overview.columns().stream().map(Column::report).toList();
        if (runs.isEmpty()) {
            return "No platform has a result" + missing + ".";
        }
        int expected = runs.stream().mapToInt(run -> run.scenarios().size()).sum();
        int ran = runs.stream().mapToInt(RunReport::ran).sum();
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        runs.forEach(run -> run.verdicts().forEach((verdict, count) -> counts.merge(verdict, count, Integer::sum)));
        return count(runs.size(), "platform") + ", " + ran + " of " + count(expected, "scenario") + " ran: "
                + counts(counts) + missing + ".";
    }

    private List<String> changes() {
        return overview.changes().stream()
                .map(change -> item("**" + change.kind().label() + "** " + subject(change), change.text()))
                .toList();
    }

    private void table(List<String> lines) {
        List<String> rows = new ArrayList<>();
        overview.missing().forEach(platform -> rows.add("| " + platform + " | red | no result | | | | | | | |"));
        // The red ones first: the others may be left out.
        overview.columns().stream()
                .sorted(Comparator.comparing(column -> column.report().green()))
                .forEach(column -> rows.add(row(column)));
        if (!rows.isEmpty()) {
            lines.addAll(List.of(
                    "",
                    "| platform | | run | ran | passed | red | known gaps | skipped | leaks | time |",
                    "|---|---|---|--:|--:|--:|--:|--:|--:|--:|"));
            limited(lines, rows, MOST_PLATFORMS, "| ... and %d more | | | | | | | | | |");
        }
    }

    private static String row(Column column) {
        RunReport run = column.report();
        Map<Verdict, Integer> counts = run.verdicts();
        int red = counts.entrySet().stream()
                .filter(count -> count.getKey().red())
                .mapToInt(Map.Entry::getValue)
                .sum();
        return Stream.of(
                        column.platform(),
                        color(run.green()),
                        column.run(),
                        run.ran() + " of " + run.scenarios().size(),
                        counts.get(Verdict.PASSED),
                        red,
                        counts.get(Verdict.KNOWN_GAP),
                        counts.get(Verdict.SKIPPED),
                        run.leaks().size(),
                        run.finished() == null ? "" : seconds(run.duration()))
                .map(String::valueOf)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private List<String> red() {
        List<String> rows = new ArrayList<>();
        for (Column column : overview.columns()) {
            RunReport run = column.report();
            if (run.cut() != null) {
                rows.add(item("**cut** " + column.platform(), run.cut()));
            }
            run.leaks()
                    .forEach(leak -> rows.add(item(
                            "**leak** " + column.platform(),
                            leak.kind() + " " + leak.name() + " (" + leak.id() + ")")));
            run.scenarios().stream()
                    .filter(result -> result.verdict().red())
                    .forEach(result -> rows.add(item(
                            "**" + result.verdict().label() + "** " + column.platform() + " " + name(result.id()),
                            result.reason())));
        }
        return rows;
    }

    private List<String> gaps() {
        List<String> rows = new ArrayList<>();
        for (Column column : overview.columns()) {
            column.report().scenarios().stream()
                    .filter(result -> result.verdict() == Verdict.KNOWN_GAP)
                    .forEach(result -> rows.add(item(column.platform() + " " + name(result.id()), result.reason())
                            + (result.link() == null ? "" : " " + address(result.link()))));
        }
        return rows;
    }

    private List<String> leftOut() {
        List<String> rows = new ArrayList<>();
        overview.rejected().stream()
                .sorted(Comparator.comparing(Rejected::damaged).reversed())
                .forEach(file ->
                        rows.add(item(file.damaged() ? "**damaged**" : "left", file.file() + ": " + file.reason())));
        overview.older().forEach(older -> rows.add(item("older", older.file() + ": " + joined(older))));
        return rows;
    }

    private static String joined(Older older) {
        return "its run %s of %s joined the history; the newest is %s"
                .formatted(older.run(), older.platform(), older.newest());
    }

    private List<String> times() {
        List<String> rows = new ArrayList<>();
        for (Column column : overview.columns()) {
            Map<String, List<Double>> latencies = new TreeMap<>();
            column.report()
                    .scenarios()
                    .forEach(result -> result.latencies()
                            .forEach((name, time) -> latencies
                                    .computeIfAbsent(name, key -> new ArrayList<>())
                                    .add(ReportJson.seconds(time))));
            String figures = latencies.entrySet().stream()
                    .map(latency -> name(latency.getKey()) + " " + figures(latency.getValue()))
                    .collect(Collectors.joining("; "));
            if (!figures.isEmpty()) {
                rows.add("- " + column.platform() + ", p50/p95/max: " + figures);
            }
        }
        return rows;
    }

    /** Say median, 95th percentile and maximum, each a measured value, and of how many. */
    static String figures(List<Double> measured) {
        List<Double> sorted = measured.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.1f/%.1f/%.1f s of %d",
                nearestRank(sorted, 0.5),
                nearestRank(sorted, 0.95),
                nearestRank(sorted, 1),
                sorted.size());
    }

    private static double nearestRank(List<Double> sorted, double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    private static void section(List<String> lines, String heading, List<String> rows, int most) {
        if (!rows.isEmpty()) {
            lines.addAll(List.of("", "**" + heading + "**", ""));
            limited(lines, rows, most, MORE);
        }
    }

    private static void limited(List<String> lines, List<String> rows, int most, String more) {
        rows.stream().limit(most).forEach(lines::add);
        if (rows.size() > most) {
            lines.add(more.formatted(rows.size() - most));
        }
    }

    private static String item(String start, String text) {
        return "- " + start + " " + code(text, Math.max(SHORTEST, WIDTH - start.length() - 5));
    }

    private static String code(String text, int width) {
        return "`" + Columns.shorten(text, width).replace('`', '\'') + "`";
    }

    private static String subject(Change change) {
        return change.platform() + (change.scenario() == null ? "" : " " + name(change.scenario()));
    }

    private static String name(String id) {
        return id.matches("[A-Za-z0-9/.-]+") ? id : code(id, SHORTEST);
    }

    private static String address(String link) {
        return link.matches("https?://[^\\s<>`]+") ? "<" + link + ">" : code(link, WIDTH);
    }

    private static String counts(Map<Verdict, Integer> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() == 1
                        ? "1 " + count.getKey().label()
                        : count.getValue() + " " + plural(count.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String plural(Verdict verdict) {
        return switch (verdict) {
            case KNOWN_GAP -> "known gaps";
            case GAP_CLOSED -> "gaps closed";
            default -> verdict.label();
        };
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String color(boolean green) {
        return green ? "green" : "red";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", ReportJson.seconds(time));
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(0, width - word.length()));
    }
}
