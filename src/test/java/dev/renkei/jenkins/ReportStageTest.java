package dev.renkei.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.renkei.command.NotReady;
import dev.renkei.command.Report;
import dev.renkei.report.SampleRun;
import dev.renkei.report.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights of two cells and their report: results are stashed, archived and published by the Jenkinsfile's patterns, lines of
 * shell run for real, and so does the command that reports, though not through Maven.
 */
class ReportStageTest {

    private static final String FIRST = "20261124-020000";
    private static final String SECOND = "20261125-020000";
    private static final String LOGIN = "auth/keystone-login";

    @TempDir
    Path directory;

    private Path csi;
    private Path intree;

    @BeforeEach
    void agents() throws IOException {
        csi = Files.createDirectories(directory.resolve("agent csi"));
        intree = Files.createDirectories(directory.resolve("agent intree"));
    }

    @Test
    @DisplayName("the report has each cell's run of this night, and no older one that lies in its agent's workspace")
    void thisNight() throws Exception {
        SampleRun.of("lab-csi", FIRST).passed(LOGIN).in(csi.resolve("reports/out"));
        SampleRun.of("lab-csi", SECOND).passed(LOGIN).in(csi.resolve("reports/out"));
        SampleRun.of("lab-intree", SECOND).passed(LOGIN).in(intree.resolve("reports/out"));

        var out = night(SECOND).reported();

        assertThat(Night.found(out, "reports/out/*/*/run.json", null))
                .contains(
                        "reports/out/lab-csi/" + SECOND + "/run.json", "reports/out/lab-intree/" + SECOND + "/run.json")
                .noneMatch(file -> file.contains(FIRST));
        assertThat(json(out).at("/green").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("each scenario's result is published once")
    void junit() throws Exception {
        SampleRun.of("lab-csi", SECOND).passed(LOGIN).in(csi.resolve("reports/out"));
        SampleRun.of("lab-intree", SECOND).passed(LOGIN).in(intree.resolve("reports/out"));

        var night = night(SECOND);

        assertThat(night.published(night.reported()))
                .containsExactly(
                        "reports/out/lab-csi/" + SECOND + "/junit.xml",
                        "reports/out/lab-intree/" + SECOND + "/junit.xml");
    }

    @Test
    @DisplayName("page, summary, history, results and evidence are among the artifacts, each once")
    void artifacts() throws Exception {
        SampleRun.of("lab-csi", SECOND)
                .result(LOGIN, Verdict.FAILED, "it was refused")
                .in(csi.resolve("reports/out"));
        SampleRun.of("lab-intree", SECOND).passed(LOGIN).in(intree.resolve("reports/out"));

        var night = night(SECOND);

        assertThat(night.archived(night.red()))
                .contains(
                        "reports/out/index.html",
                        "reports/out/summary.md",
                        "reports/out/report.json",
                        "reports/out/history.jsonl",
                        "reports/out/lab-csi/" + SECOND + "/run.json",
                        "reports/out/lab-csi/" + SECOND + "/evidence/" + LOGIN + "/failure.txt")
                .noneMatch(file -> file.contains("/latest/"));
    }

    @Test
    @DisplayName("the second night knows the first, though its workspace is a new one")
    void twoNights() throws Exception {
        SampleRun.of("lab-csi", FIRST).passed(LOGIN).in(csi.resolve("reports/out"));
        SampleRun.of("lab-intree", FIRST).passed(LOGIN).in(intree.resolve("reports/out"));
        night(FIRST).reported();
        SampleRun.of("lab-csi", SECOND)
                .result(LOGIN, Verdict.FAILED, "it was refused")
                .in(csi.resolve("reports/out"));
        SampleRun.of("lab-intree", SECOND).passed(LOGIN).in(intree.resolve("reports/out"));

        var out = night(SECOND).red();

        assertThat(json(out).at("/changes"))
                .anySatisfy(change ->
                        assertThat(change.toString()).contains("\"newly failing\"", "\"lab-csi\"", LOGIN, FIRST));
        assertThat(history()).hasSize(4);
        assertThat(Files.readAllLines(out.resolve("reports/out/history.jsonl"))).isEqualTo(history());
    }

    @Test
    @DisplayName("a cell that left nothing turns the night red by its name, and takes nothing from the history")
    void lostCell() throws Exception {
        SampleRun.of("lab-csi", FIRST).passed(LOGIN).in(csi.resolve("reports/out"));
        SampleRun.of("lab-intree", FIRST).passed(LOGIN).in(intree.resolve("reports/out"));
        night(FIRST).reported();
        SampleRun.of("lab-csi", SECOND).passed(LOGIN).in(csi.resolve("reports/out"));

        var out = night(SECOND).red();

        assertThat(json(out).at("/missing").toString()).isEqualTo("[\"lab-intree\"]");
        assertThat(history()).hasSize(3);
    }

    @Test
    @DisplayName("a run that was killed is reported as cut, on whatever agent")
    void cut() throws Exception {
        SampleRun.of("lab-csi", SECOND).passed(LOGIN).expecting("volumes/lost").killedIn(csi.resolve("reports/out"));
        SampleRun.of("lab-intree", SECOND).passed(LOGIN).in(intree.resolve("reports/out"));

        var out = night(SECOND).red();

        assertThat(json(out).at("/platforms/0/run/cut").asText()).contains("killed");
    }

    @Test
    @DisplayName("lines that only a cell's own history has come into the common one")
    void historyOfACell() throws Exception {
        SampleRun.of("lab-csi", FIRST).passed(LOGIN).in(csi.resolve("reports/out"));
        new Report(csi, null, null, Clock.systemUTC(), line -> {}).run();
        SampleRun.of("lab-csi", SECOND).passed(LOGIN).in(csi.resolve("reports/out"));
        SampleRun.of("lab-intree", SECOND).passed(LOGIN).in(intree.resolve("reports/out"));

        night(SECOND).reported();

        assertThat(history()).hasSize(3).anySatisfy(line -> assertThat(line).contains("\"lab-csi\"", FIRST));
    }

    private Night night(String run) {
        return new Night(run, Map.of("lab-csi", csi, "lab-intree", intree));
    }

    private List<String> history() throws IOException {
        return Files.readAllLines(directory.resolve("report/home/renkei-history/renkei/history.jsonl"));
    }

    private static JsonNode json(Path workspace) throws IOException {
        return new ObjectMapper()
                .readTree(workspace.resolve("reports/out/report.json").toFile());
    }

    /** A build whose cells have run: the workspace of its report is empty, the home of that agent is not. */
    private final class Night {
        private final Build build = new Build().with("PLATFORMS", "lab-csi,lab-intree");
        private final Map<String, Path> agents;
        private final String run;

        private Night(String run, Map<String, Path> agents) {
            this.run = run;
            this.agents = agents;
            build.run();
        }

        /** Report what is green, and return the report's workspace. */
        Path reported() throws Exception {
            var workspace = prepared();
            report(workspace);
            assertThat(workspace.run(build, "mv ").exit()).isZero();
            return workspace.path();
        }

        /** Report what is red, and return the report's workspace. */
        Path red() throws Exception {
            var workspace = prepared();
            assertThatThrownBy(() -> report(workspace))
                    .isInstanceOf(NotReady.class)
                    .hasMessageStartingWith("red: ");
            assertThat(workspace.run(build, "mv ").exit()).isZero();
            return workspace.path();
        }

        List<String> published(Path workspace) {
            return found(workspace, pattern("junit", "testResults"), null);
        }

        List<String> archived(Path workspace) {
            return found(workspace, pattern("archiveArtifacts", "artifacts"), pattern("archiveArtifacts", "excludes"));
        }

        private Workspace prepared() throws Exception {
            delete(directory.resolve("report/work space"));
            var workspace = new Workspace(directory.resolve("report"));
            copy(Path.of("reports/page/index.html"), workspace.path().resolve("reports/page/index.html"));
            for (var stash : build.steps("stash")) {
                var includes = now(stash.named().get("includes").toString());
                for (var file : found(agents.get(stash.platform()), includes, null)) {
                    copy(
                            agents.get(stash.platform()).resolve(file),
                            workspace
                                    .path()
                                    .resolve("results")
                                    .resolve(stash.platform())
                                    .resolve(file));
                }
            }
            assertThat(workspace.run(build, "mkdir -p results").exit()).isZero();
            return workspace;
        }

        private void report(Workspace workspace) throws Exception {
            assertThat(workspace.run(build, "exec:java@report").exit()).isZero();
            var arguments = workspace.arguments("mvn");
            new Report(
                            workspace.path(),
                            property(arguments, "results"),
                            property(arguments, "report.expect"),
                            Clock.systemUTC(),
                            line -> {})
                    .run();
        }

        private String pattern(String step, String name) {
            return build.steps(step).stream()
                    .filter(one -> one.stage().equals("Report"))
                    .map(one -> now(one.named().get(name).toString()))
                    .findFirst()
                    .orElseThrow();
        }

        private String now(String pattern) {
            return pattern.replace(Build.RUN, run);
        }

        private static String property(List<String> arguments, String name) {
            return arguments.stream()
                    .filter(argument -> argument.startsWith("-D" + name + "="))
                    .map(argument -> argument.substring(name.length() + 3))
                    .findFirst()
                    .orElseThrow();
        }

        /** List the files that patterns with commas between them match, as Jenkins does: through links too. */
        private static List<String> found(Path folder, String includes, String excludes) {
            try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
                return files.filter(Files::isRegularFile)
                        .map(folder::relativize)
                        .filter(file -> matches(file, includes))
                        .filter(file -> excludes == null || !matches(file, excludes))
                        .map(Path::toString)
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean matches(Path file, String patterns) {
            return Stream.of(patterns.split(","))
                    .anyMatch(pattern -> FileSystems.getDefault()
                            .getPathMatcher("glob:" + pattern)
                            .matches(file));
        }

        private static void copy(Path from, Path to) throws IOException {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        }

        private static void delete(Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (var file :
                            files.sorted((one, other) -> other.compareTo(one)).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
