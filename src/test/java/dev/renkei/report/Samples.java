package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results and facts that the tests of reports share. */
final class Samples {
    static final Instant STARTED = Instant.parse("2026-11-24T22:00:00Z");
    static final Instant FINISHED = Instant.parse("2026-11-24T22:02:21.200Z");
    static final String DETACHED = "volumes/detached-on-delete";
    static final String REVOKED = "auth/revoked-token";

    private Samples() {}

    static RunFacts facts(String... expected) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (String id : expected) {
            titles.put(id, "Title of " + id);
        }
        return new RunFacts(
                "lab-csi",
                "20261124-220000",
                STARTED,
                Map.of("kubernetes", "v1.34.4"),
                titles,
                Map.of("name", "lab-csi", "storage", Map.of("class", "cinder"), "capabilities", List.of("csi")));
    }

    static ScenarioResult passed(String id) {
        return ended(id, Verdict.PASSED, null);
    }

    static ScenarioResult ended(String id, Verdict verdict, String reason) {
        return new ScenarioResult(
                id,
                "Title of " + id,
                verdict,
                STARTED,
                Duration.ofMillis(9_800),
                Duration.ofMillis(400),
                reason,
                null,
                Map.of("kubernetes", 31, "openstack", 22),
                Map.of(),
                Map.of("detach", Duration.ofMillis(5_000)),
                List.of(new StepRecord("the pod is deleted", Duration.ofMillis(1_250), Duration.ofMillis(2_100))),
                null);
    }

    static ScenarioResult revoked() {
        return new ScenarioResult(
                REVOKED,
                "Title of " + REVOKED,
                Verdict.FAILED,
                STARTED,
                Duration.ofMillis(31_250),
                Duration.ofMillis(150),
                "the token still counts after 20 s",
                "https://example.org/gaps/7",
                Map.of("kubernetes", 12, "openstack", 4),
                Map.of("token-revoked", Duration.ofMillis(20_400)),
                Map.of(),
                List.of(),
                "evidence/auth/revoked-token");
    }

    static RunFolder.Results results(ScenarioResult... results) {
        return new RunFolder.Results(List.of(results), List.of());
    }

    /** Check a file against a schema of reports/, which may refer to the others. */
    static void assertFollows(String schema, Path file) throws IOException {
        Map<String, String> schemas = new LinkedHashMap<>();
        for (String name : List.of("run", "proof", "history", "report")) {
            schemas.put("urn:renkei:" + name + ":1", Files.readString(Path.of("reports", name + ".schema.json")));
        }
        var rules = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(schemas))
                .getSchema(Files.readString(Path.of("reports", schema)), InputFormat.JSON);
        assertThat(rules.validate(Files.readString(file), InputFormat.JSON))
                .as("%s against %s", file.getFileName(), schema)
                .isEmpty();
    }
}
