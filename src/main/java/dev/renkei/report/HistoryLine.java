package dev.renkei.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the history keeps of one run of one platform: enough to compare and to plot, without steps, reasons and profile.
 *
 * @param platform the profile's name
 * @param run the run's id
 * @param started when it began
 * @param finished when it ended; null if it has not, or nobody saw it end
 * @param seconds wall time from start to end
 * @param green whether the run was green
 * @param cut why it ended before its time; null if it did not
 * @param leaks how many things it left behind
 * @param scenarios what became of each, by id, in the order of ids
 * @param unchosen ids of the scenarios that there were and that the run was not asked for
 * @param text the line itself, without its end; names that a later version added are kept in it
 */
record HistoryLine(
        String platform,
        String run,
        Instant started,
        Instant finished,
        double seconds,
        boolean green,
        String cut,
        int leaks,
        Map<String, Outcome> scenarios,
        List<String> unchosen,
        String text) {

    /** Oldest first; runs of several platforms that began together stand by name. */
    static final Comparator<HistoryLine> BY_TIME = Comparator.comparing(HistoryLine::started)
            .thenComparing(HistoryLine::platform)
            .thenComparing(HistoryLine::run);

    /**
     * The worse first, of several lines or reports of one run: one that ended as it should is better than one that was cut, and
     * of two such the later one is. Nothing is left to the order in which they come: whoever merges gets the same.
     */
    static final Comparator<HistoryLine> WORSE_FIRST = Comparator.comparingInt(HistoryLine::completeness)
            .thenComparing(HistoryLine::finished, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(HistoryLine::ran)
            .thenComparing(HistoryLine::text);

    HistoryLine {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(started, "started");
        scenarios = Ordered.copy(scenarios);
        unchosen = List.copyOf(unchosen);
        Objects.requireNonNull(text, "text");
    }

    /**
     * What became of one scenario.
     *
     * @param seconds its wall time
     * @param latencies seconds by what was measured
     */
    record Outcome(Verdict verdict, double seconds, Map<String, Double> latencies) {
        Outcome {
            latencies = Ordered.copy(latencies);
        }
    }

    /** Make a run's line from its report. */
    static HistoryLine of(RunReport run) {
        ObjectNode line = ReportJson.object();
        line.put("schema", ReportJson.SCHEMA);
        line.put("platform", run.facts().platform());
        line.put("run", run.facts().run());
        line.put("started", ReportJson.instant(run.facts().started()));
        line.put("finished", ReportJson.instant(run.finished()));
        line.put("seconds", ReportJson.seconds(run.duration()));
        line.put("green", run.green());
        line.put("cut", run.cut());
        line.put("expected", run.scenarios().size());
        line.put("ran", run.ran());
        ObjectNode verdicts = line.putObject("verdicts");
        run.verdicts().forEach((verdict, count) -> {
            if (count > 0) {
                verdicts.put(verdict.label(), count);
            }
        });
        line.set("versions", ReportJson.plain(run.facts().versions()));
        line.put("leaks", run.leaks().size());
        ObjectNode scenarios = line.putObject("scenarios");
        run.scenarios().stream()
                .sorted(Comparator.comparing(ScenarioResult::id))
                .forEach(result -> scenarios
                        .putObject(result.id())
                        .put("verdict", result.verdict().label())
                        .put("seconds", ReportJson.seconds(result.total()))
                        .<ObjectNode>set("latencies", times(result.latencies()))
                        .set("windows", times(result.windows())));
        run.facts().unchosen().forEach(line.putArray("unchosen")::add);
        return parse(ReportJson.line(line));
    }

    /**
     * Read a line.
     *
     * @throws ReportException if it is torn, of another schema or lacks a name
     */
    static HistoryLine parse(String text) {
        JsonNode line = ReportJson.parse(text);
        int schema = ReportJson.required(line, "schema").asInt();
        if (schema != ReportJson.SCHEMA) {
            throw new ReportException("schema " + schema + " is not the one that is read here, " + ReportJson.SCHEMA);
        }
        return new HistoryLine(
                ReportJson.text(line, "platform"),
                ReportJson.text(line, "run"),
                ReportJson.instant(line, "started"),
                ReportJson.instantOrNull(line, "finished"),
                ReportJson.required(line, "seconds").asDouble(),
                ReportJson.required(line, "green").asBoolean(),
                ReportJson.textOrNull(line, "cut"),
                ReportJson.required(line, "leaks").asInt(),
                ReportJson.map(line, "scenarios", HistoryLine::outcome),
                line.has("unchosen") ? ReportJson.list(line, "unchosen", JsonNode::asText) : List.of(),
                text);
    }

    /** Keep the best line of each run, oldest first. */
    static List<HistoryLine> bestOfEach(Collection<HistoryLine> lines) {
        Map<Key, HistoryLine> best = new LinkedHashMap<>();
        lines.forEach(line ->
                best.merge(line.key(), line, (one, other) -> WORSE_FIRST.compare(one, other) < 0 ? other : one));
        return best.values().stream().sorted(BY_TIME).toList();
    }

    /** Which run of which platform it is. */
    record Key(String platform, String run) {}

    Key key() {
        return new Key(platform, run);
    }

    /** Say in a few words why this one was kept beside another of the same run. */
    String whyKept(HistoryLine other) {
        if (completeness() != other.completeness()) {
            return completeness() == 3 ? "the one that finished" : "the one that came further";
        }
        return Objects.equals(finished, other.finished) ? "one of the two" : "the one that finished later";
    }

    /** Tell whether there was such a scenario, be it that this run was asked for it or not. */
    boolean knew(String id) {
        return scenarios.containsKey(id) || unchosen.contains(id);
    }

    private int completeness() {
        if (finished == null) {
            return cut == null ? 0 : 1;
        }
        return cut == null ? 3 : 2;
    }

    private long ran() {
        return scenarios.values().stream()
                .filter(outcome -> outcome.verdict().ran())
                .count();
    }

    private static ObjectNode times(Map<String, Duration> measured) {
        ObjectNode times = ReportJson.object();
        measured.forEach((name, time) -> times.put(name, ReportJson.seconds(time)));
        return times;
    }

    private static Outcome outcome(JsonNode node) {
        return new Outcome(
                Verdict.of(ReportJson.text(node, "verdict")),
                ReportJson.required(node, "seconds").asDouble(),
                ReportJson.map(node, "latencies", JsonNode::asDouble));
    }
}
