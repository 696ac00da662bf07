package dev.renkei.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.renkei.report.Change.Kind;
import dev.renkei.report.Merge.Merged;
import dev.renkei.report.Merge.Older;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What report.json holds: the newest run of each platform side by side, what it changed, and the nights before.
 *
 * @param generated when it was put together
 * @param columns the newest run of each platform, by the platform's name
 * @param missing platforms that were expected and have no result
 * @param nights a line for each run, oldest first, of each platform the last ones
 * @param changes what needs somebody first
 * @param flaky scenarios that turn red and come back
 * @param rejected what was left out
 * @param older results that are not the newest of their platform
 */
record Overview(
        Instant generated,
        List<Column> columns,
        List<String> missing,
        List<HistoryLine> nights,
        List<Change> changes,
        List<Flaky> flaky,
        List<Rejected> rejected,
        List<Older> older) {

    private static final int NIGHTS = 60;
    private static final int FILES = 200;

    /**
     * A platform's newest run.
     *
     * @param report what it says
     * @param folder where it lies
     * @param proof its proof.json; empty if it has none
     */
    record Column(RunReport report, Path folder, Optional<ProofReport> proof) {
        String platform() {
            return report.facts().platform();
        }

        String run() {
            return report.facts().run();
        }
    }

    /**
     * Put a report together.
     *
     * @param expected platforms that must have a result among what was given
     */
    static Overview of(Merged merged, Collection<String> expected, Instant generated) {
        List<Rejected> rejected = new ArrayList<>(merged.rejected());
        List<Column> columns = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        List<Flaky> flaky = new ArrayList<>();
        for (FoundRun run : merged.columns()) {
            Column column = new Column(run.report(), run.folder(), proof(run.folder(), rejected));
            columns.add(column);
            Nights nights = nights(merged.history(), run.line());
            changes.addAll(nights.changes(reasons(column.report())));
            flaky.addAll(nights.flaky());
        }
        List<String> missing = expected.stream()
                .filter(platform -> !merged.given().contains(platform))
                .distinct()
                .sorted()
                .toList();
        missing.forEach(platform -> changes.add(noResult(platform, columns)));
        changes.sort(Change.BY_WEIGHT);
        rejected.sort(Rejected.BY_FILE);
        return new Overview(
                generated, columns, missing, lastOfEach(merged.history()), changes, flaky, rejected, merged.older());
    }

    /** Tell whether nothing is red; see {@link #whyRed()}. */
    boolean green() {
        return whyRed().isEmpty();
    }

    /**
     * List all that makes it red, a line each: platforms whose newest run is, platforms without a result, results that were
     * damaged, and that there is none at all.
     */
    List<String> whyRed() {
        List<String> why = new ArrayList<>();
        columns.stream()
                .filter(column -> !column.report().green())
                .forEach(column -> why.add(column.platform() + ": "
                        + String.join(", ", column.report().whyRed())));
        missing.forEach(platform -> why.add(platform + ": no result"));
        rejected.stream().filter(Rejected::damaged).forEach(file -> why.add(file.file() + ": " + file.reason()));
        if (columns.isEmpty() && why.isEmpty()) {
            why.add("no platform has a result");
        }
        return why;
    }

    /** Make report.json. */
    ObjectNode json() {
        ObjectNode node = ReportJson.object();
        node.put("schema", ReportJson.SCHEMA);
        node.put("generated", ReportJson.instant(generated));
        node.put("green", green());
        ArrayNode platforms = node.putArray("platforms");
        Map<String, JsonNode> runs = new LinkedHashMap<>();
        for (Column column : columns) {
            JsonNode run = withEvidenceFiles(column);
            runs.put(column.platform(), run);
            ObjectNode platform = platforms.addObject();
            platform.put("name", column.platform());
            platform.put("folder", column.platform() + "/" + column.run());
            platform.set("run", run);
            platform.set(
                    "proof",
                    column.proof()
                            .map(proof -> ReportJson.read(column.folder().resolve(ProofReport.FILE), json -> json))
                            .orElse(null));
        }
        ArrayNode absent = node.putArray("missing");
        missing.forEach(absent::add);
        ArrayNode scenarios = node.putArray("scenarios");
        scenarios(runs.values()).values().forEach(scenarios::add);
        ArrayNode lines = node.putArray("nights");
        nights.forEach(line -> lines.add(ReportJson.parse(line.text())));
        ArrayNode changed = node.putArray("changes");
        changes.forEach(change -> changed.add(change.json()));
        ArrayNode turning = node.putArray("flaky");
        flaky.forEach(each -> turning.add(each.json()));
        ArrayNode left = node.putArray("rejected");
        rejected.forEach(each -> left.add(each.json()));
        ArrayNode behind = node.putArray("older");
        older.forEach(each -> behind.addObject()
                .put("file", each.file())
                .put("platform", each.platform())
                .put("run", each.run())
                .put("newest", each.newest()));
        return node;
    }

    /** List the scenarios of all platforms by id; title and contract come from the latest run that has them. */
    private static Map<String, ObjectNode> scenarios(Collection<JsonNode> runs) {
        Map<String, ObjectNode> scenarios = new TreeMap<>();
        runs.stream()
                .sorted(Comparator.comparing((JsonNode run) -> ReportJson.instant(run, "started"))
                        .reversed())
                .flatMap(run -> stream(run.get("scenarios")))
                .forEach(result -> {
                    String id = ReportJson.text(result, "id");
                    ObjectNode scenario = scenarios.computeIfAbsent(
                            id,
                            name -> ReportJson.object()
                                    .put("id", id)
                                    .put("title", ReportJson.text(result, "title"))
                                    .putNull("contract"));
                    if (scenario.get("contract").isNull() && result.hasNonNull("contract")) {
                        scenario.set("contract", result.get("contract"));
                    }
                });
        return scenarios;
    }

    /** Read the run's own run.json, and name the files of its evidence: a page can't look into a folder. */
    private static JsonNode withEvidenceFiles(Column column) {
        JsonNode run = ReportJson.read(column.folder().resolve(RunReport.FILE), json -> json);
        stream(run.get("scenarios"))
                .filter(result -> result.hasNonNull("evidence"))
                .forEach(result -> {
                    ArrayNode names = ((ObjectNode) result).putArray("evidenceFiles");
                    files(column.folder(), ReportJson.text(result, "evidence")).forEach(names::add);
                });
        return run;
    }

    private static List<String> files(Path run, String evidence) {
        Path folder = run.resolve(evidence).normalize();
        // A report from elsewhere may name any path.
        if (!folder.startsWith(run.normalize()) || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .limit(FILES)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Change noResult(String platform, List<Column> columns) {
        String newest = columns.stream()
                .filter(column -> column.platform().equals(platform))
                .map(column -> "; its newest run is " + column.run())
                .findFirst()
                .orElse("");
        return new Change(
                Kind.NEWLY_FAILING,
                platform,
                null,
                "no result" + newest,
                "expected, and none of the results that were given is of this platform");
    }

    private static Optional<ProofReport> proof(Path folder, List<Rejected> rejected) {
        Path file = folder.resolve(ProofReport.FILE);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ProofReport.read(file));
        } catch (ReportException e) {
            String start = file + ": ";
            String reason = e.getMessage();
            rejected.add(new Rejected(
                    file.toString(), reason.startsWith(start) ? reason.substring(start.length()) : reason, true));
            return Optional.empty();
        }
    }

    /** Take the runs of a run's platform up to itself: a history may know later ones whose folders are elsewhere. */
    private static Nights nights(List<HistoryLine> history, HistoryLine newest) {
        return new Nights(history.stream()
                .filter(line -> line.platform().equals(newest.platform()))
                .filter(line -> HistoryLine.BY_TIME.compare(line, newest) <= 0)
                .toList());
    }

    private static List<HistoryLine> lastOfEach(List<HistoryLine> history) {
        Map<String, Integer> left = new TreeMap<>();
        history.forEach(line -> left.merge(line.platform(), 1, Integer::sum));
        return history.stream()
                .filter(line -> left.merge(line.platform(), -1, Integer::sum) < NIGHTS)
                .toList();
    }

    private static Map<String, String> reasons(RunReport report) {
        Map<String, String> reasons = new TreeMap<>();
        report.scenarios().stream()
                .filter(result -> result.reason() != null)
                .forEach(result -> reasons.put(result.id(), result.reason()));
        return reasons;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes.stream();
    }
}
