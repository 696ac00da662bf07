package dev.renkei.scenario;

import dev.renkei.actor.DecisionCell;
import dev.renkei.actor.Ledger.CleanupFailure;
import dev.renkei.actor.Scene;
import dev.renkei.evidence.Redactor;
import dev.renkei.platform.KnownGap;
import dev.renkei.platform.Platform;
import dev.renkei.records.VolumeState;
import dev.renkei.report.ContractFacts;
import dev.renkei.report.DecisionRow;
import dev.renkei.report.ScenarioResult;
import dev.renkei.report.Sighting;
import dev.renkei.report.StepRecord;
import dev.renkei.report.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/** Run a scenario once: its body, evidence if it fails, its cleanup, its verdict. */
final class Attempt {

    private final Platform platform;
    private final Scene scene;
    private final Supplier<Redactor> redactor;
    private final BiFunction<Scene, Throwable, String> collect;
    private final Consumer<ScenarioResult> ended;

    Attempt(Run run, Scene scene) {
        this(run.platform(), scene, run::redactor, run::collect, run::ended);
    }

    /** Tell {@code collect} of a failure, which gives the folder of its evidence, and {@code ended} of the result. */
    Attempt(
            Platform platform,
            Scene scene,
            Supplier<Redactor> redactor,
            BiFunction<Scene, Throwable, String> collect,
            Consumer<ScenarioResult> ended) {
        this.platform = platform;
        this.scene = scene;
        this.redactor = redactor;
        this.collect = collect;
        this.ended = ended;
    }

    /** A scenario's body, which may throw anything. */
    interface Body {
        Object run() throws Throwable;
    }

    /** What came of a body: the failure, if any, where its evidence lies, and what of its making could not be undone. */
    record Outcome(Optional<Throwable> failure, String evidence, Optional<CleanupFailure> left) {

        Outcome(Optional<Throwable> failure, String evidence) {
            this(failure, evidence, Optional.empty());
        }
    }

