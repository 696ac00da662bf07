package dev.renkei.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Jenkinsfile's lines of shell do. */
class ShellTest {

    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void lay() throws IOException {
        workspace = new Workspace(directory);
    }

    @Test
    @DisplayName("a run is told its platform, its run id and its scenarios, each as one argument")
    void runs() throws Exception {
        var shell = workspace.run(night().with("SCENARIOS", "volumes/*, auth/keystone-login"), " verify ");

        assertThat(shell.exit()).isZero();
        assertThat(workspace.arguments("mvn"))
                .containsExactly(
                        "-B",
                        "-ntp",
                        "verify",
                        "-DskipSelfTests",
                        "-Dplatform=lab-csi",
                        "-Drun=" + Build.RUN,
                        "-Dscenarios=volumes/*, auth/keystone-login");
    }

    @Test
    @DisplayName("a gentle proof adds its two options")
    void gentleProof() throws Exception {
        workspace.run(night().with("DISRUPTIVE", false).with("PROOF", true), " verify ");

        assertThat(workspace.arguments("mvn")).endsWith("-Dscenarios=", "-Drenkei.disruptive=false", "-Dproof");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$(touch hacked)",
                "`touch hacked`",
                "'; touch hacked; '",
                "\"; touch hacked; \"",
                "$HOME",
                "-Dx",
                "*"
            })
    @DisplayName("a parameter is only ever text to the shell")
    void hostile(String text) throws Exception {
        workspace.run(night().with("SCENARIOS", text), " verify ");
        assertThat(workspace.arguments("mvn")).hasSize(7).endsWith("-Dscenarios=" + text);

        // Its blanks and commas part one platform from the next.
        var platforms = text.replace(" ", "_");
        workspace.run(night().with("PLATFORMS", platforms), "exec:java@report");
        assertThat(workspace.arguments("mvn")).endsWith("-Dresults=results", "-Dreport.expect=" + platforms);

        assertThat(workspace.path().resolve("hacked")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {" verify ", " clean test", "exec:java@report", "allure:report"})
    @DisplayName("Maven's status is the step's")
    void status(String line) throws Exception {
        assertThat(workspace.run(night(), line, Map.of("MVN_EXIT", "0")).exit()).isZero();
        assertThat(workspace.run(night(), line, Map.of("MVN_EXIT", "17")).exit())
                .isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    @DisplayName("a report of no platform fails, and says why")
    void noPlatform(String platforms) throws Exception {
        var shell = workspace.run(night().with("PLATFORMS", platforms), "exec:java@report");

        assertThat(shell.exit()).isNotZero();
        assertThat(shell.printed()).contains("names no platform");
        assertThat(workspace.path().resolve("mvn.arguments")).doesNotExist();
    }

    @Test
    @DisplayName("a run that goes on for too long is ended, and that is a failure")
    void tooLong() throws Exception {
        workspace.program("bin/mvn", "exec sleep 60");
        var line = Workspace.line(night(), " verify ");

        var shell = workspace.shell(line.text().replace(" 100m ", " 1 "), line.environment());

        assertThat(shell.exit()).isEqualTo(124);
    }

    @Test
    @DisplayName("a run's id is the time in UTC, in the form that a run's id has")
    void runId() throws Exception {
        var shell = workspace.run(night(), "date ");

        var format = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
        assertThat(LocalDateTime.parse(shell.output().strip(), format))
                .isCloseTo(LocalDateTime.now(ZoneOffset.UTC), within(60, ChronoUnit.SECONDS));
    }

    @Test
    @DisplayName("secure.yaml comes to lie beside clouds.yaml, for its owner only, and its text is not printed")
    void secureFile() throws Exception {
        var clouds =
                Files.createDirectories(directory.resolve("secret files/1")).resolve("my clouds.yaml");
        var secure =
                Files.createDirectories(directory.resolve("secret files/2")).resolve("anything");
        Files.writeString(clouds, "clouds: {}\n");
        Files.writeString(secure, "password: swordfish\n");

        var shell = workspace.run(
                night().onAxis("mine").with("PLATFORMS", "mine"),
                "install ",
                Map.of("OS_CLIENT_CONFIG_FILE", clouds.toString(), "OS_CLIENT_SECURE_FILE", secure.toString()));

        var copy = clouds.resolveSibling("secure.yaml");
        assertThat(shell.exit()).isZero();
        assertThat(shell.printed()).doesNotContain("swordfish");
        assertThat(copy).hasSameTextualContentAs(secure);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }

    @Test
    @DisplayName("the lab is taken down, and a platform of one's own is left alone")
    void labDown() throws Exception {
        assertThat(workspace
                        .run(night().onAxis("mine").with("PLATFORMS", "mine"), "lab/lab down")
                        .exit())
                .isZero();
        assertThat(workspace.path().resolve("lab.arguments")).doesNotExist();

        assertThat(workspace.run(night(), "lab/lab down").exit()).isZero();
        assertThat(workspace.arguments("lab")).containsExactly("down");
    }

    @Test
    @DisplayName("all check out the commit of the first stage, and the branch's newest when that stage had none")
    void commit() throws Exception {
        assumeTrue(Workspace.has("git"), "there is no git");
        workspace.shell("git init -q . && git config user.email a@example.com && git config user.name A", Map.of());
        var first = workspace
                .shell("git commit -q --allow-empty -m one && git rev-parse HEAD", Map.of())
                .output()
                .strip();
        var second = workspace
                .shell("git commit -q --allow-empty -m two && git rev-parse HEAD", Map.of())
                .output()
                .strip();

        assertThat(workspace.run(night(), "git checkout", Map.of("COMMIT", "")).exit())
                .isZero();
        assertThat(workspace.shell("git rev-parse HEAD", Map.of()).output()).startsWith(second);

        assertThat(workspace
                        .run(night(), "git checkout", Map.of("COMMIT", first))
                        .exit())
                .isZero();
        assertThat(workspace.shell("git rev-parse HEAD", Map.of()).output()).startsWith(first);

        assertThat(workspace
                        .run(night(), "git checkout", Map.of("COMMIT", Build.COMMIT))
                        .exit())
                .isNotZero();
    }

    @Test
    @DisplayName("the first build begins a history, says so, and leaves it for the next")
    void firstHistory() throws Exception {
        var fetched = workspace.run(night(), "mkdir -p results");
        Files.writeString(workspace.path().resolve("reports/out/history.jsonl"), "{\"run\":1}\n");
        var kept = workspace.run(night(), "mv ");

        assertThat(List.of(fetched.exit(), kept.exit())).containsOnly(0);
        assertThat(fetched.output())
                .contains("No history in " + workspace.home() + "/renkei-history/renkei: it begins with this build");
        assertThat(workspace.home().resolve("renkei-history/renkei")).isDirectoryContaining("glob:**/history.jsonl");
        assertThat(workspace.home().resolve("renkei-history/renkei/history.jsonl"))
                .hasContent("{\"run\":1}");
    }

    @Test
    @DisplayName("a later build finds what the one before left, also in a folder that RENKEI_HISTORY names")
    void laterHistory() throws Exception {
        var history = Files.createDirectories(directory.resolve("a volume/a folder/a job"));
        Files.writeString(history.resolve("history.jsonl"), "{\"run\":1}\n");
        var job = Map.of("RENKEI_HISTORY", directory.resolve("a volume").toString(), "JOB_NAME", "a folder/a job");

        var fetched = workspace.run(night(), "mkdir -p results", job);
        var here = workspace.path().resolve("reports/out/history.jsonl");

        assertThat(fetched.exit()).isZero();
        assertThat(fetched.output()).doesNotContain("No history");
        assertThat(here).hasContent("{\"run\":1}");

        Files.writeString(here, "{\"run\":1}\n{\"run\":2}\n");
        assertThat(workspace.run(night(), "mv ", job).exit()).isZero();
        assertThat(history.resolve("history.jsonl")).hasContent("{\"run\":1}\n{\"run\":2}");
        assertThat(workspace.home().resolve("renkei-history")).doesNotExist();
    }

    @Test
    @DisplayName("a report that wrote no history takes none away")
    void noNewHistory() throws Exception {
        var history = Files.createDirectories(workspace.home().resolve("renkei-history/renkei"))
                .resolve("history.jsonl");
        Files.writeString(history, "{\"run\":1}\n");

        assertThat(workspace.run(night(), "mv ").exit()).isZero();

        assertThat(history).hasContent("{\"run\":1}");
    }

    @Test
    @DisplayName("Allure's results of all cells come together, with blanks in their names and without any")
    void allure() throws Exception {
        Files.createDirectories(workspace.path().resolve("results"));
        assertThat(workspace.run(night(), "mkdir -p target/allure-results").exit())
                .isZero();
        assertThat(workspace.path().resolve("target/allure-results")).isEmptyDirectory();

        for (var cell : List.of("lab-csi", "my own")) {
            var results = Files.createDirectories(
                    workspace.path().resolve("results").resolve(cell).resolve("target/allure-results"));
            Files.writeString(results.resolve(cell + " 1-result.json"), "{}");
            Files.writeString(results.resolve("../another.json"), "{}");
        }

        assertThat(workspace.run(night(), "mkdir -p target/allure-results").exit())
                .isZero();
        try (Stream<Path> files = Files.list(workspace.path().resolve("target/allure-results"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lab-csi 1-result.json", "my own 1-result.json");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    @DisplayName("shellcheck has nothing to say")
    void shellcheck(String line) throws Exception {
        assumeTrue(Workspace.has("shellcheck"), "there is no shellcheck");
        var script = Files.writeString(directory.resolve("line.sh"), "#!/bin/sh -xe\n" + line + "\n");

        var checked = workspace.shell("shellcheck \"$SCRIPT\"", Map.of("SCRIPT", script.toString()));

        assertThat(checked.output()).isEmpty();
        assertThat(checked.exit()).isZero();
    }

    static List<String> lines() {
        return night().onAxis("mine").with("PLATFORMS", "lab-csi,mine").run().steps("sh").stream()
                .map(Step::text)
                .distinct()
                .toList();
    }

    private static Build night() {
        return new Build().with("PLATFORMS", "lab-csi");
    }
}
