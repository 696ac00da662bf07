package dev.renkei.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.renkei.report.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class WrittenPageTest {

    @Test
    @ExtendWith(BrowserOnPath.class)
    @DisplayName("The page that the report's writer makes of a real run shows it")
    void written(Tab tab, @TempDir Path reports) throws IOException {
        Path out = reports.resolve("out");
        Path run = Files.createDirectories(out.resolve("lab-csi/20261125-023126"));
        Files.copy(Path.of("src/test/resources/page/run.json"), run.resolve("run.json"));
        Files.createDirectories(reports.resolve("page"));
        Files.copy(Path.of("reports/page/index.html"), reports.resolve("page/index.html"));
        new Pages(out, folder -> false, Clock.fixed(SampleReport.GENERATED, ZoneOffset.UTC))
                .write(List.of(), List.of());

        tab.open(out.resolve("index.html"), "#lab-csi/auth/keystone-login");
        assertThat(tab.text("document.querySelector('.outcome').textContent"))
                .isEqualTo("✓ green · 1 platform, 21 of 21 scenarios ran: 20 passed, 1 known gap");
        assertThat(tab.text("document.activeElement.innerText")).isEqualTo("lab-csi ✓ passed 1.2 s");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    @DisplayName("The samples that these tests show are such reports as the schema describes")
    void samples() throws IOException {
        Map<String, String> schemas = new LinkedHashMap<>();
        for (String name : List.of("run", "proof", "history", "report")) {
            schemas.put("urn:renkei:" + name + ":1", Files.readString(Path.of("reports", name + ".schema.json")));
        }
        var rules = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(schemas))
                .getSchema(schemas.get("urn:renkei:report:1"), InputFormat.JSON);
        for (ObjectNode report : List.of(SampleReport.rich(), SampleReport.poor())) {
            assertThat(rules.validate(report.toString(), InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    @DisplayName("Without JavaScript the page points to summary.md beside it")
    void noScript() throws IOException {
        assertThat(Files.readString(Path.of("reports/page/index.html")))
                .containsOnlyOnce("/*REPORT*/")
                .containsSubsequence("<noscript>", "<a href=\"summary.md\">", "</noscript>");
    }
}