    /** Run the body and keep evidence of its failure; nothing is thrown, cleaned up or judged yet. */
    Outcome perform(Body body) {
        try {
            body.run();
            return new Outcome(Optional.empty(), null);
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** Undo what the body made; where that fails, the outcome is a failure too. */
    Outcome cleanUp(Outcome outcome) {
        try {
            scene.ledger().undoAll();
            return outcome;
        } catch (CleanupFailure e) {
            if (outcome.failure().isEmpty()) {
                return failed(e);
            }
            outcome.failure().get().addSuppressed(e);
            return new Outcome(outcome.failure(), outcome.evidence(), Optional.of(e));
        } finally {
            scene.close();
        }
    }

    private Outcome failed(Throwable failure) {
        try {
            return new Outcome(Optional.of(failure), collect.apply(scene, failure));
        } catch (RuntimeException e) {
            // Without its evidence it is still a failure, and what the body made must still be removed.
            failure.addSuppressed(e);
            return new Outcome(Optional.of(failure), null);
        }
    }

    /**
     * Run the body, clean up, record the verdict, and tell JUnit: nothing for passed, the failure for failed and broken,
     * an abortion for a known gap, an error for a gap that is closed.
     */
    void judge(Body body) throws Throwable {
        var outcome = cleanUp(perform(body));
        var gap = platform.knownGap(scene.contract().id());
        var failure = outcome.failure().orElse(null);
        if (failure == null && gap.isEmpty()) {
            ended.accept(result(Verdict.PASSED, null, null, null));
        } else if (failure == null) {
            var reason = "gap closed: it passes now; remove its entry from known-gaps of platform %s"
                    .formatted(platform.name());
            ended.accept(result(Verdict.GAP_CLOSED, reason, gap.get().link(), null));
            throw new AssertionError(reason);
        } else if (gap.isPresent() && isTheGap(gap.get(), failure)) {
            if (outcome.left().isPresent()) {
                // An expected red is green, but what it leaves behind (an open policy, a namespace) is not.
                var left = outcome.left().get();
                var reason = "the known gap was seen, but " + message(left);
                ended.accept(result(Verdict.FAILED, reason, null, outcome.evidence()));
                throw RedactedFailure.of(left, redactor.get());
            }
            ended.accept(result(
                    Verdict.KNOWN_GAP,
                    gap.get().reason() + "; seen: " + message(failure),
                    gap.get().link(),
                    outcome.evidence()));
            throw new TestAbortedException(
                    "known gap: %s (%s)".formatted(gap.get().reason(), gap.get().link()));
        } else {
            var verdict = failure instanceof AssertionError ? Verdict.FAILED : Verdict.BROKEN;
            ended.accept(result(verdict, message(failure), null, outcome.evidence()));
            throw RedactedFailure.of(failure, redactor.get());
        }
    }

    /** Record that the scenario has failed by something else than its body, and tell JUnit. */
    void fail(Throwable failure) throws Throwable {
        scene.close();
        var verdict = failure instanceof AssertionError ? Verdict.FAILED : Verdict.BROKEN;
        ended.accept(result(verdict, message(failure), null, null));
        throw RedactedFailure.of(failure, redactor.get());
    }

    String message(Throwable failure) {
        var text = failure instanceof AssertionError && failure.getMessage() != null
                ? failure.getMessage()
                : failure.toString();
        return redactor.get().redact(text.strip());
    }

    private boolean isTheGap(KnownGap gap, Throwable failure) {
        return failure instanceof AssertionError
                && !(failure instanceof CleanupFailure)
                && (gap.message() == null || message(failure).contains(gap.message()));
    }

    private ScenarioResult result(Verdict verdict, String reason, String link, String evidence) {
        var trace = scene.trace();
        var result = new ScenarioResult(
                scene.contract().id(),
                scene.contract().title(),
                verdict,
                trace.started(),
                Duration.between(trace.started(), trace.now()),
                trace.ownTime(),
                reason,
                link,
                trace.apiCalls(),
                trace.windows(),
                trace.latencies(),
                trace.steps().stream()
                        .map(step -> new StepRecord(
                                step.name(), Duration.between(trace.started(), step.began()), step.took()))
                        .sorted(Comparator.comparing(StepRecord::startOffset))
                        .toList(),
                evidence);
        return result.about(ContractFacts.of(scene.contract()))
                .having(sightings())
                .deciding(decisions());
    }

    private List<DecisionRow> decisions() {
        var rows = new LinkedHashMap<List<String>, List<DecisionCell>>();
        scene.decisions()
                .forEach(cell -> rows.computeIfAbsent(
                                List.of(cell.user(), cell.namespace(), cell.resource()), place -> new ArrayList<>())
                        .add(cell));
        return rows.values().stream().map(Attempt::row).toList();
    }

    private static DecisionRow row(List<DecisionCell> cells) {
        var first = cells.get(0);
        return new DecisionRow(
                first.user(),
                first.namespace(),
                first.resource(),
                verbs(cells, DecisionCell::allowed),
                verbs(cells, DecisionCell::refused),
                verbs(cells, DecisionCell::disagrees));
    }

    private static List<String> verbs(List<DecisionCell> cells, Predicate<DecisionCell> which) {
        return cells.stream().filter(which).map(DecisionCell::verb).toList();
    }

    private List<Sighting> sightings() {
        return scene.records().followed().stream()
                .flatMap(volume -> volume.history().stream().map(state -> sighting(volume.volumeId(), state)))
                .sorted(Comparator.comparing(Sighting::at))
                .toList();
    }

    private Sighting sighting(String volume, VolumeState state) {
        return new Sighting(
                volume,
                Duration.between(scene.trace().started(), state.at()),
                state.kubernetes(),
                state.requested(),
                state.nova(),
                state.cinder(),
                state.status());
    }
}
