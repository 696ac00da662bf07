package dev.renkei.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.yaml.BadYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    @TempDir
    private Path scenarios;

    @Test
    @DisplayName("Placeholders are filled, and a shell's variables and Kubernetes' own are left alone")
    void fills() {
        write(
                "volumes/moves/claim.yaml",
                "name: claim-${unique}\ncommand: [sh, -c, echo $HOME $(NODE) $$]\nns: ${namespace}\n");

        String text = Manifest.load(contract("claim.yaml"), "claim.yaml")
                .fill(Map.of("unique", "a$1\\b", "namespace", "team-a", "node", "not needed"));

        assertThat(text).isEqualTo("name: claim-a$1\\b\ncommand: [sh, -c, echo $HOME $(NODE) $$]\nns: team-a\n");
    }

    @Test
    @DisplayName("A manifest has a form of its own for a storage driver where such a file lies beside it")
    void formForDriver() {
        write("manifests/volume.yaml", "csi: ${volume-id}\n");
        write("manifests/volume.kubernetes.io-cinder.yaml", "cinder: ${volume-id}\n");
        Contract contract = contract("volume.yaml");
        Map<String, String> values = Map.of("volume-id", "v1");

        assertThat(Manifest.load(contract, "volume.yaml", "kubernetes.io/cinder")
                        .fill(values))
                .isEqualTo("cinder: v1\n");
        assertThat(Manifest.load(contract, "volume.yaml", "cinder.csi.openstack.org")
                        .fill(values))
                .isEqualTo("csi: v1\n");
    }

    @Test
    @DisplayName("Every placeholder of the fixed list may stand in a manifest")
    void knowsPlaceholders() {
        String all =
                "${unique} ${run} ${namespace} ${storage-class} ${image} ${node} ${volume-id} ${volume-name} ${storage-driver}";
        write("volumes/moves/all.yaml", all);
        Map<String, String> values = Map.of(
                "unique",
                "1",
                "run",
                "2",
                "namespace",
                "3",
                "storage-class",
                "4",
                "image",
                "5",
                "node",
                "6",
                "volume-id",
                "7",
                "volume-name",
                "8",
                "storage-driver",
                "9");

        assertThat(Manifest.load(contract("all.yaml"), "all.yaml").fill(values)).isEqualTo("1 2 3 4 5 6 7 8 9");
    }

    @Test
    @DisplayName("A manifest of the scenario's own goes before the common one")
    void prefersOwnFolder() {
        write("manifests/nginx.yaml", "common");
        assertThat(Manifest.load(contract("nginx.yaml"), "nginx.yaml").fill(Map.of()))
                .isEqualTo("common");

        write("volumes/moves/nginx.yaml", "own");
        assertThat(Manifest.load(contract("nginx.yaml"), "nginx.yaml").fill(Map.of()))
                .isEqualTo("own");
    }

    @Test
    @DisplayName("An unknown placeholder is told with line and nearest when the manifest is read")
    void refusesUnknownPlaceholder() {
        Path file = write("volumes/moves/claim.yaml", "kind: Pod\nname: ${uniqe}\n");

        assertThatThrownBy(() -> Manifest.load(contract("claim.yaml"), "claim.yaml"))
                .isInstanceOf(BadYaml.class)
                .hasMessage(file + ":2: unknown placeholder ${uniqe}; did you mean 'unique'?"
                        + " (a shell's variable is written without braces)");
    }

    @Test
    @DisplayName("A placeholder without a value is told with its line")
    void refusesUnfilledPlaceholder() {
        Path file = write("volumes/moves/claim.yaml", "name: ${unique}\n\n${node}: x\n");
        Manifest manifest = Manifest.load(contract("claim.yaml"), "claim.yaml");

        assertThatThrownBy(() -> manifest.fill(Map.of("unique", "u")))
                .isInstanceOf(BadYaml.class)
                .hasMessage(file + ":3: placeholder ${node} has no value here; give it one, or remove it");
    }

    @Test
    @DisplayName("A manifest that the contract does not list is told with the nearest that it does")
    void refusesUnlistedManifest() {
        write("volumes/moves/claims.yaml", "kind: Pod");

        assertThatThrownBy(() -> Manifest.load(contract("claim.yaml"), "claims.yaml"))
                .isInstanceOf(BadYaml.class)
                .hasMessage(scenarios.resolve("volumes/moves/scenario.yaml")
                        + ": manifest 'claims.yaml' is not listed; did you mean 'claim.yaml'?");
    }

    @Test
    @DisplayName("A manifest that has vanished since is told")
    void refusesMissingFile() {
        assertThatThrownBy(() -> Manifest.load(contract("claim.yaml"), "claim.yaml"))
                .isInstanceOf(BadYaml.class)
                .hasMessage(scenarios.resolve("volumes/moves/claim.yaml") + ": the file does not exist");
    }

    private Contract contract(String manifest) {
        return new Contract(
                "volumes/moves",
                "title",
                "source",
                List.of("g"),
                List.of("w"),
                List.of("t"),
                Set.of(),
                Set.of(),
                false,
                new Defect("d", "m"),
                Map.of(),
                List.of(manifest),
                scenarios.resolve("volumes/moves"));
    }

    private Path write(String name, String text) {
        try {
            Files.createDirectories(scenarios.resolve(name).getParent());
            return Files.writeString(scenarios.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
