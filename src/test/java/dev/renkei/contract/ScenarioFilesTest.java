package dev.renkei.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.yaml.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds the scenarios of this repository to their schema, their reader and their catalogue. */
class ScenarioFilesTest {
    private static final Path SCENARIOS = Path.of("scenarios");
    private static final Path CATALOG = SCENARIOS.resolve("CATALOG.md");
    private static final String FIRST_LINE = "# yaml-language-server: $schema=../../schema.json\n";

    @Test
    @DisplayName("Every scenario.yaml is valid by the schema that its first line names")
    void areValid() throws IOException {
        SchemaFile schema = new SchemaFile(SCENARIOS.resolve("schema.json"));
        Map<String, List<String>> mistakes = new LinkedHashMap<>();
        for (Contract contract : Contracts.load(SCENARIOS).values()) {
            String text = Files.readString(contract.folder().resolve(Contracts.FILE));
            mistakes.put(
                    contract.id(), text.startsWith(FIRST_LINE) ? schema.mistakes(text) : List.of("no schema is named"));
        }

        mistakes.values().removeIf(List::isEmpty);

        assertThat(mistakes).isEmpty();
    }

    @Test
    @DisplayName("The schema knows exactly the keys that the reader knows")
    void schemaIsCurrent() throws IOException {
        SchemaFile schema = new SchemaFile(SCENARIOS.resolve("schema.json"));

        assertThat(schema.keys()).containsExactlyInAnyOrderElementsOf(Contracts.KEYS);
        assertThat(schema.keys("properties", "contract")).containsExactlyInAnyOrderElementsOf(Contracts.CONTRACT_KEYS);
        assertThat(schema.keys("properties", "defect")).containsExactlyInAnyOrderElementsOf(Contracts.DEFECT_KEYS);
    }

    @Test
    @DisplayName("Every manifest that a contract lists can be read")
    void manifestsAreReadable() {
        for (Contract contract : Contracts.load(SCENARIOS).values()) {
            contract.manifests()
                    .forEach(name -> assertThat(Manifest.load(contract, name)).isNotNull());
        }
    }

    @Test
    @DisplayName("CATALOG.md is what its scenarios make of it")
    void catalogIsCurrent() throws IOException {
        String current = Catalog.render(Contracts.load(SCENARIOS).values());
        if (Boolean.getBoolean("catalog.write")) {
            Files.writeString(CATALOG, current);
        }

        assertThat(CATALOG)
                .as("to write it anew: mvn test -Dtest=ScenarioFilesTest -Dcatalog.write=true")
                .hasContent(current);
    }
}
