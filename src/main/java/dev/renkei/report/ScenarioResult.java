package dev.renkei.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that a run says about one scenario. Times are kept to the millisecond in files.
 *
 * @param id the scenario's {@code area/name}; not null
 * @param title the sentence beside it; not null
 * @param verdict not null
 * @param startedAt null if it never started
 * @param total wall time from start to the end of its cleanup
 * @param own the part of it in which the platform had nothing left to do and the suite was still busy with itself
 * @param reason why it is not simply passed; null only if it is
 * @param link where the reason is dealt with; null without such a place
 * @param apiCalls calls by API, {@code kubernetes} and {@code openstack}
 * @param windows how long old decisions lived on, by the profile's name for the window
 * @param latencies how long the platform took for what was measured, by name
 * @param steps in the order in which they began
 * @param evidence folder with what was collected, relative to the run's folder; null if nothing was
 * @param contract what it promises; null where nobody could say
 * @param records what the three records said of its volumes, one for each change, in order
 * @param decisions what its decision matrix found; empty if it has none
 */
public record ScenarioResult(
        String id,
        String title,
        Verdict verdict,
        Instant startedAt,
        Duration total,
        Duration own,
        String reason,
        String link,
        Map<String, Integer> apiCalls,
        Map<String, Duration> windows,
        Map<String, Duration> latencies,
        List<StepRecord> steps,
        String evidence,
        ContractFacts contract,
        List<Sighting> records,
        List<DecisionRow> decisions) {

    /** Copy maps and list, refuse nulls where none may stand, and say so where a reason should stand and does not. */
    public ScenarioResult {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(own, "own");
        if (verdict != Verdict.PASSED && (reason == null || reason.isBlank())) {
            reason = verdict.label() + ", and no reason was given";
        }
        apiCalls = Ordered.copy(apiCalls);
        windows = Ordered.copy(windows);
        latencies = Ordered.copy(latencies);
        steps = List.copyOf(steps);
        records = List.copyOf(records);
        decisions = List.copyOf(decisions);
    }

    /** Say nothing of contract, records and decisions. */
    public ScenarioResult(
            String id,
            String title,
            Verdict verdict,
            Instant startedAt,
            Duration total,
            Duration own,
            String reason,
            String link,
            Map<String, Integer> apiCalls,
            Map<String, Duration> windows,
            Map<String, Duration> latencies,
            List<StepRecord> steps,
            String evidence) {
        this(
                id, title, verdict, startedAt, total, own, reason, link, apiCalls, windows, latencies, steps, evidence,
                null, List.of(), List.of());
    }

    /** Make the same result that also tells its contract. */
    public ScenarioResult about(ContractFacts facts) {
        return with(facts, records, decisions);
    }

    /** Make the same result that also tells what was seen of its volumes. */
    public ScenarioResult having(List<Sighting> sightings) {
        return with(contract, sightings, decisions);
    }

    /** Make the same result that also tells what its decision matrix found. */
    public ScenarioResult deciding(List<DecisionRow> rows) {
        return with(contract, records, rows);
    }

    private ScenarioResult with(ContractFacts facts, List<Sighting> sightings, List<DecisionRow> rows) {
        return new ScenarioResult(
                id, title, verdict, startedAt, total, own, reason, link, apiCalls, windows, latencies, steps, evidence,
                facts, sightings, rows);
    }

    /** Make the result of a scenario that never started, for instance because it was skipped; {@code link} may be null. */
    public static ScenarioResult withoutRun(String id, String title, Verdict verdict, String reason, String link) {
        return new ScenarioResult(
                id,
                title,
                verdict,
                null,
                Duration.ZERO,
                Duration.ZERO,
                reason,
                link,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                null);
    }

    /** Return the part of the id before the slash: the scenario's area. */
    public String area() {
        return area(id);
    }

    static String area(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
