package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final String PLATFORM = "lab-csi";
    private static final Path PAGE = Path.of("reports/out/lab-csi/latest/run.json");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private final Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), nanos::get);

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    @DisplayName("The first line says which run on which platform, and what it met")
    void begin() {
        console.begin(List.of(Samples.facts(Samples.DETACHED)));

        assertThat(lines())
                .containsExactly("lab-csi, run 20261124-220000: 1 scenario expected", "  kubernetes v1.34.4");
    }

    @Test
    @DisplayName("A scenario that ends has one line: verdict, id, time and the reason in short")
    void ended() {
        console.begin(List.of(Samples.facts(Samples.DETACHED, Samples.REVOKED)));
        lines();

        console.ended(PLATFORM, Samples.passed(Samples.DETACHED));
        console.ended(PLATFORM, Samples.revoked());
        console.ended(PLATFORM, ScenarioResult.withoutRun("a/b", "A title", Verdict.SKIPPED, "needs two-nodes", null));

        assertThat(lines())
                .containsExactly(
                        "passed      volumes/detached-on-delete     9.8 s",
                        "failed      auth/revoked-token            31.3 s  the token still counts after 20 s",
                        "skipped     a/b                                -  needs two-nodes");
    }

    @Test
    @DisplayName("A reason of many lines, with tabs and colours, becomes one line of at most 120 columns")
    void longReason() {
        console.ended(
                PLATFORM,
                Samples.ended(Samples.DETACHED, Verdict.BROKEN, "\u001b[31mno\tanswer\nfrom " + "x".repeat(200)));

        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line)
                    .hasSizeLessThanOrEqualTo(120)
                    .contains("[31mno answer from xxx")
                    .endsWith("...");
            assertThat(line.chars()).noneMatch(Character::isISOControl);
        });
    }

    @Test
    @DisplayName("After five silent seconds each scenario that still runs is named, with what it waits for")
    void progress() {
        console.begin(List.of(Samples.facts(Samples.DETACHED, Samples.REVOKED)));
        console.running(PLATFORM, Samples.DETACHED, "pod web-1 is ready");
        console.ended(PLATFORM, Samples.revoked());
        lines();

        after(3);
        console.running(PLATFORM, Samples.DETACHED, "the volume is available");
        after(1);
        assertThat(lines()).isEmpty();
        after(1);

        assertThat(lines())
                .containsExactly(".. 1/2      volumes/detached-on-delete     5.0 s  for 2 s: the volume is available");
    }

    @Test
    @DisplayName("The longer nothing ends, the rarer the signs of life, but never rarer than every 30 seconds")
    void rarer() {
        console.running(PLATFORM, Samples.DETACHED, "pod web-1 is ready");

        List<Integer> printedAt = IntStream.rangeClosed(1, 130)
                .filter(second -> printsAfterOneSecond())
                .boxed()
                .toList();

        assertThat(printedAt).containsExactly(5, 15, 35, 65, 95, 125);
    }

    @Test
    @DisplayName("A scenario's end makes the next sign of life come early again")
    void earlyAgain() {
        console.running(PLATFORM, Samples.DETACHED, "pod web-1 is ready");
        console.running(PLATFORM, Samples.REVOKED, "the token is refused");
        IntStream.range(0, 40).forEach(second -> after(1));
        console.ended(PLATFORM, Samples.revoked());
        lines();

        after(5);

        assertThat(lines()).singleElement().asString().contains(Samples.DETACHED);
    }

    @Test
    @DisplayName("Silence with nothing running is not broken")
    void nothingRuns() {
        after(100);

        assertThat(lines()).isEmpty();
    }

    @Test
    @DisplayName("A wait that reports once more after its scenario ended does not bring it back")
    void late() {
        console.ended(PLATFORM, Samples.revoked());
        console.running(PLATFORM, Samples.REVOKED, "the token is refused");
        lines();

        after(100);

        assertThat(lines()).isEmpty();
    }

    @Test
    @DisplayName("The table lists every scenario, gives reasons, links and evidence only where there are any, and ends "
            + "with what counts")
    void finish() {
        RunReport report = RunReport.of(
                Samples.facts(Samples.DETACHED, Samples.REVOKED, "volumes/snapshot-restored", "auth/not-reached"),
                Samples.results(
                        Samples.passed(Samples.DETACHED),
                        Samples.revoked(),
                        ScenarioResult.withoutRun(
                                "volumes/snapshot-restored", "A title", Verdict.SKIPPED, "needs snapshot", null)),
                List.of(new Leak("volume", "6f1c", "pvc-6f1c", Samples.DETACHED)),
                Samples.FINISHED,
                null);

        console.finish(report, PAGE);

        assertThat(lines())
                .containsExactly(
                        "",
                        "verdict     scenario                     total s    own s  kubernetes  openstack",
                        "passed      volumes/detached-on-delete       9.8      0.4          31         22",
                        "failed      auth/revoked-token              31.3      0.2          12          4",
                        "            the token still counts after 20 s",
                        "            https://example.org/gaps/7",
                        "            evidence: evidence/auth/revoked-token",
                        "skipped     volumes/snapshot-restored          -        -           -          -",
                        "            needs snapshot",
                        "not run     auth/not-reached                   -        -           -          -",
                        "            it left no result",
                        "",
                        "windows     token-revoked 20.4 s in auth/revoked-token",
                        "leaks       volume pvc-6f1c (6f1c) of volumes/detached-on-delete",
                        "run         2 of 4 expected in 141.2 s, 0.6 s own: 1 passed, 1 failed, 1 skipped, 1 not run",
                        "result      red: 1 failed, 1 not run, 1 leak",
                        "report      " + PAGE);
    }

    @Test
    @DisplayName("A green run says so, and that nothing was left behind")
    void green() {
        console.finish(
                RunReport.of(
                        Samples.facts(),
                        Samples.results(Samples.passed(Samples.DETACHED)),
                        List.of(),
                        Samples.FINISHED,
                        null),
                PAGE);

        assertThat(lines())
                .endsWith(
                        "leaks       none",
                        "run         1 of 1 expected in 141.2 s, 0.4 s own: 1 passed",
                        "result      green",
                        "report      " + PAGE);
    }

    @Test
    @DisplayName("With several platforms each line names its own, and counts go over all")
    void severalPlatforms() {
        RunFacts facts = Samples.facts(Samples.DETACHED);
        RunFacts other = new RunFacts(
                "other", facts.run(), facts.started(), facts.versions(), facts.expected(), facts.profile());
        console.begin(List.of(facts, other));
        assertThat(lines())
                .containsExactly(
                        "lab-csi, run 20261124-220000: 1 scenario expected",
                        "  kubernetes v1.34.4",
                        "other, run 20261124-220000: 1 scenario expected",
                        "  kubernetes v1.34.4");

        console.running("other", Samples.DETACHED, "pod web-1 is ready");
        console.ended("lab-csi", Samples.passed(Samples.DETACHED));
        after(10);
        assertThat(lines())
                .containsExactly(
                        "passed      lab-csi volumes/detached-on-delete     9.8 s",
                        ".. 1/2      other volumes/detached-on-delete      10.0 s  for 10 s: pod web-1 is ready");
    }

    @Test
    @DisplayName("Nothing in the table is wider than 120 columns, whatever scenarios are called and say")
    void width() {
        String id = "volumes/" + "long-name-".repeat(12);
        console.begin(List.of(Samples.facts(id)));
        console.running(PLATFORM, id, "word ".repeat(60));
        after(10);
        ScenarioResult result = Samples.ended(id, Verdict.FAILED, "word ".repeat(60) + "y".repeat(300));
        console.ended(PLATFORM, result);
        console.finish(
                RunReport.of(Samples.facts(id), Samples.results(result), List.of(), Samples.FINISHED, null), PAGE);

        assertThat(lines())
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @RepeatedTest(20)
    @DisplayName("Scenarios that end at the same time have a whole line each and are all counted")
    void concurrent() throws Exception {
        String[] ids = IntStream.range(0, 900).mapToObj(i -> "area/" + i).toArray(String[]::new);
        console.begin(List.of(Samples.facts(ids)));
        console.running(PLATFORM, "area/last", "the others have ended");
        List<Callable<Void>> scenarios = Stream.of(ids)
                .<Callable<Void>>map(id -> () -> {
                    console.running(PLATFORM, id, "something");
                    console.ended(PLATFORM, Samples.passed(id));
                    return null;
                })
                .toList();
        lines();
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> scenario : threads.invokeAll(scenarios)) {
                scenario.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(lines()).hasSize(900).allMatch(line -> line.matches("passed {6}area/\\d+ +9\\.8 s"));
        after(100);
        assertThat(lines()).singleElement().asString().startsWith(".. 900/900  area/last");
    }

    @Test
    @DisplayName("A console that nobody closes does not keep the process alive")
    void daemon() {
        try (Console open = Console.open(new PrintStream(printed, true, StandardCharsets.UTF_8))) {
            open.say("begun");

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("console-ticker"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    private boolean printsAfterOneSecond() {
        after(1);
        return !lines().isEmpty();
    }

    private void after(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        console.tick();
    }

    /** Returns what was printed since this was last called. */
    private List<String> lines() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text.lines().toList();
    }
}
