package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllureLabelsTest {
    private static final Path CATEGORIES = Path.of("reports/categories.json");

    @TempDir
    Path results;

    @Test
    @DisplayName("A test goes by its scenario and platform instead of its class and method")
    void described() throws IOException {
        JsonNode test = described("lab-csi", Samples.DETACHED);

        assertThat(test.get("name").asText()).isEqualTo("A volume is detached");
        assertThat(test.get("fullName").asText()).isEqualTo(Samples.DETACHED);
        assertThat(test.get("labels"))
                .extracting(
                        label -> label.get("name").asText(),
                        label -> label.get("value").asText())
                .containsExactlyInAnyOrder(
                        tuple("host", "a"),
                        tuple("parentSuite", "lab-csi"),
                        tuple("suite", "volumes"),
                        tuple("epic", "volumes"),
                        tuple("story", "A volume is detached"),
                        tuple("tag", "core"));
        assertThat(test.get("parameters"))
                .extracting(
                        value -> value.get("name").asText(),
                        value -> value.get("value").asText())
                .containsExactly(tuple("platform", "lab-csi"));
        assertThat(test.get("links"))
                .extracting(
                        link -> link.get("name").asText(),
                        link -> link.get("url").asText())
                .containsExactly(tuple("known gap", "https://example.org/gaps/7"));
    }

    @Test
    @DisplayName("One scenario on two platforms has two histories, so that neither is taken for a retry of the other")
    void histories() throws IOException {
        JsonNode csi = described("lab-csi", Samples.DETACHED);
        JsonNode again = described("lab-csi", Samples.DETACHED);
        JsonNode inTree = described("lab-intree", Samples.DETACHED);
        JsonNode other = described("lab-csi", Samples.REVOKED);

        assertThat(again.get("historyId")).isEqualTo(csi.get("historyId"));
        assertThat(List.of(csi.get("historyId"), inTree.get("historyId"), other.get("historyId")))
                .doesNotHaveDuplicates();
        assertThat(inTree.get("testCaseId")).isEqualTo(csi.get("testCaseId")).isNotEqualTo(other.get("testCaseId"));
    }

    @Test
    @DisplayName("Allure is told what the run met, whatever characters that has")
    void environment() throws IOException {
        RunFacts facts = Samples.facts();
        RunFacts odd = new RunFacts(
                facts.platform(),
                facts.run(),
                facts.started(),
                Map.of("kubernetes", "v1.34.4", "cloud provider", "C:\\x = #1"),
                facts.expected(),
                facts.profile());

        AllureLabels.writeRuns(results, List.of(odd), Map.of(), CATEGORIES);

        String text = Files.readString(results.resolve("environment.properties"));
        Properties read = new Properties();
        read.load(new StringReader(text));
        assertThat(read)
                .containsOnly(
                        Map.entry("platforms", "lab-csi"),
                        Map.entry("run", "20261124-220000"),
                        Map.entry("lab-csi.kubernetes", "v1.34.4"),
                        Map.entry("lab-csi.cloud provider", "C:\\x = #1"));
        assertThat(text.lines()).hasSize(4);
        assertThat(results.resolve("categories.json")).hasSameTextualContentAs(CATEGORIES);
    }

    @Test
    @DisplayName("In a Jenkins job the report is linked to the build, elsewhere it goes by the run")
    void executor() throws IOException {
        AllureLabels.writeRuns(results, List.of(Samples.facts()), Map.of(), CATEGORIES);
        assertThat(json("executor.json").get("buildOrder").asLong()).isEqualTo(Samples.STARTED.getEpochSecond());
        assertThat(json("executor.json").get("buildName").asText()).isEqualTo("20261124-220000");

        AllureLabels.writeRuns(
                results,
                List.of(Samples.facts()),
                Map.of(
                        "JENKINS_URL", "https://ci.example.org/",
                        "BUILD_NUMBER", "17",
                        "JOB_NAME", "renkei",
                        "BUILD_URL", "https://ci.example.org/job/renkei/17/"),
                CATEGORIES);
        assertThat(json("executor.json"))
                .hasToString(
                        "{\"name\":\"Jenkins\",\"type\":\"jenkins\",\"url\":\"https://ci.example.org/\","
                                + "\"buildOrder\":17,\"buildName\":\"renkei #17\","
                                + "\"buildUrl\":\"https://ci.example.org/job/renkei/17/\",\"reportName\":\"Renkei on lab-csi\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, 'volume still attached\nafter 60 s', failed",
        "failed, 'gap closed: it passes now', gap closed",
        "broken, 'connection refused', broken",
        "skipped, 'known gap: tokens live on', known gap",
        "skipped, 'needs two-nodes', skipped"
    })
    @DisplayName("Each result that is not passed falls into exactly one category, which names its verdict")
    void categories(String status, String message, String verdict) throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode category : new ObjectMapper().readTree(CATEGORIES.toFile())) {
            boolean sameStatus = category.get("matchedStatuses").toString().contains("\"" + status + "\"");
            // As Allure matches: the whole message, and a dot stands for line ends too.
            String regex = category.path("messageRegex").asText(".*");
            if (sameStatus
                    && Pattern.compile(regex, Pattern.DOTALL).matcher(message).matches()) {
                names.add(category.get("name").asText());
            }
        }

        assertThat(names).singleElement().asString().startsWith(verdict + ": ");
    }

    private JsonNode described(String platform, String id) throws IOException {
        AllureLifecycle lifecycle = new AllureLifecycle(new FileSystemResultsWriter(results));
        TestResult test = new TestResult().setUuid("1").setName("scenario()").setFullName("SomeIT.scenario");
        test.getLabels().add(new Label().setName("suite").setValue("SomeIT"));
        test.getLabels().add(new Label().setName("host").setValue("a"));
        lifecycle.scheduleTestCase(test);
        lifecycle.startTestCase("1");
        new AllureLabels(platform, lifecycle)
                .describe(
                        id, "A volume is detached", List.of("core"), Map.of("known gap", "https://example.org/gaps/7"));
        lifecycle.stopTestCase("1");
        lifecycle.writeTestCase("1");
        JsonNode written = json("1-result.json");
        Files.delete(results.resolve("1-result.json"));
        return written;
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(results.resolve(file).toFile());
    }
}
