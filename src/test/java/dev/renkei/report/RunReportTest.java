package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    private static final Leak LEAK = new Leak("volume", "6f1c", "pvc-6f1c", Samples.DETACHED);

    @TempDir
    Path out;

    @Test
    @DisplayName("run.json has the names and units that its readers rely on")
    void names() throws IOException {
        RunReport report = report(List.of(LEAK), Samples.passed(Samples.DETACHED), Samples.revoked());

        JsonNode run = json(report);

        assertThat(run.get("schema").asInt()).isEqualTo(1);
        assertThat(run.get("platform").asText()).isEqualTo("lab-csi");
        assertThat(run.get("run").asText()).isEqualTo("20261124-220000");
        assertThat(run.get("started").asText()).isEqualTo("2026-11-24T22:00:00Z");
        assertThat(run.get("seconds").asDouble()).isEqualTo(141.2);
        assertThat(run.get("expected").asInt()).isEqualTo(2);
        assertThat(run.get("versions")).hasToString("{\"kubernetes\":\"v1.34.4\"}");
        JsonNode detached = run.get("scenarios").get(0);
        assertThat(detached.get("id").asText()).isEqualTo(Samples.DETACHED);
        assertThat(detached.get("verdict").asText()).isEqualTo("passed");
        assertThat(detached.get("seconds").asDouble()).isEqualTo(9.8);
        assertThat(detached.get("ownSeconds").asDouble()).isEqualTo(0.4);
        assertThat(detached.get("reason").isNull()).isTrue();
        assertThat(detached.get("link").isNull()).isTrue();
        assertThat(detached.get("apiCalls").get("kubernetes").asInt()).isEqualTo(31);
        assertThat(detached.get("latencies")).hasToString("{\"detach\":5.0}");
        assertThat(run.get("scenarios").get(1).get("windows")).hasToString("{\"token-revoked\":20.4}");
        assertThat(run.get("leaks").get(0).get("kind").asText()).isEqualTo("volume");
        assertThat(run.get("leaks").get(0).get("scenario").asText()).isEqualTo(Samples.DETACHED);
    }

    @Test
    @DisplayName("run.json follows its published schema, from its first moment to its end")
    void schema() throws IOException {
        RunFolder folder = RunFolder.create(out, Samples.facts(Samples.DETACHED, Samples.REVOKED, "a/skipped"));
        Samples.assertFollows("run.schema.json", folder.path().resolve("run.json"));

        folder.append(Samples.revoked());
        folder.append(ScenarioResult.withoutRun("a/skipped", "A title", Verdict.SKIPPED, "needs two-nodes", null));
        Path file = RunReport.collect(folder, List.of(LEAK, new Leak("server", "1", "s", null)), null, "time is up")
                .write(folder);
        Samples.assertFollows("run.schema.json", file);
    }

    @Test
    @DisplayName("What is read back from run.json is what was written")
    void readBack() {
        RunReport report = report(List.of(LEAK), Samples.passed(Samples.DETACHED), Samples.revoked());

        assertThat(RunReport.read(written(report))).isEqualTo(report);
    }

    @Test
    @DisplayName("A result's contract and what the records said follow the schema, and are read back as they were")
    void contractAndRecords() throws IOException {
        ContractFacts contract = new ContractFacts(
                "an article",
                List.of("a claim"),
                List.of("its pod goes"),
                List.of("detached"),
                List.of("csi"),
                List.of("core"),
                Map.of("detached", Duration.ofSeconds(60)),
                "detach-lost");
        Sighting sighting = new Sighting(
                "v1",
                Duration.ofMillis(3_210),
                List.of(),
                List.of("node-1"),
                List.of("node-1"),
                List.of(),
                "attaching");
        RunReport report = report(
                List.of(),
                Samples.passed(Samples.DETACHED)
                        .about(contract)
                        .having(List.of(sighting))
                        .deciding(List.of(new DecisionRow(
                                "kinoshita", "", "nodes", List.of("get"), List.of("patch"), List.of("delete")))));

        Path file = written(report);

        Samples.assertFollows("run.schema.json", file);
        assertThat(RunReport.read(file)).isEqualTo(report);
    }

    @Test
    @DisplayName("Results of a time that knew no contracts and records are still read")
    void olderResults() throws IOException {
        RunReport report = report(List.of(), Samples.passed(Samples.DETACHED));
        Path file = written(report);
        ObjectNode run = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        run.remove("windowLimits");
        ((ObjectNode) run.get("scenarios").get(0)).remove(List.of("contract", "records", "decisions"));
        Files.writeString(file, run.toString());

        assertThat(RunReport.read(file)).isEqualTo(report);
    }

    @Test
    @DisplayName("An expected scenario without a result is not run, in the place where it is expected")
    void notRun() {
        RunReport report = RunReport.of(
                Samples.facts(Samples.DETACHED, Samples.REVOKED),
                Samples.results(Samples.revoked()),
                List.of(),
                Samples.FINISHED,
                null);

        assertThat(report.scenarios())
                .extracting(ScenarioResult::id, ScenarioResult::verdict)
                .containsExactly(tuple(Samples.DETACHED, Verdict.NOT_RUN), tuple(Samples.REVOKED, Verdict.FAILED));
        assertThat(report.ran()).isEqualTo(1);
    }

    @Test
    @DisplayName("A scenario that nobody expected is reported after the others and counts like them")
    void unexpected() {
        RunReport report = RunReport.of(
                Samples.facts(Samples.DETACHED),
                Samples.results(Samples.revoked(), Samples.passed(Samples.DETACHED)),
                List.of(),
                Samples.FINISHED,
                null);

        assertThat(report.facts().expected()).containsOnlyKeys(Samples.DETACHED, Samples.REVOKED);
        assertThat(report.scenarios()).extracting(ScenarioResult::id).endsWith(Samples.REVOKED);
        assertThat(report.green()).isFalse();
    }

    @Test
    @DisplayName("A scenario that failed and then passed has failed")
    void triedAgain() {
        ScenarioResult failed = Samples.ended(Samples.DETACHED, Verdict.FAILED, "still attached");
        ScenarioResult passed = Samples.passed(Samples.DETACHED);

        assertThat(report(List.of(), failed, passed).scenarios()).containsExactly(failed);
        assertThat(report(List.of(), passed, failed).scenarios()).containsExactly(failed);
    }

    @Test
    @DisplayName("A run with passed scenarios and known gaps, nothing left behind, is green")
    void green() {
        RunReport report = report(
                List.of(),
                Samples.passed(Samples.DETACHED),
                Samples.ended(Samples.REVOKED, Verdict.KNOWN_GAP, "tokens live on"));

        assertThat(report.whyRed()).isEmpty();
        assertThat(report.green()).isTrue();
    }

    @Test
    @DisplayName("Everything that makes a run red is listed")
    void red() {
        ScenarioResult closed = Samples.ended("a/b", Verdict.GAP_CLOSED, "it passes now");
        RunReport report = RunReport.of(
                Samples.facts(Samples.DETACHED),
                Samples.results(Samples.revoked(), closed),
                List.of(LEAK),
                Samples.FINISHED,
                "interrupted");

        assertThat(report.whyRed())
                .containsExactly("the run was cut: interrupted", "1 failed", "1 gap closed", "1 not run", "1 leak");
    }

    @Test
    @DisplayName("A run in which everything was skipped is red: it says nothing about the platform")
    void nothingRan() {
        RunReport report = report(
                List.of(), ScenarioResult.withoutRun("a/b", "A title", Verdict.SKIPPED, "needs two-nodes", null));

        assertThat(report.whyRed()).containsExactly("no scenario ran");
    }

    @Test
    @DisplayName("Counts by verdict name every verdict, also those that nothing has")
    void counts() throws IOException {
        JsonNode verdicts = json(report(List.of(), Samples.revoked())).get("verdicts");

        assertThat(verdicts)
                .hasToString("{\"passed\":0,\"failed\":1,\"broken\":0,\"known gap\":0,\"gap closed\":0,\"skipped\":0,"
                        + "\"not run\":0}");
    }

    @Test
    @DisplayName("A killed run's report is put together from its folder alone, and names the line that was lost")
    void collect() throws IOException {
        RunFolder folder = RunFolder.create(out, Samples.facts(Samples.DETACHED, Samples.REVOKED));
        folder.append(Samples.passed(Samples.DETACHED));
        Files.writeString(folder.path().resolve("results.jsonl"), "{\"id\":\"auth/rev", StandardOpenOption.APPEND);

        RunReport report =
                RunReport.collect(RunFolder.open(folder.path()), List.of(), Samples.FINISHED, "the run was killed");

        assertThat(report.scenarios())
                .extracting(ScenarioResult::verdict)
                .containsExactly(Verdict.PASSED, Verdict.NOT_RUN);
        assertThat(report.damaged())
                .containsExactly("results.jsonl:2: not a whole result, left out: {\"id\":\"auth/rev");
    }

    @Test
    @DisplayName("Values of the profile that JSON has no kind for stand as their text")
    void profile() {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("kubeconfig", Path.of("some/kubeconfig"));
        profile.put("window", Duration.ofSeconds(20));
        profile.put("time-factor", 1.5);
        profile.put("disruptive", true);
        profile.put("context", Optional.empty());
        profile.put("tenants", List.of(Map.of("user", "tanaka")));
        RunFacts facts = Samples.facts();
        RunFacts with = new RunFacts(
                facts.platform(), facts.run(), facts.started(), facts.versions(), facts.expected(), profile);

        Map<String, Object> read = RunReport.read(
                        written(RunReport.of(with, Samples.results(), List.of(), Samples.FINISHED, null)))
                .facts()
                .profile();

        assertThat(read)
                .containsEntry("kubeconfig", "some/kubeconfig")
                .containsEntry("window", "PT20S")
                .containsEntry("time-factor", 1.5)
                .containsEntry("disruptive", true)
                .containsEntry("context", null)
                .containsEntry("tenants", List.of(Map.of("user", "tanaka")));
    }

    @Test
    @DisplayName("A report that can't be read is refused with its file's name and what is wrong with it")
    void unreadable() throws IOException {
        Path file = written(report(List.of(), Samples.revoked()));
        String good = Files.readString(file);

        Files.writeString(file, good.replace("\"schema\" : 1", "\"schema\" : 2"));
        assertThatThrownBy(() -> RunReport.read(file))
                .isInstanceOf(ReportException.class)
                .hasMessage(file + ": schema 2 is not the one that is read here, 1");
        Files.writeString(file, good.replace("\"started\"", "\"begun\""));
        assertThatThrownBy(() -> RunReport.read(file)).hasMessage(file + ": \"started\" is missing");
        Files.writeString(file, good.substring(0, 100));
        assertThatThrownBy(() -> RunReport.read(file))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith(file + ": not JSON: ");
        Files.delete(file);
        assertThatThrownBy(() -> RunReport.read(file))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith(file + " can't be read: ");
    }

    @Test
    @DisplayName("Names that a later version added are passed over")
    void laterNames() throws IOException {
        RunReport report = report(List.of(), Samples.revoked());
        Path file = written(report);
        Files.writeString(file, Files.readString(file).replace("\"leaks\"", "\"weather\" : \"fair\", \"leaks\""));

        assertThat(RunReport.read(file)).isEqualTo(report);
    }

    private static RunReport report(List<Leak> leaks, ScenarioResult... results) {
        return RunReport.of(Samples.facts(), Samples.results(results), leaks, Samples.FINISHED, null);
    }

    private Path written(RunReport report) {
        return report.write(RunFolder.create(out, report.facts()));
    }

    private JsonNode json(RunReport report) throws IOException {
        return new ObjectMapper().readTree(written(report).toFile());
    }
}
