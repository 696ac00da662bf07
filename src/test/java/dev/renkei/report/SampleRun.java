package dev.renkei.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run for tests of what is made of several: it began when its id says, and lasted two minutes unless told otherwise. */
public final class SampleRun {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final String platform;
    private final String run;
    private final Map<String, String> expected = new LinkedHashMap<>();
    private final List<ScenarioResult> results = new ArrayList<>();
    private final List<String> unchosen = new ArrayList<>();
    private final List<Leak> leaks = new ArrayList<>();
    private Instant finished;
    private String cut;

    private SampleRun(String platform, String run) {
        this.platform = platform;
        this.run = run;
        this.finished = started().plusSeconds(120);
    }

    /** Begin with no scenario at all. */
    public static SampleRun of(String platform, String run) {
        return new SampleRun(platform, run);
    }

    /** Add a scenario that passed. */
    public SampleRun passed(String id) {
        return result(id, Verdict.PASSED, null);
    }

    /** Add a scenario with this verdict, five seconds long. */
    public SampleRun result(String id, Verdict verdict, String reason) {
        return result(id, verdict, reason, 5, Map.of());
    }

    /** Add a scenario that passed in so many seconds, with these latencies in seconds. */
    SampleRun passed(String id, double seconds, Map<String, Double> latencies) {
        return result(id, Verdict.PASSED, null, seconds, latencies);
    }

    /** Expect a scenario of which nothing is heard. */
    public SampleRun expecting(String id) {
        expected.put(id, "Title of " + id);
        return this;
    }

    /** Know of a scenario and do not ask for it. */
    SampleRun notAskedFor(String id) {
        unchosen.add(id);
        return this;
    }

    SampleRun leaving(Leak leak) {
        leaks.add(leak);
        return this;
    }

    SampleRun lasting(int seconds) {
        finished = started().plusSeconds(seconds);
        return this;
    }

    SampleRun cut(String why) {
        cut = why;
        return this;
    }

    private SampleRun result(String id, Verdict verdict, String reason, double seconds, Map<String, Double> latencies) {
        expecting(id);
        Map<String, Duration> measured = new LinkedHashMap<>();
        latencies.forEach((name, value) -> measured.put(name, duration(value)));
        results.add(new ScenarioResult(
                id,
                "Title of " + id,
                verdict,
                verdict.ran() ? started() : null,
                verdict.ran() ? duration(seconds) : Duration.ZERO,
                Duration.ZERO,
                reason,
                verdict == Verdict.KNOWN_GAP ? "https://example.org/gaps/7" : null,
                Map.of("kubernetes", 3, "openstack", 2),
                Map.of(),
                measured,
                List.of(new StepRecord("wait for something", duration(0.25), duration(seconds / 2))),
                verdict.red() ? "evidence/" + id : null));
        return this;
    }

    Instant started() {
        return LocalDateTime.parse(run, ID).toInstant(ZoneOffset.UTC);
    }

    RunReport report() {
        return RunReport.of(facts(), new RunFolder.Results(results, List.of()), leaks, finished, cut);
    }

    /** Make what the history keeps of it. */
    HistoryLine line() {
        return HistoryLine.of(report());
    }

    /** Write its folder below {@code out}, as a run does, and return it. */
    public Path in(Path out) {
        RunFolder folder = begunIn(out);
        report().write(folder);
        return folder.path();
    }

    /** Write its folder as it is when the run is killed: results, but no end. */
    public Path killedIn(Path out) {
        return begunIn(out).path();
    }

    private RunFolder begunIn(Path out) {
        RunFolder folder = RunFolder.create(out, facts());
        for (ScenarioResult result : results) {
            folder.append(result);
            if (result.evidence() != null) {
                write(folder.evidence(result.id()).resolve("failure.txt"), result.reason());
            }
        }
        return folder;
    }

    private RunFacts facts() {
        return new RunFacts(
                platform,
                run,
                started(),
                Map.of("kubernetes", "v1.34.4"),
                expected,
                Map.of("name", platform),
                Map.of(),
                unchosen);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
