package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.renkei.report.Merge.Merged;
import dev.renkei.report.Merge.Older;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MergeTest {
    private static final SampleRun MONDAY =
            SampleRun.of("lab-csi", "20261123-220000").passed("auth/login");
    private static final SampleRun TUESDAY = SampleRun.of("lab-csi", "20261124-220000")
            .passed("auth/login")
            .result("volumes/detached", Verdict.FAILED, "still attached");
    private static final SampleRun INTREE =
            SampleRun.of("lab-intree", "20261124-220100").passed("auth/login");

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void out() {
        out = folder.resolve("out");
    }

    @Test
    @DisplayName(
            "Runs are found at any depth and come to their places with their evidence, history, latest and junit.xml")
    void takesIn() throws IOException {
        Path workspace = folder.resolve("agent/workspace/reports/out");
        Path run = TUESDAY.in(workspace);
        INTREE.in(folder.resolve("elsewhere"));
        History.in(workspace).append(MONDAY.line());

        Merged merged = merge(folder.resolve("agent"), folder.resolve("elsewhere/lab-intree"));

        assertThat(FolderContent.of(out).keySet())
                .containsExactlyInAnyOrder(
                        "history.jsonl",
                        "lab-csi/latest",
                        "lab-csi/20261124-220000/run.json",
                        "lab-csi/20261124-220000/junit.xml",
                        "lab-csi/20261124-220000/results.jsonl",
                        "lab-csi/20261124-220000/evidence/volumes/detached/failure.txt",
                        "lab-intree/latest",
                        "lab-intree/20261124-220100/run.json",
                        "lab-intree/20261124-220100/junit.xml",
                        "lab-intree/20261124-220100/results.jsonl");
        assertThat(out.resolve("lab-csi/20261124-220000/run.json")).hasSameBinaryContentAs(run.resolve("run.json"));
        assertThat(merged.history()).containsExactly(MONDAY.line(), TUESDAY.line(), INTREE.line());
        assertThat(merged.rejected()).isEmpty();
        assertThat(merged.older()).isEmpty();
        assertThat(merged.given()).containsExactly("lab-csi", "lab-intree");
        assertThat(columns(merged)).containsExactly("lab-csi 20261124-220000", "lab-intree 20261124-220100");
    }

    @Test
    @DisplayName("With nothing given, what lies there already gets its history, its latest and its junit.xml")
    void nothingGiven() {
        MONDAY.in(out);
        TUESDAY.in(out);

        Merged merged = merge();

        assertThat(merged.history()).containsExactly(MONDAY.line(), TUESDAY.line());
        assertThat(columns(merged)).containsExactly("lab-csi 20261124-220000");
        assertThat(merged.given()).containsExactly("lab-csi");
        assertThat(out.resolve("lab-csi/20261123-220000/junit.xml")).exists();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("Whatever is given: neither the order nor repetition matters, and a second merge changes no byte")
    void properties(int seed) {
        List<Path> results = someResults(new Random(seed));
        List<Path> reversed = new ArrayList<>(results);
        Collections.reverse(reversed);
        List<Path> twice = new ArrayList<>(results);
        twice.addAll(reversed);

        Merged merged = merge(out, results);
        var once = FolderContent.of(out);
        Merged inReverse = merge(folder.resolve("reversed"), reversed);
        merge(folder.resolve("twice"), twice);

        assertThat(FolderContent.of(folder.resolve("reversed"))).isEqualTo(once);
        assertThat(FolderContent.of(folder.resolve("twice"))).isEqualTo(once);
        assertThat(inReverse.rejected()).isEqualTo(merged.rejected());
        assertThat(inReverse.older()).isEqualTo(merged.older());

        Merged again = merge(out, results);
        assertThat(FolderContent.of(out)).isEqualTo(once);
        assertThat(again.rejected()).isEqualTo(merged.rejected());
        assertThat(again.older()).isEqualTo(merged.older());

        Path apart = folder.resolve("apart");
        reversed.forEach(result -> merge(apart, List.of(result)));
        var oneByOne = FolderContent.of(apart);
        assertThat(History.in(apart).read().lines())
                .containsAll(HistoryLine.bestOfEach(History.in(out).read().lines()));
        assertThat(oneByOne.keySet()).isEqualTo(once.keySet());
        oneByOne.remove("history.jsonl");
        once.remove("history.jsonl");
        assertThat(oneByOne).isEqualTo(once);
    }

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    /** Several folders with runs of two platforms: the same one here and there, with other content, cut, or killed. */
    private List<Path> someResults(Random random) {
        List<Path> results = new ArrayList<>();
        int folders = 2 + random.nextInt(3);
        for (int i = 0; i < folders; i++) {
            Path result = folder.resolve("result-" + i);
            results.add(result);
            for (int day = 1; day <= 3; day++) {
                for (String platform : List.of("lab-csi", "lab-intree")) {
                    if (random.nextInt(3) > 0) {
                        SampleRun run = SampleRun.of(platform, "2026110%d-220000".formatted(day))
                                .passed("auth/login")
                                .result("volumes/detached", Verdict.FAILED, "reason " + random.nextInt(2))
                                .expecting("volumes/other")
                                .lasting(100 + random.nextInt(2));
                        switch (random.nextInt(5)) {
                            case 0 -> run.killedIn(result);
                            case 1 -> run.cut("time was up").in(result);
                            default -> run.in(result);
                        }
                    }
                }
            }
            History.in(result)
                    .append(SampleRun.of("lab-csi", "2026100%d-220000".formatted(i + 1))
                            .line());
        }
        return results;
    }

    @Test
    @DisplayName("Of two reports of one run the one that finished stays, then the later one; the other is named")
    void otherContent() {
        SampleRun later =
                SampleRun.of("lab-csi", "20261124-220000").passed("auth/login").lasting(500);
        SampleRun latest =
                SampleRun.of("lab-csi", "20261124-220000").lasting(900).cut("time was up");
        TUESDAY.in(folder.resolve("a"));
        later.in(folder.resolve("b"));
        latest.in(folder.resolve("c"));

        Merged merged = merge(folder.resolve("a"), folder.resolve("b"), folder.resolve("c"));

        assertThat(merged.columns()).extracting(FoundRun::line).containsExactly(later.line());
        assertThat(merged.history()).containsExactly(later.line());
        assertThat(merged.rejected())
                .containsExactly(
                        new Rejected(
                                folder.resolve("a") + "/lab-csi/20261124-220000",
                                "run 20261124-220000 of lab-csi is there with other content;"
                                        + " kept the one that finished later",
                                false),
                        new Rejected(
                                folder.resolve("c") + "/lab-csi/20261124-220000",
                                "run 20261124-220000 of lab-csi is there with other content;"
                                        + " kept the one that finished",
                                false));
        // The files are those of the report: the other run's evidence went with it.
        assertThat(out.resolve("lab-csi/20261124-220000/evidence")).doesNotExist();
    }

    @Test
    @DisplayName("A report that is there gives way to a better one, evidence and all")
    void givesWay() {
        TUESDAY.killedIn(out);
        merge();
        SampleRun finished = SampleRun.of("lab-csi", "20261124-220000").passed("auth/login");
        finished.in(folder.resolve("a"));

        Merged merged = merge(folder.resolve("a"));

        assertThat(merged.rejected())
                .extracting(Rejected::file, Rejected::damaged)
                .containsExactly(tuple(out + "/lab-csi/20261124-220000", false));
        assertThat(merged.history()).containsExactly(finished.line());
        assertThat(RunReport.read(out.resolve("lab-csi/20261124-220000"))).isEqualTo(finished.report());
        assertThat(out.resolve("lab-csi/20261124-220000/evidence")).doesNotExist();
        assertThat(out.resolve("lab-csi/20261124-220000/junit.xml")).content().doesNotContain("still attached");
    }

    @Test
    @DisplayName("Files that an earlier merge did not have are added to a run that is there")
    void addsFiles() throws IOException {
        Path run = TUESDAY.in(folder.resolve("a"));
        merge(folder.resolve("a"));
        Files.writeString(run.resolve("evidence/late.txt"), "late");
        Files.writeString(run.resolve("evidence/volumes/detached/failure.txt"), "changed");

        merge(folder.resolve("a"));

        assertThat(out.resolve("lab-csi/20261124-220000/evidence/late.txt")).hasContent("late");
        assertThat(out.resolve("lab-csi/20261124-220000/evidence/volumes/detached/failure.txt"))
                .hasContent("still attached");
    }

    @Test
    @DisplayName(
            "A result older than the platform's newest joins the history, is named, and is not the platform's column")
    void older() throws IOException {
        TUESDAY.in(out);
        MONDAY.in(folder.resolve("a"));

        Merged merged = merge(folder.resolve("a"));

        assertThat(columns(merged)).containsExactly("lab-csi 20261124-220000");
        assertThat(Files.readSymbolicLink(out.resolve("lab-csi/latest"))).hasToString("20261124-220000");
        assertThat(merged.history()).containsExactly(MONDAY.line(), TUESDAY.line());
        assertThat(merged.older())
                .containsExactly(
                        new Older(folder.resolve("a").toString(), "lab-csi", "20261123-220000", "20261124-220000"));
        assertThat(merged.rejected()).isEmpty();
    }

    @Test
    @DisplayName(
            "A damaged run.json, one of another schema and one that names no folder are left out, named as damaged")
    void damaged() throws IOException {
        Path torn = MONDAY.in(folder.resolve("a")).resolve("run.json");
        Files.writeString(torn, Files.readString(torn).substring(0, 300));
        Path later = TUESDAY.in(folder.resolve("a")).resolve("run.json");
        Files.writeString(later, Files.readString(later).replace("\"schema\" : 1", "\"schema\" : 2"));
        Path hostile = INTREE.in(folder.resolve("a")).resolve("run.json");
        Files.writeString(hostile, Files.readString(hostile).replace("\"lab-intree\"", "\"../../lab\""));

        Merged merged = merge(folder.resolve("a"));

        assertThat(merged.columns()).isEmpty();
        assertThat(merged.given()).isEmpty();
        assertThat(merged.rejected())
                .allSatisfy(each -> assertThat(each.damaged()).isTrue());
        assertThat(merged.rejected().get(0).file()).isEqualTo(folder.resolve("a") + "/lab-csi/20261123-220000");
        assertThat(merged.rejected().get(0).reason()).startsWith("run.json: not JSON: ");
        assertThat(merged.rejected().get(1).reason())
                .isEqualTo("run.json: schema 2 is not the one that is read here, 1");
        assertThat(merged.rejected().get(2).reason()).startsWith("\"../../lab\" can't name a folder: ");
        assertThat(FolderContent.of(out).keySet()).containsExactly("history.jsonl");
    }

    @Test
    @DisplayName("A torn line of a history is named, but nothing that was asked for is damaged by it")
    void tornHistory() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/history.jsonl"), MONDAY.line().text() + "\n{\"schema\":1,\"pla");

        Merged merged = merge(folder.resolve("a"));

        assertThat(merged.history()).containsExactly(MONDAY.line());
        assertThat(merged.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.file()).isEqualTo(folder.resolve("a/history.jsonl") + ":2");
            assertThat(rejected.damaged()).isFalse();
        });
    }

    @Test
    @DisplayName("A run.json in a folder of another name is no result, unless that very folder was given")
    void otherName() throws IOException {
        Path copy = folder.resolve("a/samples/copy");
        Files.createDirectories(copy.getParent());
        Files.move(MONDAY.in(folder.resolve("b")), copy);

        Merged merged = merge(folder.resolve("a"));
        assertThat(merged.columns()).isEmpty();
        assertThat(merged.rejected())
                .containsExactly(
                        new Rejected(copy.toString(), "the folder is not named after its run, 20261123-220000", false));

        assertThat(columns(merge(copy))).containsExactly("lab-csi 20261123-220000");
    }

    @Test
    @DisplayName("What is not there, what is no result and what holds none is named")
    void noResults() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "none");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Merged merged = merge(folder.resolve("gone"), file, empty);

        assertThat(merged.rejected())
                .containsExactly(
                        new Rejected(empty.toString(), "it holds no run that has ended, and no history", false),
                        new Rejected(folder.resolve("gone").toString(), "there is no such file or folder", true),
                        new Rejected(
                                file.toString(), "it is neither a folder nor a .zip, .tar, .tar.gz or .tgz", true));
    }

    @Test
    @DisplayName("A killed run is closed where it lies, and says how far it had come")
    void killed() throws IOException {
        Path run = SampleRun.of("lab-csi", "20261124-220000")
                .passed("auth/login")
                .result("volumes/detached", Verdict.FAILED, "still attached")
                .expecting("volumes/other")
                .killedIn(out);

        merge();

        RunReport closed = RunReport.read(run);
        assertThat(closed.cut()).isEqualTo("the run was killed; 2 of 3 scenarios had ended");
        assertThat(closed.finished()).isNull();
        assertThat(closed.scenarios())
                .extracting(ScenarioResult::verdict)
                .containsExactly(Verdict.PASSED, Verdict.FAILED, Verdict.NOT_RUN);
        Samples.assertFollows("run.schema.json", run.resolve("run.json"));
        assertThat(run.resolve("junit.xml")).content().contains("<error message=\"not run: it left no result\"");
    }

    @Test
    @DisplayName("A run that goes on is left alone, and nothing takes its place")
    void goesOn() throws IOException {
        Path run = TUESDAY.killedIn(out);
        String before = Files.readString(run.resolve("run.json"));
        TUESDAY.in(folder.resolve("a"));

        Merged merged = new Merge(out, run::equals).of(List.of(folder.resolve("a")), Function.identity());

        assertThat(run.resolve("run.json")).hasContent(before);
        assertThat(run.resolve("junit.xml")).doesNotExist();
        assertThat(merged.columns()).isEmpty();
        assertThat(merged.history()).isEmpty();
        assertThat(merged.rejected())
                .containsExactly(
                        new Rejected(folder.resolve("a") + "/lab-csi/20261124-220000", "the run goes on here", false));
    }

    @Test
    @DisplayName("Which process ran a run, and links out of it, are not taken over from elsewhere")
    void notTakenOver() throws IOException {
        Path run = TUESDAY.in(folder.resolve("a"));
        Files.writeString(run.resolve("running"), "1 2001-01-01T00:00:00Z");
        Files.writeString(run.resolve("defect-on.d-1"), "");
        Files.writeString(run.resolve("junit.xml"), "<not/>");
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(run.resolve("evidence/secret"), folder.resolve("secret"));

        merge(folder.resolve("a"));

        assertThat(FolderContent.of(out.resolve("lab-csi/20261124-220000")).keySet())
                .containsExactly("evidence/volumes/detached/failure.txt", "junit.xml", "results.jsonl", "run.json");
        assertThat(out.resolve("lab-csi/20261124-220000/junit.xml")).content().contains("<testsuite");
    }

    @Test
    @DisplayName("What a killed merge left half done is removed by the next")
    void leftovers() throws IOException {
        MONDAY.in(out);
        Files.createDirectories(out.resolve(".part-1/evidence"));
        Files.writeString(out.resolve(".part-1/evidence/half"), "h");

        merge();

        assertThat(out.resolve(".part-1")).doesNotExist();
    }

    @Test
    @DisplayName("A result that contains the reports themselves is merged in place")
    void itself() {
        TUESDAY.in(out);
        merge();
        var before = FolderContent.of(out);

        Merged merged = merge(folder, out.resolve("lab-csi/latest"));

        assertThat(FolderContent.of(out)).isEqualTo(before);
        assertThat(merged.rejected()).isEmpty();
        assertThat(merged.given()).containsExactly("lab-csi");
    }

    private Merged merge(Path... results) {
        return merge(out, List.of(results));
    }

    private static Merged merge(Path out, List<Path> results) {
        return new Merge(out, run -> false).of(results, Function.identity());
    }

    private static List<String> columns(Merged merged) {
        return merged.columns().stream()
                .map(run -> run.line().platform() + " " + run.line().run())
                .toList();
    }
}
