package dev.renkei.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A whole run: what run.json holds. Every expected scenario is in it, with the verdict {@code not run} if it left no result.
 *
 * @param facts what was known at its beginning; {@code expected} names every scenario of the report
 * @param finished when it ended; null if it has not
 * @param cut why it ended before its time; null if it did not
 * @param scenarios in the order of {@code facts.expected()}
 * @param leaks what it left behind
 * @param damaged results that were lost in writing: where they stood and how they began
 */
public record RunReport(
        RunFacts facts,
        Instant finished,
        String cut,
        List<ScenarioResult> scenarios,
        List<Leak> leaks,
        List<String> damaged) {

    /** The file's name in a run's folder. */
    public static final String FILE = "run.json";

    /** Copy the lists and refuse nulls, except for {@code finished} and {@code cut}. */
    public RunReport {
        Objects.requireNonNull(facts, "facts");
        scenarios = List.copyOf(scenarios);
        leaks = List.copyOf(leaks);
        damaged = List.copyOf(damaged);
    }

    /**
     * Put a run together from its results.
     *
     * <p>A scenario that nobody expected is listed after the others. Of several results for one scenario the last counts,
     * but nothing takes a red one's place: trying again until it passes proves nothing.
     *
     * @param finished null if the run has not ended
     * @param cut why it ended before its time; null if it did not
     */
    public static RunReport of(
            RunFacts facts, RunFolder.Results results, List<Leak> leaks, Instant finished, String cut) {
        Map<String, ScenarioResult> byId = new LinkedHashMap<>();
        facts.expected()
                .forEach((id, title) ->
                        byId.put(id, ScenarioResult.withoutRun(id, title, Verdict.NOT_RUN, "it left no result", null)));
        for (ScenarioResult result : results.results()) {
            byId.merge(result.id(), result, (old, now) -> supersedes(old, now) ? now : old);
        }
        Map<String, String> expected = new LinkedHashMap<>();
        byId.forEach((id, result) -> expected.put(id, result.title()));
        RunFacts all = new RunFacts(
                facts.platform(),
                facts.run(),
                facts.started(),
                facts.versions(),
                expected,
                facts.profile(),
                facts.windowLimits(),
                facts.unchosen());
        return new RunReport(all, finished, cut, List.copyOf(byId.values()), leaks, results.damaged());
    }

    /**
     * Put a run together from its folder alone: the facts that it began with and the results on disk. It needs nothing of the
     * process that ran the scenarios, so it also serves after that was killed.
     *
     * @param cut why the run ended before its time; null if it did not
     * @throws ReportException if the folder's run.json can't be read
     */
    public static RunReport collect(RunFolder folder, List<Leak> leaks, Instant finished, String cut) {
        return of(read(folder.path().resolve(FILE)).facts(), folder.results(), leaks, finished, cut);
    }

    /**
     * Read a run.json, or that of a run's folder. Names that it doesn't know are passed over.
     *
     * @throws ReportException if it is not there, of another schema or damaged
     */
    public static RunReport read(Path fileOrFolder) {
        Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(FILE) : fileOrFolder;
        return ReportJson.read(file, RunReport::parse);
    }

    /**
     * Write run.json in one move and return its path.
     *
     * @throws UncheckedIOException if it can't be written
     */
    public Path write(RunFolder folder) {
        return folder.write(FILE, text());
    }

    /** Return what run.json holds. */
    String text() {
        return ReportJson.page(json());
    }

    /** Count the scenarios by verdict; every verdict is there, in the enum's order. */
    public Map<Verdict, Integer> verdicts() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, 0);
        }
        scenarios.forEach(scenario -> counts.merge(scenario.verdict(), 1, Integer::sum));
        return counts;
    }

    /** Count the scenarios that were carried out, whatever came of them. */
    public int ran() {
        return (int)
                scenarios.stream().filter(scenario -> scenario.verdict().ran()).count();
    }

    /** Return the wall time from start to end; zero for a run that has not ended. */
    public Duration duration() {
        return finished == null ? Duration.ZERO : Duration.between(facts.started(), finished);
    }

    /** Tell whether the run is green: see {@link #whyRed()}. */
    public boolean green() {
        return whyRed().isEmpty();
    }

    /**
     * List all that makes the run red, a sentence each: red verdicts, leaks, a run that was cut or has not ended, and a run in
     * which nothing ran at all, since that says nothing about the platform.
     */
    public List<String> whyRed() {
        List<String> why = new ArrayList<>();
        if (cut != null) {
            why.add("the run was cut: " + cut);
        } else if (finished == null) {
            why.add("the run has not ended");
        }
        verdicts().forEach((verdict, count) -> {
            if (verdict.red() && count > 0) {
                why.add(count + " " + verdict.label());
            }
        });
        if (ran() == 0) {
            why.add("no scenario ran");
        }
        if (!leaks.isEmpty()) {
            why.add(leaks.size() == 1 ? "1 leak" : leaks.size() + " leaks");
        }
        return why;
    }

    static RunReport begun(RunFacts facts) {
        return of(facts, new RunFolder.Results(List.of(), List.of()), List.of(), null, null);
    }

    private static boolean supersedes(ScenarioResult old, ScenarioResult now) {
        return old.verdict() == Verdict.NOT_RUN
                || !old.verdict().red()
                || now.verdict().red();
    }

    private ObjectNode json() {
        ObjectNode node = ReportJson.object();
        node.put("schema", ReportJson.SCHEMA);
        node.put("platform", facts.platform());
        node.put("run", facts.run());
        node.put("started", ReportJson.instant(facts.started()));
        node.put("finished", ReportJson.instant(finished));
        node.put("seconds", ReportJson.seconds(duration()));
        node.put("green", green());
        node.put("cut", cut);
        node.put("expected", scenarios.size());
        node.put("ran", ran());
        ObjectNode verdicts = node.putObject("verdicts");
        verdicts().forEach((verdict, count) -> verdicts.put(verdict.label(), count));
        ObjectNode versions = node.putObject("versions");
        facts.versions().forEach(versions::put);
        ArrayNode all = node.putArray("scenarios");
        scenarios.forEach(scenario -> all.add(ReportJson.result(scenario)));
        ArrayNode left = node.putArray("leaks");
        leaks.forEach(leak -> left.add(ReportJson.leak(leak)));
        ArrayNode lost = node.putArray("damaged");
        damaged.forEach(lost::add);
        node.set("profile", ReportJson.plain(facts.profile()));
        facts.unchosen().forEach(node.putArray("unchosen")::add);
        ObjectNode limits = node.putObject("windowLimits");
        facts.windowLimits().forEach((name, limit) -> limits.put(name, ReportJson.seconds(limit)));
        return node;
    }

    private static RunReport parse(JsonNode node) {
        List<ScenarioResult> scenarios = ReportJson.list(node, "scenarios", ReportJson::result);
        Map<String, String> expected = new LinkedHashMap<>();
        scenarios.forEach(scenario -> expected.put(scenario.id(), scenario.title()));
        RunFacts facts = new RunFacts(
                ReportJson.text(node, "platform"),
                ReportJson.text(node, "run"),
                ReportJson.instant(node, "started"),
                ReportJson.map(node, "versions", JsonNode::asText),
                expected,
                ReportJson.plain(node, "profile"),
                node.has("windowLimits") ? ReportJson.map(node, "windowLimits", ReportJson::duration) : Map.of(),
                node.has("unchosen") ? ReportJson.list(node, "unchosen", JsonNode::asText) : List.of());
        return new RunReport(
                facts,
                ReportJson.instantOrNull(node, "finished"),
                ReportJson.textOrNull(node, "cut"),
                scenarios,
                ReportJson.list(node, "leaks", ReportJson::leak),
                ReportJson.list(node, "damaged", JsonNode::asText));
    }
}
