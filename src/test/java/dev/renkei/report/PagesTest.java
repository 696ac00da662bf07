package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T03:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void template() throws IOException {
        out = folder.resolve("out");
        Files.createDirectory(folder.resolve("page"));
        Files.writeString(
                folder.resolve("page/index.html"), "<script type=\"application/json\">/*REPORT*/</script><p>end</p>");
    }

    @Test
    @DisplayName(
            "report.json has platforms, scenarios, nights, changes and flaky ones, and follows its published schema")
    void model() throws IOException {
        someNights();

        pages().write(List.of(), List.of());

        Samples.assertFollows("report.schema.json", out.resolve("report.json"));
        JsonNode report = json();
        assertThat(report.get("generated").asText()).isEqualTo("2026-11-25T03:00:00Z");
        assertThat(report.get("green").asBoolean()).isFalse();
        assertThat(texts(report.get("platforms"), "name")).containsExactly("lab-csi", "lab-intree");
        assertThat(texts(report.get("platforms"), "folder"))
                .containsExactly("lab-csi/20261124-220000", "lab-intree/20261124-220100");
        JsonNode run = report.get("platforms").get(0).get("run");
        assertThat(run.get("run").asText()).isEqualTo("20261124-220000");
        assertThat(run.get("profile")).hasToString("{\"name\":\"lab-csi\"}");
        assertThat(run.get("scenarios").get(1).get("evidenceFiles")).hasToString("[\"failure.txt\"]");
        assertThat(texts(report.get("scenarios"), "id"))
                .containsExactly("auth/login", "auth/only-intree", "volumes/detached");
        assertThat(texts(report.get("nights"), "run"))
                .containsExactly("20261122-220000", "20261123-220000", "20261124-220000", "20261124-220100");
        assertThat(texts(report.get("changes"), "kind")).containsExactly("newly failing");
        assertThat(texts(report.get("flaky"), "scenario")).containsExactly("volumes/detached");
        assertThat(report.get("missing")).isEmpty();
        assertThat(report.get("rejected")).isEmpty();
        assertThat(report.get("older")).isEmpty();
    }

    @Test
    @DisplayName("Written again, reports change in nothing but the time at which they were written")
    void again() throws IOException {
        someNights();
        SampleRun.of("lab-intree", "20261123-220000").passed("auth/login").killedIn(folder.resolve("other"));
        pages().write(List.of(folder.resolve("other")), List.of());
        Map<String, String> before = FolderContent.of(out);

        new Pages(out, run -> false, Clock.systemUTC()).write(List.of(folder.resolve("other")), List.of());

        assertThat(FolderContent.of(out)).isEqualTo(before);
        assertThat(before).containsKeys("index.html", "report.json", "summary.md", "history.jsonl");
    }

    @Test
    @DisplayName("The page is its template with the report in its place, and no text can end that place")
    void page() throws IOException {
        SampleRun.of("lab-csi", "20261124-220000")
                .result("auth/login", Verdict.FAILED, "</script><!--<script>\u2028 $1 \\1 /*REPORT*/")
                .in(out);

        pages().write(List.of(), List.of());

        String page = Files.readString(out.resolve("index.html"));
        assertThat(page).startsWith("<script type=\"application/json\">{").endsWith("}\n</script><p>end</p>");
        String inside = page.substring(
                "<script type=\"application/json\">".length(), page.length() - "</script><p>end</p>".length());
        assertThat(inside).doesNotContain("<", "\u2028").contains("\\u003c/script>");
        assertThat(ReportJson.parse(inside)).isEqualTo(json());
    }

    @Test
    @DisplayName("Without a template no page is written, an old one goes, and the last line says so")
    void noTemplate() throws IOException {
        someNights();
        pages().write(List.of(), List.of());
        Files.delete(folder.resolve("page/index.html"));

        Pages.Written written = pages().write(List.of(), List.of());

        assertThat(out.resolve("index.html")).doesNotExist();
        assertThat(written.lines().get(written.lines().size() - 1))
                .isEqualTo("%s/report.json; no page, since its template %s/page/index.html is missing"
                        .formatted(out, folder));
    }

    @Test
    @DisplayName("A template without the one place for the report is an error, not an empty page")
    void wrongTemplate() throws IOException {
        Files.writeString(folder.resolve("page/index.html"), "<p>nothing</p>");

        assertThatThrownBy(() -> pages().write(List.of(), List.of()))
                .isInstanceOf(ReportException.class)
                .hasMessage(folder + "/page/index.html has no place for the report, or several: /*REPORT*/");
    }

    @Test
    @DisplayName("The template of this repository has the one place")
    void ownTemplate() throws IOException {
        assertThat(Files.readString(Path.of("reports/page/index.html"))).containsOnlyOnce("/*REPORT*/");
    }

    @Test
    @DisplayName("A command's lines are the platforms, what changed, what turns, and where the page is")
    void lines() {
        someNights();

        Pages.Written written = pages().write(List.of(), List.of("lab-csi", "mine"));

        assertThat(written.lines())
                .containsExactly(
                        "lab-csi     red    20261124-220000  2 of 2 ran in 120.0 s: 1 passed, 1 failed",
                        "lab-intree  green  20261124-220100  1 of 1 ran in 120.0 s: 1 known gap",
                        "mine        red    no result",
                        "newly failing: lab-csi volumes/detached: was passed in 20261123-220000, is failed: still attached",
                        "newly failing: mine: no result",
                        "flaky: lab-csi volumes/detached: red in 2 of 3",
                        out.resolve("index.html").toString());
        assertThat(written.whyRed()).containsExactly("lab-csi: 1 failed", "mine: no result");
    }

    @Test
    @DisplayName("A platform with an old run but no result of this merge is red, and its old run still stands there")
    void noResult() throws IOException {
        SampleRun.of("lab-csi", "20261123-220000").passed("auth/login").in(out);
        SampleRun.of("lab-intree", "20261124-220000").passed("auth/login").in(folder.resolve("other"));

        Pages.Written written = pages().write(List.of(folder.resolve("other")), List.of("lab-csi", "lab-intree"));

        assertThat(written.whyRed()).containsExactly("lab-csi: no result");
        assertThat(written.lines())
                .contains("lab-csi     red    no result; the newest was green  20261123-220000"
                        + "  1 of 1 ran in 120.0 s: 1 passed");
        assertThat(texts(json().get("missing"))).containsExactly("lab-csi");
        assertThat(texts(json().get("platforms"), "name")).containsExactly("lab-csi", "lab-intree");
        assertThat(json().get("green").asBoolean()).isFalse();
        Samples.assertFollows("report.schema.json", out.resolve("report.json"));
    }

    @Test
    @DisplayName("Nothing at all is red")
    void nothing() throws IOException {
        assertThat(pages().write(List.of(), List.of()).whyRed()).containsExactly("no platform has a result");
        Samples.assertFollows("report.schema.json", out.resolve("report.json"));
        assertThat(out.resolve("summary.md")).content().startsWith("# Renkei: red\n\nNo platform has a result.\n");
    }

    @Test
    @DisplayName("Damage makes it red and is named; what is only not needed is named")
    void damage() throws IOException {
        SampleRun.of("lab-csi", "20261124-220000").passed("auth/login").in(out);
        SampleRun.of("lab-csi", "20261124-220000")
                .passed("auth/login")
                .lasting(5)
                .in(folder.resolve("other"));

        assertThat(pages().write(List.of(folder.resolve("other")), List.of()).whyRed())
                .isEmpty();
        assertThat(texts(json().get("rejected"), "file"))
                .containsExactly(folder.resolve("other") + "/lab-csi/20261124-220000");

        Files.writeString(out.resolve("lab-csi/20261124-220000/proof.json"), "{}");
        assertThat(pages().write(List.of(), List.of()).whyRed())
                .containsExactly(out + "/lab-csi/20261124-220000/proof.json: \"schema\" is missing");
    }

    @Test
    @DisplayName("A proof stands with its run")
    void proof() throws IOException {
        SampleRun run = SampleRun.of("lab-csi", "20261124-220000").passed("auth/login");
        Path place = run.in(out);
        new ProofReport(
                        "lab-csi",
                        "20261124-220000",
                        run.started(),
                        run.started().plusSeconds(9),
                        List.of(new Proof("auth/login", "d-1", true, "it was let in")))
                .write(RunFolder.open(place));

        pages().write(List.of(), List.of());

        assertThat(json().get("platforms").get(0).get("proof").get("caught").asInt())
                .isEqualTo(1);
        Samples.assertFollows("report.schema.json", out.resolve("report.json"));
    }

    @Test
    @DisplayName("No more than the last 60 nights of each platform are shown, and the history keeps all")
    void nights() throws IOException {
        SampleRun.of("lab-csi", "20261124-220000").passed("auth/login").in(out);
        SampleRun.of("lab-intree", "20261001-220000").passed("auth/login").in(out);
        History.in(out)
                .appendMissing(IntStream.range(0, 99)
                        .mapToObj(i -> SampleRun.of("lab-csi", "20260%d%02d-220000".formatted(1 + i / 28, 1 + i % 28))
                                .passed("auth/login")
                                .line())
                        .toList());

        pages().write(List.of(), List.of());

        List<String> nights = texts(json().get("nights"), "platform");
        assertThat(nights).filteredOn("lab-csi"::equals).hasSize(60);
        assertThat(nights).filteredOn("lab-intree"::equals).hasSize(1);
        assertThat(texts(json().get("nights"), "run")).endsWith("20261124-220000");
        assertThat(History.in(out).read().lines()).hasSize(101);
    }

    @Test
    @DisplayName("Evidence outside of the run's folder is not listed, whatever a report from elsewhere names")
    void evidenceOutside() throws IOException {
        Path run = SampleRun.of("lab-csi", "20261124-220000")
                .result("auth/login", Verdict.FAILED, "refused")
                .in(folder.resolve("other"));
        Path file = run.resolve("run.json");
        Files.writeString(file, Files.readString(file).replace("evidence/auth/login", "../../../page"));

        pages().write(List.of(folder.resolve("other")), List.of());

        JsonNode result =
                json().get("platforms").get(0).get("run").get("scenarios").get(0);
        assertThat(result.get("evidence").asText()).isEqualTo("../../../page");
        assertThat(result.get("evidenceFiles")).isEmpty();
    }

    @Test
    @DisplayName("After a run, nothing that goes wrong with the reports is more than a line")
    void afterRun() throws IOException {
        List<String> lines = new ArrayList<>();
        SampleRun.of("lab-csi", "20261124-220000").passed("auth/login").in(out);

        Pages.afterRun(out, run -> false, lines::add);
        assertThat(lines).endsWith(out.resolve("index.html").toString());
        lines.clear();
        Files.writeString(folder.resolve("page/index.html"), "");
        Pages.afterRun(out, run -> false, lines::add);
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("no report of all runs: " + folder));
    }

    /** Three nights of one platform, with a scenario that turns and turns back, and one of another. */
    private void someNights() {
        SampleRun.of("lab-csi", "20261122-220000")
                .passed("auth/login")
                .result("volumes/detached", Verdict.FAILED, "still attached")
                .in(out);
        SampleRun.of("lab-csi", "20261123-220000")
                .passed("auth/login")
                .passed("volumes/detached")
                .in(out);
        SampleRun.of("lab-csi", "20261124-220000")
                .passed("auth/login")
                .result("volumes/detached", Verdict.FAILED, "still attached")
                .in(out);
        SampleRun.of("lab-intree", "20261124-220100")
                .result("auth/only-intree", Verdict.KNOWN_GAP, "tokens live on")
                .in(out);
    }

    private Pages pages() {
        return new Pages(out, run -> false, CLOCK);
    }

    private JsonNode json() throws IOException {
        return ReportJson.parse(Files.readString(out.resolve("report.json")));
    }

    private static List<String> texts(JsonNode array, String name) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.get(name).asText())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
