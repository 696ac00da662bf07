package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.renkei.report.Change.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NightsTest {
    private static final String ID = "volumes/detached-on-delete";
    private static final Leak LEAK = new Leak("volume", "6f1c", "pvc", ID);

    /** A letter for each night: what became of the scenario, and a dot where the run did not list it. */
    private static final Map<Character, Verdict> LETTERS = Map.of(
            'P', Verdict.PASSED,
            'F', Verdict.FAILED,
            'B', Verdict.BROKEN,
            'K', Verdict.KNOWN_GAP,
            'C', Verdict.GAP_CLOSED,
            'S', Verdict.SKIPPED,
            'N', Verdict.NOT_RUN);

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "F, newly failing",
        "PF, newly failing",
        "KF, newly failing",
        "SF, newly failing",
        "PB, newly failing",
        "PN, newly failing",
        "PNF, newly failing",
        "P.F, newly failing",
        "FF, still failing",
        "BF, still failing",
        "FSF, still failing",
        "FNF, still failing",
        "PNN, still failing",
        "NNF, still failing",
        "CC, still failing",
        "PFP, fixed",
        "PNP, fixed",
        "FSP, fixed",
        "CP, fixed",
        "KC, gap closed",
        "PC, gap closed",
        "KP, gap closed",
        "PK, gap opened",
        "FK, gap opened",
        "PS, newly skipped",
        "FS, newly skipped",
    })
    @DisplayName("A scenario's verdicts, night by night, make the newest one this change")
    void kinds(String letters, String kind) {
        assertThat(nights(letters).changes(Map.of()))
                .extracting(change -> change.kind().label(), Change::platform, Change::scenario)
                .containsExactly(tuple(kind, "lab-csi", ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "PP", "PSP", "KK", "KSK", "SS", "SP", "S", "K", "PSS", "P.P"})
    @DisplayName("Nothing is news when the last verdict that says something was the same")
    void nothing(String letters) {
        assertThat(nights(letters).changes(Map.of())).isEmpty();
    }

    @Test
    @DisplayName("A change says what it was in which run, what it is and why, and by which rule that was decided")
    void text() {
        assertThat(nights("PNF").changes(Map.of(ID, "still attached\nafter 60 s")))
                .containsExactly(new Change(
                        Kind.NEWLY_FAILING,
                        "lab-csi",
                        ID,
                        "was passed in 20261101-220000, is failed: still attached after 60 s",
                        "red now, and not red in the last run before in which it ran"));
        assertThat(nights("B").changes(Map.of(ID, "no answer")))
                .extracting(Change::text, Change::rule)
                .containsExactly(
                        tuple("is broken: no answer", "red now, and no earlier run of this platform judged it"));
    }

    @Test
    @DisplayName("A long reason is shortened: it stands in full with the scenario")
    void longReason() {
        assertThat(nights("F").changes(Map.of(ID, "x".repeat(3000))))
                .singleElement()
                .satisfies(
                        change -> assertThat(change.text()).hasSizeLessThan(320).endsWith("x..."));
    }

    @Test
    @DisplayName("Scenarios that no earlier run listed are new, those that only the run before listed are gone")
    void newAndGone() {
        Nights nights = new Nights(List.of(
                run(1).passed("a/old").passed("a/left-before").line(),
                run(2).passed("a/old").passed("a/goes").line(),
                run(3).passed("a/old").passed("a/comes").line()));

        assertThat(nights.changes(Map.of()))
                .extracting(Change::kind, Change::scenario, Change::text)
                .containsExactly(
                        tuple(Kind.GONE, "a/goes", "run 20261102-220000 knew it, this one does not"),
                        tuple(Kind.NEW, "a/comes", "no earlier run listed it"));
    }

    @Test
    @DisplayName("A run of a few chosen scenarios is no change, nor is the full run after it")
    void chosenFew() {
        SampleRun few = with(run(2), 1);
        IntStream.range(1, 9).forEach(i -> few.notAskedFor("a/" + i));
        HistoryLine full = with(run(1), 9).line();

        assertThat(new Nights(List.of(full, few.line())).changes(Map.of())).isEmpty();
        assertThat(new Nights(List.of(full, few.line(), with(run(3), 9).line())).changes(Map.of()))
                .isEmpty();
    }

    @Test
    @DisplayName("A scenario that is taken out is gone, though the run before was not asked for it")
    void goneAfterChosenFew() {
        HistoryLine few = with(run(2), 1).notAskedFor("a/taken-out").line();

        assertThat(new Nights(List.of(few, with(run(3), 1).line())).changes(Map.of()))
                .extracting(Change::kind, Change::scenario)
                .containsExactly(tuple(Kind.GONE, "a/taken-out"));
    }

    @Test
    @DisplayName("Many scenarios that are gone are one change")
    void manyGone() {
        assertThat(new Nights(List.of(with(run(1), 9).line(), with(run(2), 1).line())).changes(Map.of()))
                .extracting(Change::kind, Change::scenario, Change::text)
                .containsExactly(tuple(
                        Kind.GONE,
                        null,
                        "8 scenarios: a/1, a/2, a/3, a/4, a/5 and 3 more;"
                                + " run 20261101-220000 knew it, this one does not"));
    }

    @Test
    @DisplayName("Scenarios that a cut run did not come to are one change, beside that it was cut")
    void cut() {
        SampleRun cut = run(2).cut("time was up");
        IntStream.range(0, 9).forEach(i -> cut.expecting("a/" + i));
        Nights nights = new Nights(List.of(with(run(1), 9).line(), cut.line()));

        assertThat(nights.changes(Map.of()))
                .extracting(Change::kind, Change::scenario, Change::text)
                .containsExactly(
                        tuple(Kind.NEWLY_FAILING, null, "9 scenarios: a/0, a/1, a/2, a/3, a/4 and 4 more; not run"),
                        tuple(Kind.NEWLY_FAILING, null, "the run was cut: time was up"));
    }

    @Test
    @DisplayName("What is left behind concerns the platform as a whole: newly, still, and no more")
    void leaks() {
        UnaryOperator<SampleRun> clean = run -> run.passed(ID);
        UnaryOperator<SampleRun> leaking = run -> run.passed(ID).leaving(LEAK);

        assertThat(changes(clean, leaking))
                .extracting(Change::kind, Change::scenario, Change::text)
                .containsExactly(tuple(Kind.NEWLY_FAILING, null, "1 leak"));
        assertThat(changes(leaking, leaking))
                .extracting(Change::kind, Change::text)
                .containsExactly(tuple(Kind.STILL_FAILING, "1 leak; run 20261101-220000 left something behind too"));
        assertThat(changes(leaking, clean))
                .extracting(Change::kind, Change::text)
                .containsExactly(tuple(Kind.FIXED, "run 20261101-220000 left something behind, this one not"));
    }

    @ParameterizedTest(name = "{0} s after {1}: {2}")
    @CsvSource({
        "16, 10 10 10 10 10, slower",
        "15, 10 10 10 10 10,",
        "15.1, 10 10 10 10 10, slower",
        // One and a half times as long, but not five seconds more.
        "4, 1 1 1 1 1,",
        // Five seconds more, but not one and a half times as long.
        "46, 40 40 40 40 40,",
        "16, 10 10 10 10,",
        // A median does not follow one night.
        "16, 1 10 10 10 90, slower",
        "16, 9 10 10 11 12 90, slower",
        // Only the last ten count.
        "16, 90 90 90 10 10 10 10 10 10 10 10 10 10, slower",
        "10, 16 16 16 16 16, faster",
        "10, 15 15 15 15 15,"
    })
    @DisplayName("Slower or faster is more than 1.5 times and more than 5 s away from the median of 5 to 10 runs")
    void times(double now, String before, String kind) {
        List<Double> all = new ArrayList<>(
                Arrays.stream(before.split(" ")).map(Double::valueOf).toList());
        all.add(now);
        Nights total = new Nights(IntStream.range(0, all.size())
                .mapToObj(i -> run(i + 1).passed(ID, all.get(i), Map.of()).line())
                .toList());
        Nights attach = new Nights(IntStream.range(0, all.size())
                .mapToObj(i ->
                        run(i + 1).passed(ID, 100, Map.of("attach", all.get(i))).line())
                .toList());

        for (Nights nights : List.of(total, attach)) {
            assertThat(nights.changes(Map.of()))
                    .extracting(change -> change.kind().label())
                    .containsExactlyElementsOf(kind == null ? List.of() : List.of(kind));
        }
    }

    @Test
    @DisplayName("Slower tells the time, the median and the rule; runs in which it did not pass don't count")
    void slower() {
        List<HistoryLine> runs = new ArrayList<>();
        IntStream.rangeClosed(1, 5)
                .forEach(i ->
                        runs.add(run(i).passed(ID, 10, Map.of("attach", 2.0)).line()));
        IntStream.rangeClosed(6, 9)
                .forEach(i -> runs.add(
                        run(i).result(ID, Verdict.KNOWN_GAP, "tokens live on").line()));
        runs.add(run(10).passed(ID, 10, Map.of("attach", 7.5)).line());

        assertThat(new Nights(runs).changes(Map.of()))
                .filteredOn(change -> change.kind() == Kind.SLOWER)
                .extracting(Change::scenario, Change::text, Change::rule)
                .containsExactly(tuple(
                        ID,
                        "attach 7.5 s, where the median of the last 5 was 2.0 s",
                        "passed, and more than 1.5 times and more than 5 s above the median of the last runs before"
                                + " in which it passed: up to 10, at least 5"));
    }

    @ParameterizedTest(name = "{0}: {1} of {2}")
    @CsvSource({
        "PFP, 1, 3",
        "FPF, 2, 3",
        "PFSNP, 1, 3",
        "PPPPPPPPPPPPFP, 1, 10",
        "PKBKP, 1, 5",
        "PPFFPPFF, 4, 8",
    })
    @DisplayName("Flaky is what turned and turned back within the last ten runs in which it ran")
    void flaky(String letters, int red, int of) {
        assertThat(nights(letters).flaky()).containsExactly(new Flaky("lab-csi", ID, red, of));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "PPP", "FFF", "PPF", "FFPP", "PNP", "PSP", "FPPPPPPPPPPF", "PFP."})
    @DisplayName("What stayed as it turned, turned too long ago, or is not in the newest run is not flaky")
    void notFlaky(String letters) {
        assertThat(nights(letters).flaky()).isEmpty();
    }

    @Test
    @DisplayName("Red needs somebody first, then the platform as a whole, then names decide")
    void order() {
        Nights nights = new Nights(List.of(
                run(1).passed("b/fails")
                        .passed("a/fails")
                        .result("a/fixed", Verdict.FAILED, "no")
                        .line(),
                run(2).result("b/fails", Verdict.FAILED, "no")
                        .result("a/fails", Verdict.FAILED, "no")
                        .passed("a/fixed")
                        .leaving(LEAK)
                        .line()));

        assertThat(nights.changes(Map.of()))
                .extracting(change -> change.kind().label(), Change::scenario)
                .containsExactly(
                        tuple("newly failing", null),
                        tuple("newly failing", "a/fails"),
                        tuple("newly failing", "b/fails"),
                        tuple("fixed", "a/fixed"));
    }

    @Test
    @DisplayName("Without a run there is nothing to compare")
    void none() {
        List<HistoryLine> none = List.of();
        assertThatThrownBy(() -> new Nights(none)).hasMessage("no run, and so nothing to compare");
    }

    private static List<Change> changes(UnaryOperator<SampleRun> before, UnaryOperator<SampleRun> now) {
        return new Nights(List.of(before.apply(run(1)).line(), now.apply(run(2)).line())).changes(Map.of());
    }

    private static Nights nights(String letters) {
        List<HistoryLine> runs = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            SampleRun run = run(i + 1);
            Verdict verdict = LETTERS.get(letters.charAt(i));
            if (verdict == Verdict.PASSED) {
                run.passed(ID);
            } else if (verdict != null) {
                run.result(ID, verdict, "a reason");
            }
            // Another one keeps each run from being empty.
            runs.add(run.passed("auth/keystone-login").line());
        }
        return new Nights(runs);
    }

    private static SampleRun with(SampleRun run, int scenarios) {
        IntStream.range(0, scenarios).forEach(i -> run.passed("a/" + i));
        return run;
    }

    private static SampleRun run(int day) {
        return SampleRun.of("lab-csi", "202611%02d-220000".formatted(day));
    }
}
