package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
    @TempDir
    Path out;

    @Test
    @DisplayName("A folder that was just created says that the run has not ended and nothing has run")
    void begun() {
        RunFolder folder = RunFolder.create(out, Samples.facts(Samples.DETACHED));

        assertThat(folder.path()).isEqualTo(out.resolve("lab-csi").resolve("20261124-220000"));
        assertThat(RunReport.read(folder.path()).whyRed())
                .containsExactly("the run has not ended", "1 not run", "no scenario ran");
    }

    @Test
    @DisplayName("latest points at the newest run, and still does when the whole folder is moved elsewhere")
    void latest() throws IOException {
        RunFolder.create(out, Samples.facts());
        RunFacts facts = Samples.facts();
        RunFolder.create(
                out,
                new RunFacts(
                        facts.platform(),
                        "later",
                        facts.started(),
                        facts.versions(),
                        facts.expected(),
                        facts.profile()));

        Path latest = out.resolve("lab-csi").resolve("latest");
        assertThat(Files.readSymbolicLink(latest)).hasToString("later");
        assertThat(RunReport.read(latest).facts().run()).isEqualTo("later");
        assertThat(names(out.resolve("lab-csi"))).containsExactly("20261124-220000", "later", "latest");
    }

    @Test
    @DisplayName("A run never writes into the folder of another run")
    void taken() {
        RunFolder folder = RunFolder.create(out, Samples.facts());

        assertThatThrownBy(() -> RunFolder.create(out, Samples.facts()))
                .isInstanceOf(ReportException.class)
                .hasMessage(folder.path() + " exists already: each run needs an id of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../elsewhere", "", ".hidden", "a/b", "latest"})
    @DisplayName("A run whose id can't name a folder is refused")
    void unfit(String run) {
        RunFacts facts = Samples.facts();
        RunFacts odd = new RunFacts(
                facts.platform(), run, facts.started(), facts.versions(), facts.expected(), facts.profile());

        assertThatThrownBy(() -> RunFolder.create(out, odd))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("\"" + run + "\" can't name a folder");
    }

    @Test
    @DisplayName("A folder without run.json is not taken for a run's folder")
    void open() {
        RunFolder folder = RunFolder.create(out, Samples.facts());

        assertThat(RunFolder.open(folder.path()).path()).isEqualTo(folder.path());
        assertThatThrownBy(() -> RunFolder.open(out)).hasMessage(out + " is no run's folder: it holds no run.json");
    }

    @Test
    @DisplayName("Results are read back whole and in the order in which scenarios ended")
    void appended() {
        RunFolder folder = RunFolder.create(out, Samples.facts());
        folder.append(Samples.revoked());
        folder.append(Samples.passed(Samples.DETACHED));

        RunFolder.Results results = RunFolder.open(folder.path()).results();

        assertThat(results.results()).containsExactly(Samples.revoked(), Samples.passed(Samples.DETACHED));
        assertThat(results.damaged()).isEmpty();
    }

    @Test
    @DisplayName("Half a line is left out and named, and the next result is not glued to it")
    void damaged() throws IOException {
        RunFolder folder = RunFolder.create(out, Samples.facts());
        folder.append(Samples.passed(Samples.DETACHED));
        Files.writeString(
                folder.path().resolve("results.jsonl"), "{\"id\":\"auth/revoked-tok", StandardOpenOption.APPEND);
        assertThat(folder.results().damaged())
                .containsExactly("results.jsonl:2: not a whole result, left out: {\"id\":\"auth/revoked-tok");

        folder.append(Samples.revoked());

        assertThat(folder.results().results()).containsExactly(Samples.passed(Samples.DETACHED), Samples.revoked());
        assertThat(folder.results().damaged()).hasSize(1);
    }

    @Test
    @DisplayName("A line that is JSON but lacks a name is no result either")
    void incomplete() throws IOException {
        RunFolder folder = RunFolder.create(out, Samples.facts());
        Files.writeString(folder.path().resolve("results.jsonl"), "{\"id\":\"auth/revoked-token\"}\n");

        assertThat(folder.results().results()).isEmpty();
        assertThat(folder.results().damaged()).hasSize(1);
    }

    @Test
    @DisplayName("Results that end at the same time don't get into each other's lines")
    void concurrent() throws Exception {
        RunFolder folder = RunFolder.create(out, Samples.facts());
        List<Callable<Void>> appends = IntStream.range(0, 100)
                .<Callable<Void>>mapToObj(i -> () -> {
                    folder.append(Samples.passed("area/" + i));
                    return null;
                })
                .toList();
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> append : threads.invokeAll(appends)) {
                append.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(folder.results().damaged()).isEmpty();
        assertThat(folder.results().results())
                .extracting(ScenarioResult::id)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "area/" + i).toList());
    }

    @Test
    @DisplayName("The result of a scenario that its time limit interrupted is written too")
    void interrupted() {
        RunFolder folder = RunFolder.create(out, Samples.facts());
        Thread.currentThread().interrupt();
        try {
            folder.append(Samples.revoked());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(folder.results().results()).containsExactly(Samples.revoked());
    }

    @Test
    @DisplayName("A run that is killed while it writes keeps every result that it said was written")
    void killed() throws Exception {
        RunFolder folder = RunFolder.create(out, Samples.facts());
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessRun.class.getName(),
                        folder.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> written = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
            while (written.size() < 50) {
                written.add(lines.readLine());
            }
            run.destroyForcibly().waitFor();
        } finally {
            run.destroyForcibly();
        }

        RunFolder.Results results = folder.results();
        assertThat(results.results()).extracting(ScenarioResult::id).containsAll(written);
        assertThat(results.damaged()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    @DisplayName("Others may read a report as they may any new file, and no half-written one lies beside it")
    void readable() throws IOException {
        RunFolder folder = RunFolder.create(out, Samples.facts());
        Path ordinary = Files.createFile(out.resolve("ordinary"));

        assertThat(Files.getPosixFilePermissions(folder.path().resolve("run.json")))
                .isEqualTo(Files.getPosixFilePermissions(ordinary));
        assertThat(names(folder.path())).containsExactly("run.json");
    }

    @Test
    @DisplayName("Evidence is named relative to the run's folder, so that the folder can be moved")
    void evidence() {
        RunFolder folder = RunFolder.create(out, Samples.facts());

        assertThat(folder.relative(folder.evidence(Samples.REVOKED))).isEqualTo("evidence/auth/revoked-token");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Appends results until it is killed, and says each id when it is written. */
    static final class EndlessRun {
        private EndlessRun() {}

        public static void main(String[] arguments) {
            RunFolder folder = RunFolder.open(Path.of(arguments[0]));
            for (int i = 0; ; i++) {
                folder.append(Samples.passed("area/" + i));
                System.out.println("area/" + i);
            }
        }
    }
}
