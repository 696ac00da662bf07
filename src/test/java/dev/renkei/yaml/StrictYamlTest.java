package dev.renkei.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {
    private enum Manner {
        POLITE,
        VERY_RUDE
    }

    @TempDir
    private Path folder;

    @Test
    @DisplayName("Values are read as what they are asked for")
    void readsValues() {
        StrictYaml yaml = yaml("text: some words", "number: 1.5", "yes: true", "list: [a, b]", "manner: very-rude");

        assertThat(yaml.get("text").text()).isEqualTo("some words");
        assertThat(yaml.get("number").positiveNumber()).isEqualTo(1.5);
        assertThat(yaml.get("yes").flag()).isTrue();
        assertThat(yaml.get("list").texts()).containsExactly("a", "b");
        assertThat(yaml.get("text").textOrTexts()).containsExactly("some words");
        assertThat(yaml.get("list").textOrTexts()).containsExactly("a", "b");
        assertThat(yaml.get("manner").choice(Manner.class)).isEqualTo(Manner.VERY_RUDE);
        assertThat(yaml.find("other")).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("A duration is a whole number of milliseconds, seconds or minutes")
    @CsvSource({"500ms,PT0.5S", "20s,PT20S", "2m,PT2M"})
    void readsDurations(String written, Duration meant) {
        assertThat(yaml("limit: " + written).get("limit").duration()).isEqualTo(meant);
    }

    @Test
    @DisplayName("A key may be merged in with <<, and a key of one's own wins")
    void followsMergeKeys() {
        StrictYaml yaml = yaml("common: &common {a: 1, b: 2}", "mine:", "  <<: *common", "  b: 3");

        Map<String, StrictYaml> mine = yaml.get("mine").only(List.of("a", "b")).entries();

        assertThat(mine.get("a").text()).isEqualTo("1");
        assertThat(mine.get("b").text()).isEqualTo("3");
    }

    @Test
    @DisplayName("An unknown key is told with the nearest known one, at any depth")
    void refusesUnknownKeys() {
        StrictYaml yaml = yaml("name: x", "storag:", "  clas: y");

        assertBad(() -> yaml.only(List.of("name", "storage")), 2, "unknown key 'storag'; did you mean 'storage'?");
        assertBad(
                () -> yaml.get("storag").only(List.of("class", "image")),
                3,
                "unknown key 'clas' in 'storag'; did you mean 'class'?");
        assertBad(() -> yaml.only(List.of("name", "up")), 2, "unknown key 'storag'; known: name, up");
    }

    @Test
    @DisplayName("An unknown key in a list's item is told with the item's number")
    void refusesUnknownKeysInItems() {
        StrictYaml yaml = yaml("tenants:", "  - cloud: a", "  - cloud: b", "    namspace: c");

        assertBad(
                () -> yaml.get("tenants").items().forEach(item -> item.only(List.of("cloud", "namespace"))),
                4,
                "unknown key 'namspace' in 'tenants[1]'; did you mean 'namespace'?");
    }

    @Test
    @DisplayName("A missing key is told with the place that lacks it")
    void refusesMissingKeys() {
        StrictYaml yaml = yaml("name: x", "faults:", "  slow:", "    end: y");

        assertBad(() -> yaml.get("title"), 1, "key 'title' is missing; add it");
        assertBad(
                () -> yaml.get("faults").get("slow").get("begin"),
                3,
                "key 'begin' is missing in 'faults.slow'; add it");
    }

    @Test
    @DisplayName("A key that stands twice is refused at any depth, even where nobody reads it")
    void refusesDuplicateKeys() {
        assertBad(() -> yaml("a: 1", "b: 2", "a: 3"), 3, "key 'a' stands here again, first in line 1; remove one");
        assertBad(
                () -> yaml("list:", "  - {x: 1}", "  - y: 1", "    z: 2", "    y: 3"),
                5,
                "key 'y' stands here again, first in line 3; remove one");
    }

    @Test
    @DisplayName("A value of the wrong type is told with both types")
    void refusesWrongTypes() {
        StrictYaml yaml = yaml("text: x", "list: [a]", "map: {a: 1}");

        assertBad(() -> yaml.get("list").text(), 2, "'list' must be a text, but is a list");
        assertBad(() -> yaml.get("map").text(), 3, "'map' must be a text, but is a mapping");
        assertBad(() -> yaml.get("map").textOrTexts(), 3, "'map' must be a list, but is a mapping");
        assertBad(() -> yaml.get("text").items(), 1, "'text' must be a list, but is a text");
        assertBad(() -> yaml.get("text").entries(), 1, "'text' must be a mapping, but is a text");
        assertBad(() -> yaml.get("list").only(List.of()), 2, "'list' must be a mapping, but is a list");
        assertBad(() -> yaml("- a").find("a"), 1, "the file must be a mapping, but is a list");
    }

    @Test
    @DisplayName("A list's item of the wrong type is told with its own line")
    void refusesWrongItems() {
        StrictYaml yaml = yaml("needs:", "  - a", "  - [b]");

        assertBad(() -> yaml.get("needs").texts(), 3, "'needs[1]' must be a text, but is a list");
    }

    @ParameterizedTest
    @DisplayName("A number that is none, not finite, or not greater than 0 is refused")
    @ValueSource(strings = {"fast", "0", "-1", "NaN", "Infinity"})
    void refusesBadNumbers(String written) {
        assertBad(
                () -> yaml("factor: " + written).get("factor").positiveNumber(),
                1,
                "'factor' must be a number greater than 0, such as 1.5, but is '" + written + "'");
    }

    @ParameterizedTest
    @DisplayName("A duration without a known unit is refused")
    @ValueSource(strings = {"20", "20 s", "1h", "soon", "-1s", "1.5s", "99999999999s"})
    void refusesBadDurations(String written) {
        assertBad(
                () -> yaml("limit: " + written).get("limit").duration(),
                1,
                "'limit' must be a duration such as 500ms, 20s or 2m, but is '" + written + "'");
    }

    @Test
    @DisplayName("A flag is true or false and nothing else")
    void refusesBadFlags() {
        assertBad(() -> yaml("on: yes").get("on").flag(), 1, "'on' must be true or false, but is 'yes'");
    }

    @Test
    @DisplayName("A choice that does not exist is told with the nearest")
    void refusesBadChoices() {
        assertBad(
                () -> yaml("manner: polit").get("manner").choice(Manner.class),
                1,
                "'manner' cannot be 'polit'; did you mean 'polite'?");
        assertBad(
                () -> yaml("manner: absent-minded").get("manner").choice(Manner.class),
                1,
                "'manner' cannot be 'absent-minded'; known: polite, very-rude");
    }

    @ParameterizedTest
    @DisplayName("A key without a value is refused when it is read, as whatever it is read")
    @ValueSource(strings = {"key:", "key: ~", "key: null", "key: ''", "key: '  '"})
    void refusesEmptyValues(String line) {
        StrictYaml yaml = yaml("other: x", line);

        assertBad(() -> yaml.get("key").text(), 2, "'key' is empty; give it a value, or remove the key");
    }

    @Test
    @DisplayName("A section without content is refused")
    void refusesEmptySections() {
        StrictYaml yaml = yaml("faults:", "  # slow: {}", "tenants:");

        assertBad(() -> yaml.get("faults").entries(), 1, "'faults' is empty; give it a value, or remove the key");
        assertBad(() -> yaml.get("tenants").items(), 3, "'tenants' is empty; give it a value, or remove the key");
    }

    @Test
    @DisplayName("A file that is not YAML is told with the line, and without what stands there")
    void refusesBrokenYaml() {
        assertBad(
                () -> yaml("a: 1", "b: [1, 2", "password: hush"),
                3,
                "not YAML: while parsing a flow sequence, expected ',' or ']', but got :");
        assertBad(() -> yaml("a: b: c"), 1, "not YAML: mapping values are not allowed here");
        assertBad(
                () -> yaml("a: 1", "---", "b: 2"),
                2,
                "not YAML: expected a single document in the stream, but found another document");
        assertBad(() -> yaml("? [a]", ": 1"), 1, "a key must be a text");
    }

    @Test
    @DisplayName("A file that is missing, empty or no text is told without a line")
    void refusesUnreadableFiles() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "# nothing\n");
        Path latin = Files.write(folder.resolve("latin.yaml"), "name: é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> StrictYaml.read(missing)).hasMessage(missing + ": the file does not exist");
        assertThatThrownBy(() -> StrictYaml.read(empty)).hasMessage(empty + ": the file is empty");
        assertThatThrownBy(() -> StrictYaml.read(latin)).hasMessage(latin + ": the file is not UTF-8 text");
    }

    @Test
    @DisplayName("Environment variables are filled into any text, with defaults where they are not set or empty")
    void fillsVariables() {
        StrictYaml yaml = yaml(
                "a: ${env:LAB}/kubeconfig",
                "b: \"${env:NONE:-/var/lib}/${env:EMPTY:-x}\"",
                "c: [\"${env:LAB}\"]",
                "d: ${env:NONE:-2}",
                "e: $HOME and ${HOME} stay");

        assertThat(yaml.get("a").text()).isEqualTo("/srv/$lab/kubeconfig");
        assertThat(yaml.get("b").text()).isEqualTo("/var/lib/x");
        assertThat(yaml.get("c").texts()).containsExactly("/srv/$lab");
        assertThat(yaml.get("d").positiveNumber()).isEqualTo(2);
        assertThat(yaml.get("e").text()).isEqualTo("$HOME and ${HOME} stay");
    }

    @Test
    @DisplayName("An environment variable that is not set is told by name")
    void refusesUnsetVariables() {
        StrictYaml yaml = yaml("a: 1", "b: ${env:NONE}/x");

        assertBad(
                () -> yaml.get("b").text(),
                2,
                "environment variable NONE is not set; set it, or write ${env:NONE:-default}");
    }

    @ParameterizedTest
    @DisplayName("A misspelt environment variable is refused")
    @ValueSource(strings = {"${env:}", "${env.LAB}", "${env:LAB-x}"})
    void refusesBadVariables(String written) {
        assertBad(
                () -> yaml("a: " + written).get("a").text(),
                1,
                "'" + written + "' is no variable; write ${env:NAME} or ${env:NAME:-default}");
    }

    @Test
    @DisplayName("Where no environment is given, variables are ordinary text")
    void leavesVariables() throws IOException {
        Path file = Files.writeString(folder.resolve("plain.yaml"), "a: ${env:LAB}");

        assertThat(StrictYaml.read(file).get("a").text()).isEqualTo("${env:LAB}");
    }

    @Test
    @DisplayName("A value from elsewhere is told with where it came from")
    void tellsTheOrigin() {
        StrictYaml value = StrictYaml.value("-Drenkei.time-factor", "time-factor", "fast");

        assertThatThrownBy(value::positiveNumber)
                .isInstanceOf(BadYaml.class)
                .hasMessage("-Drenkei.time-factor: 'time-factor' must be a number greater than 0, such as 1.5,"
                        + " but is 'fast'");
    }

    private StrictYaml yaml(String... lines) {
        try {
            Path file = Files.writeString(folder.resolve("file.yaml"), String.join("\n", lines) + "\n");
            return StrictYaml.read(file, Map.of("LAB", "/srv/$lab", "EMPTY", "")::get);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertBad(ThrowingCallable reading, int line, String what) {
        assertThatThrownBy(reading)
                .isInstanceOf(BadYaml.class)
                .hasMessage(folder.resolve("file.yaml") + ":" + line + ": " + what);
    }
}
