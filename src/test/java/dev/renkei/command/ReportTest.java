package dev.renkei.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.report.SampleRun;
import dev.renkei.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final String RUN = "20261124-220000";

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private Path out;

    @BeforeEach
    void template() throws IOException {
        out = folder.resolve("reports/out");
        Files.createDirectories(folder.resolve("reports/page"));
        Files.copy(Path.of("reports/page/index.html"), folder.resolve("reports/page/index.html"));
    }

    @Test
    @DisplayName("Green results from several places end well, with a line for each platform and the path of the page")
    void green() {
        SampleRun.of("lab-csi", RUN).passed("auth/login").in(folder.resolve("agent-1/reports/out"));
        SampleRun.of("lab-intree", RUN)
                .result("auth/login", Verdict.KNOWN_GAP, "tokens live on")
                .in(folder.resolve("agent-2"));

        report(" agent-1 , agent-2/lab-intree,", "lab-csi,lab-intree");

        assertThat(lines)
                .containsExactly(
                        "report      lab-csi     green  20261124-220000  1 of 1 ran in 120.0 s: 1 passed",
                        "report      lab-intree  green  20261124-220000  1 of 1 ran in 120.0 s: 1 known gap",
                        "report      nothing changed since the last run",
                        "report      " + out.resolve("index.html"));
        assertThat(out.resolve("index.html"))
                .content()
                .contains("\"id\" : \"auth/login\"")
                .doesNotContain("/*REPORT*/");
        assertThat(out.resolve("summary.md")).content().startsWith("# Renkei: green\n");
        assertThat(out.resolve("lab-intree/%s/junit.xml".formatted(RUN))).exists();
    }

    @Test
    @DisplayName("A red run fails the command with one line, and the report is written all the same")
    void red() {
        SampleRun.of("lab-csi", RUN)
                .result("auth/login", Verdict.FAILED, "it was refused")
                .in(out);

        assertNotReady(null, null, "red: lab-csi: 1 failed");
        assertThat(lines).contains("report      newly failing: lab-csi auth/login: is failed: it was refused");
        assertThat(out.resolve("index.html")).exists();
    }

    @Test
    @DisplayName("A red run that is not its platform's newest does not fail the command")
    void redBefore() {
        SampleRun.of("lab-csi", "20261123-220000")
                .result("auth/login", Verdict.FAILED, "it was refused")
                .in(out);
        SampleRun.of("lab-csi", RUN).passed("auth/login").in(out);

        report(null, null);

        assertThat(lines).contains("report      fixed: lab-csi auth/login: was failed in 20261123-220000, is passed");
    }

    @Test
    @DisplayName("An expected platform without a result, a damaged result and no result at all each fail it")
    void missing() throws IOException {
        assertNotReady(null, null, "red: no platform has a result");
        SampleRun.of("lab-csi", RUN).passed("auth/login").in(out);
        Path torn = SampleRun.of("lab-csi", "20261123-220000")
                .in(folder.resolve("torn"))
                .resolve("run.json");
        Files.writeString(torn, "[]");

        assertNotReady(null, "lab-csi,lab-intree", "red: lab-intree: no result");
        assertNotReady(
                "torn", null, "red: %s/torn/lab-csi/20261123-220000: run.json: not a JSON object".formatted(folder));
        assertNotReady("gone", null, "red: %s/gone: there is no such file or folder".formatted(folder));
    }

    @Test
    @DisplayName("A run whose process was killed is closed and red; one that goes on is left alone")
    void killed() throws IOException {
        var here = ProcessHandle.current();
        Path killed = SampleRun.of("lab-csi", RUN)
                .passed("auth/login")
                .expecting("auth/logout")
                .killedIn(out);
        Files.writeString(killed.resolve("running"), "1 2001-01-01T00:00:00Z");
        Path goesOn = SampleRun.of("lab-intree", RUN).passed("auth/login").killedIn(out);
        Files.writeString(
                goesOn.resolve("running"),
                here.pid() + " " + here.info().startInstant().orElseThrow());

        assertNotReady(
                null, null, "red: lab-csi: the run was cut: the run was killed; 1 of 2 scenarios had ended, 1 not run");
        // The next preflight still has to remove what it left.
        assertThat(killed.resolve("running")).exists();
        assertThat(goesOn.resolve("run.json")).content().contains("\"cut\" : null");
    }

    @Test
    @DisplayName("Reports that can't be written are one line too")
    void unwritable() throws IOException {
        Files.writeString(folder.resolve("reports/page/index.html"), "");

        assertNotReady(
                null,
                null,
                "no report could be written: %s/reports/page/index.html has no place for the report, or several: /*REPORT*/"
                        .formatted(folder));
    }

    private void assertNotReady(String results, String expected, String line) {
        lines.clear();
        assertThatThrownBy(() -> report(results, expected))
                .isInstanceOf(NotReady.class)
                .hasMessage(line);
    }

    private void report(String results, String expected) {
        new Report(folder, results, expected, Clock.systemUTC(), lines::add).run();
    }
}
