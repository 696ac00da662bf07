package dev.renkei.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.yaml.BadYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsTest {
    private static final String GOOD = """
            id: volumes/moves
            title: A volume moves
            source: article
            contract:
              given: [a claim, "a pod, on node A"]
              when: the pod is deleted
              then: [the data is there]
            needs: [two-nodes, dynamic-provisioning]
            tags: [core]
            disruptive: true
            defect: {name: volume-blank-on-attach, message: checksum}
            limits: {ready: 120s, detached: 500ms}
            manifests: [claim.yaml, nginx.yaml]
            """;

    @TempDir
    private Path scenarios;

    @BeforeEach
    void writeGoodScenario() {
        write("manifests/nginx.yaml", "kind: Pod");
        write("volumes/moves/claim.yaml", "kind: PersistentVolumeClaim");
        write("volumes/moves/scenario.yaml", GOOD);
    }

    @Test
    @DisplayName("A whole contract is read")
    void readsWholeContract() {
        Contract contract = Contracts.load(scenarios).get("volumes/moves");

        assertThat(contract.id()).isEqualTo("volumes/moves");
        assertThat(contract.area()).isEqualTo("volumes");
        assertThat(contract.title()).isEqualTo("A volume moves");
        assertThat(contract.source()).isEqualTo("article");
        assertThat(contract.given()).containsExactly("a claim", "a pod, on node A");
        assertThat(contract.when()).containsExactly("the pod is deleted");
        assertThat(contract.then()).containsExactly("the data is there");
        assertThat(contract.needs()).containsExactly("dynamic-provisioning", "two-nodes");
        assertThat(contract.tags()).containsExactly("core");
        assertThat(contract.disruptive()).isTrue();
        assertThat(contract.defect()).isEqualTo(new Defect("volume-blank-on-attach", "checksum"));
        assertThat(contract.limit("ready")).isEqualTo(Duration.ofMinutes(2));
        assertThat(contract.limit("detached")).isEqualTo(Duration.ofMillis(500));
        assertThat(contract.manifests()).containsExactly("claim.yaml", "nginx.yaml");
        assertThat(contract.folder()).isEqualTo(scenarios.resolve("volumes/moves"));
    }

    @Test
    @DisplayName("What a short contract leaves out has a default")
    void hasDefaults() {
        write("auth/login/scenario.yaml", """
                id: auth/login
                title: A user logs in
                source: article
                contract: {given: a user, when: [it logs in], then: it is known}
                defect: {name: d, message: m}
                """);

        Contract contract = Contracts.load(scenarios).get("auth/login");

        assertThat(contract.given()).containsExactly("a user");
        assertThat(contract.needs()).isEmpty();
        assertThat(contract.tags()).isEmpty();
        assertThat(contract.disruptive()).isFalse();
        assertThat(contract.limits()).isEmpty();
        assertThat(contract.manifests()).isEmpty();
    }

    @Test
    @DisplayName("All contracts are read, in the order of their ids")
    void readsAll() {
        write(
                "volumes/again/scenario.yaml",
                GOOD.replace("volumes/moves", "volumes/again").replace("claim.yaml, ", ""));
        write(
                "auth/login/scenario.yaml",
                GOOD.replace("volumes/moves", "auth/login").replace("claim.yaml, ", ""));

        assertThat(Contracts.load(scenarios).keySet()).containsExactly("auth/login", "volumes/again", "volumes/moves");
    }

    @Test
    @DisplayName("An unknown limit is told with the nearest one")
    void refusesUnknownLimit() {
        Contract contract = Contracts.load(scenarios).get("volumes/moves");

        assertThatThrownBy(() -> contract.limit("redy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file() + ": no limit 'redy'; did you mean 'ready'?");
    }

    @Test
    @DisplayName("An unknown key is refused at any depth, with the nearest known one")
    void refusesUnknownKeys() {
        assertBad("needs:", "need:", 8, "unknown key 'need'; did you mean 'needs'?");
        assertBad("when:", "wenn:", 6, "unknown key 'wenn' in 'contract'; did you mean 'when'?");
        assertBad(", message:", ", mesage:", 11, "unknown key 'mesage' in 'defect'; did you mean 'message'?");
    }

    @Test
    @DisplayName("A missing key is told with the section that lacks it")
    void refusesMissingKeys() {
        assertBad("id: volumes/moves\n", "", 1, "key 'id' is missing; add it");
        assertBad("title: A volume moves\n", "", 1, "key 'title' is missing; add it");
        assertBad("source: article\n", "", 1, "key 'source' is missing; add it");
        assertBad("  then: [the data is there]\n", "", 4, "key 'then' is missing in 'contract'; add it");
        assertBad(
                "defect: {name: volume-blank-on-attach, message: checksum}\n",
                "",
                1,
                "key 'defect' is missing; add it");
        assertBad(", message: checksum", "", 11, "key 'message' is missing in 'defect'; add it");
    }

    @Test
    @DisplayName("A value of the wrong type is refused")
    void refusesWrongTypes() {
        assertBad(
                "needs: [two-nodes, dynamic-provisioning]",
                "needs: two-nodes",
                8,
                "'needs' must be a list, but is a text");
        assertBad(
                "{name: volume-blank-on-attach, message: checksum}",
                "x",
                11,
                "'defect' must be a mapping, but is a text");
        assertBad("then: [the data is there]", "then: []", 7, "'contract.then' is empty; say something");
        assertBad("120s", "120", 12, "'limits.ready' must be a duration such as 500ms, 20s or 2m, but is '120'");
        assertBad("disruptive: true", "disruptive: no", 10, "'disruptive' must be true or false, but is 'no'");
    }

    @Test
    @DisplayName("A key or a name that stands twice is refused")
    void refusesDuplicates() {
        assertBad(
                "tags: [core]",
                "tags: [core]\ntags: [core]",
                10,
                "key 'tags' stands here again, first in line 9; remove one");
        assertBad("tags: [core]", "tags: [core, core]", 9, "'core' stands twice in 'tags'; remove one");
    }

    @Test
    @DisplayName("An id is the name of its folder")
    void refusesForeignId() {
        assertBad(
                "id: volumes/moves",
                "id: volumes/move",
                1,
                "id 'volumes/move' is not its folder's name; write 'volumes/moves', or move the folder");
    }

    @Test
    @DisplayName("A manifest that is in neither folder is told with the nearest one")
    void refusesMissingManifest() {
        assertBad(
                "claim.yaml",
                "clam.yaml",
                13,
                "manifest 'clam.yaml' is neither in this folder nor in the common one; did you mean 'claim.yaml'?");
    }

    @Test
    @DisplayName("A folder without scenario.yaml, and a missing folder of scenarios, are told")
    void refusesMissingFiles() {
        write("volumes/other/claim.yaml", "kind: PersistentVolumeClaim");

        assertThatThrownBy(() -> Contracts.load(scenarios))
                .isInstanceOf(BadYaml.class)
                .hasMessage(scenarios.resolve("volumes/other/scenario.yaml") + ": the file does not exist");
        assertThatThrownBy(() -> Contracts.load(scenarios.resolve("none")))
                .isInstanceOf(BadYaml.class)
                .hasMessage(scenarios.resolve("none") + ": the folder of the scenarios does not exist");
    }

    /** Spoil the good contract and expect one message. */
    private void assertBad(String text, String spoilt, int line, String what) {
        assertThat(GOOD).contains(text);
        write("volumes/moves/scenario.yaml", GOOD.replace(text, spoilt));
        assertThatThrownBy(() -> Contracts.load(scenarios))
                .isInstanceOf(BadYaml.class)
                .hasMessage(file() + ":" + line + ": " + what);
    }

    private Path file() {
        return scenarios.resolve("volumes/moves/scenario.yaml");
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(scenarios.resolve(name).getParent());
            Files.writeString(scenarios.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
