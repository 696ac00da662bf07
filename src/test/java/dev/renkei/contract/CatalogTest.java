package dev.renkei.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CatalogTest {

    @Test
    @DisplayName("The catalogue has a table for each area, sorted, with cells that don't break it")
    void renders() {
        String page = Catalog.render(List.of(
                contract("volumes/moves", "A | moves\nto B", Set.of("two-nodes", "csi"), true),
                contract("volumes/back", "B", Set.of(), false),
                contract("auth/login", "C", Set.of("keystone-policy"), false)));

        assertThat(page).isEqualTo("""
                        # Scenarios

                        Generated from the scenario.yaml files; do not edit. 3 scenarios.

                        ## auth

                        | Scenario | Contract | Needs | Tags | Turned red by | Source |
                        |---|---|---|---|---|---|
                        | [auth/login](auth/login/scenario.yaml) | C | `keystone-policy` | `core` | `slip` | article |

                        ## volumes

                        | Scenario | Contract | Needs | Tags | Turned red by | Source |
                        |---|---|---|---|---|---|
                        | [volumes/back](volumes/back/scenario.yaml) | B |  | `core` | `slip` | article |
                        | [volumes/moves](volumes/moves/scenario.yaml) | A \\| moves to B | `csi`, `two-nodes` | `core` (runs alone) | `slip` | article |
                        """);
    }

    private static Contract contract(String id, String title, Set<String> needs, boolean disruptive) {
        return new Contract(
                id,
                title,
                "article",
                List.of("g"),
                List.of("w"),
                List.of("t"),
                needs,
                Set.of("core"),
                disruptive,
                new Defect("slip", "m"),
                Map.of(),
                List.of(),
                Path.of("scenarios", id));
    }
}
