package dev.renkei.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.renkei.jenkins.Build.AgentDied;
import dev.renkei.jenkins.Build.Interrupted;
import dev.renkei.jenkins.Build.Result;
import dev.renkei.jenkins.Build.StepFailed;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What builds of the Jenkinsfile do when all goes well, and when not. */
class BuildTest {

    private static final String SUMMARY =
            "# Renkei: green\n\n2 platforms, 42 of 42 scenarios ran: 42 passed\n\nNothing changed.\n";

    @Test
    @DisplayName("a green night tests both platforms on their own agents, reports once, and sends no mail")
    void green() {
        var build = night().run();

        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(build.shell(" verify "))
                .extracting(Step::platform, Step::agent)
                .containsExactly(tuple("lab-csi", "renkei-lab-csi"), tuple("lab-intree", "renkei-lab-intree"));
        assertThat(build.shell("exec:java@report")).hasSize(1);
        assertThat(build.steps("mail")).isEmpty();
        assertThat(build.description()).isEqualTo("2 platforms, 42 of 42 scenarios ran: 42 passed");
    }

    @Test
    @DisplayName("a summary of nothing but its title gives no description, and no failure")
    void shortSummary() {
        var build = night().file("reports/out/summary.md", "# Renkei: green\n").run();

        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(build.description()).isNull();
    }

    @Test
    @DisplayName("all cells test the same commit under the same run id")
    void oneNight() {
        assertThat(night().run().shell(" verify "))
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.environment())
                        .containsEntry("RUN", Build.RUN)
                        .containsEntry("COMMIT", Build.COMMIT));
    }

    @Test
    @DisplayName("a multibranch job, which merges a merge request anew on each agent, keeps what it checked out there")
    void multibranch() {
        assertThat(night().environment("BRANCH_NAME", "MR-12").run().shell("git checkout"))
                .hasSize(3)
                .allSatisfy(step -> assertThat(step.environment()).containsEntry("COMMIT", "HEAD"));
    }

    @Test
    @DisplayName("the platforms may have blanks between them, and only these are tested, reported and expected")
    void chosenPlatforms() {
        var build =
                night().with("PLATFORMS", " lab-intree , lab-intree-article,").run();

        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(build.shell(" verify "))
                .extracting(Step::platform)
                .containsExactly("lab-intree", "lab-intree-article");
        assertThat(build.steps("unstash"))
                .extracting(Step::text)
                .containsExactly("results-lab-intree", "results-lab-intree-article");
        assertThat(build.shell("exec:java@report"))
                .singleElement()
                .satisfies(step ->
                        assertThat(step.environment()).containsEntry("PLATFORMS", "lab-intree,lab-intree-article"));
    }

    @ParameterizedTest(name = "disruptive {0}, proof {1}")
    @CsvSource({"true, false, '', ''", "false, false, yes, ''", "true, true, '', yes"})
    @DisplayName("the options of a run are variables that are set or empty")
    void options(boolean disruptive, boolean proof, String gentle, String prove) {
        var build = night().with("DISRUPTIVE", disruptive)
                .with("PROOF", proof)
                .with("SCENARIOS", "volumes/*")
                .run();

        assertThat(build.shell(" verify "))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.environment())
                        .containsEntry("GENTLE", gentle)
                        .containsEntry("PROVE", prove)
                        .containsEntry("SCENARIOS", "volumes/*"));
    }

    @Test
    @DisplayName("a platform that is not on the axis turns the night red")
    void notOnTheAxis() {
        var build = night().with("PLATFORMS", "lab-csi,lab-cis").run();

        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.shell("exec:java@report")).hasSize(1);
    }

    @Test
    @DisplayName("each lab is taken down at the end of its cell, after its results were kept")
    void labDown() {
        var build = night().shell(failing(step -> step.isShell(" verify "), () -> new StepFailed("exit 1")))
                .run();

        for (var platform : new String[] {"lab-csi", "lab-intree"}) {
            assertThat(build.steps().stream().filter(step -> step.platform().equals(platform)))
                    .extracting(step -> step.isShell("lab/lab down") ? "down" : step.name())
                    .endsWith("sh", "stash", "archiveArtifacts", "down");
        }
    }

    @Nested
    class WhenOneCell {

        @Test
        @DisplayName("is red, the other one runs, the report has both, and the night is red")
        void isRed() {
            var build = cell(() -> new StepFailed("exit 1")).run();

            assertThat(build.result()).isEqualTo(Result.FAILURE);
            assertThat(build.steps("stash")).extracting(Step::platform).containsExactly("lab-csi", "lab-intree");
            assertReported(build);
            assertThat(build.steps("mail")).hasSize(1);
        }

        @Test
        @DisplayName("is cut, what it left is kept, the other one runs, and the report has both")
        void isCut() {
            var build = cell(Interrupted::new).run();

            assertThat(build.result()).isEqualTo(Result.ABORTED);
            assertThat(build.steps("stash")).extracting(Step::platform).containsExactly("lab-csi", "lab-intree");
            assertReported(build);
            assertThat(build.steps("mail")).hasSize(1);
        }

        @Test
        @DisplayName("loses its agent, the other one runs and is reported, and the night is red")
        void losesItsAgent() {
            var build = cell(AgentDied::new).run();

            assertThat(build.result()).isEqualTo(Result.FAILURE);
            assertThat(build.shell(" verify ")).extracting(Step::platform).contains("lab-intree");
            assertReported(build);
        }

        @Test
        @DisplayName("never gets an agent, the other one runs and is reported, and the night is not green")
        void getsNoAgent() {
            var build = night().without("renkei-lab-csi").run();

            assertThat(build.result()).isNotEqualTo(Result.SUCCESS);
            assertThat(build.shell(" verify ")).extracting(Step::platform).containsExactly("lab-intree");
            assertReported(build);
        }

        private static Build cell(Supplier<RuntimeException> ends) {
            return night().shell(failing(
                    step -> step.isShell(" verify ") && step.platform().equals("lab-csi"), ends));
        }
    }

    @Test
    @DisplayName("red self-tests keep the suite from every platform, and the report says that there are no results")
    void selfTestsRed() {
        var build = night().shell(failing(step -> step.isShell("clean test"), () -> new StepFailed("exit 1")))
                .run();

        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.shell(" verify ")).isEmpty();
        assertThat(build.steps("junit")).extracting(Step::stage).contains("Self-tests");
        assertThat(build.shell("exec:java@report")).hasSize(1);
    }

    @Test
    @DisplayName("a red report turns the night red, and is published all the same")
    void redReport() {
        var build = night().shell(failing(step -> step.isShell("exec:java@report"), () -> new StepFailed("exit 1")))
                .run();

        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertPublished(build);
        assertThat(build.shell("mv ")).as("the history is kept").hasSize(1);
    }

    @Test
    @DisplayName("when the history cannot be fetched, nothing takes its place")
    void historyOutOfReach() {
        var build = night().shell(
                        failing(step -> step.isShell("mkdir -p results"), () -> new StepFailed("no space left")))
                .run();

        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.shell("mv ")).isEmpty();
    }

    @Test
    @DisplayName("a report of Allure that cannot be made does not hide a green night, but shows")
    void withoutAllure() {
        var build = night().shell(failing(step -> step.isShell("allure:report"), () -> new StepFailed("exit 1")))
                .run();

        assertThat(build.result()).isEqualTo(Result.UNSTABLE);
        assertPublished(build);
    }

    @Test
    @DisplayName("without the HTML Publisher plugin the night is as green, and the page is among the artifacts")
    void withoutHtmlPublisher() {
        var build = night().withoutStep("publishHTML").run();

        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(build.steps("archiveArtifacts")).extracting(Step::stage).contains("Report");
    }

    @Nested
    class Mail {

        @ParameterizedTest
        @EnumSource(Result.class)
        @DisplayName("tells a green night when the one before was not")
        void toGreen(Result before) {
            var build = night().after(before).run();

            assertThat(build.steps("mail")).hasSize(before == Result.SUCCESS ? 0 : 1);
        }

        @ParameterizedTest
        @EnumSource(Result.class)
        @DisplayName("tells a red night when the one before was not")
        void toRed(Result before) {
            var build = night().after(before)
                    .shell(failing(step -> step.isShell(" verify "), () -> new StepFailed("exit 1")))
                    .run();

            assertThat(build.steps("mail")).hasSize(before == Result.FAILURE ? 0 : 1);
        }

        @Test
        @DisplayName("tells how the first build of a job ended")
        void first() {
            assertThat(night().after(null).run().steps("mail")).hasSize(1);
        }

        @Test
        @DisplayName("holds the summary and the build's address, and its subject says how it ended")
        void text() {
            var mail = night().after(Result.FAILURE).run().steps("mail");

            assertThat(mail).singleElement().satisfies(step -> {
                assertThat(step.named().get("to")).isEqualTo("team@example.com");
                assertThat(step.named().get("subject")).isEqualTo("renkei #7: SUCCESS");
                assertThat(step.named().get("body"))
                        .asString()
                        .startsWith(SUMMARY)
                        .endsWith("https://ci.example.com/job/renkei/7/");
            });
        }

        @Test
        @DisplayName("says so when there is no report, as without an agent for it")
        void withoutReport() {
            var mail = new Build()
                    .environment("RENKEI_NOTIFY", "team@example.com")
                    .without("renkei-report")
                    .run()
                    .steps("mail");

            assertThat(mail)
                    .singleElement()
                    .satisfies(step -> assertThat(step.named().get("body"))
                            .asString()
                            .startsWith("There is no report; the console says why."));
        }

        @Test
        @DisplayName("is not sent where nobody is named, but the summary is in the console")
        void nobody() {
            var build = new Build()
                    .file("reports/out/summary.md", SUMMARY)
                    .after(Result.FAILURE)
                    .run();

            assertThat(build.steps("mail")).isEmpty();
            assertThat(build.steps("echo")).extracting(Step::text).contains(SUMMARY);
        }
    }

    private static Build night() {
        return new Build()
                .with("PLATFORMS", "lab-csi,lab-intree")
                .environment("RENKEI_NOTIFY", "team@example.com")
                .file("reports/out/summary.md", SUMMARY);
    }

    private static Function<Step, String> failing(Predicate<Step> which, Supplier<RuntimeException> how) {
        return step -> {
            if (which.test(step)) {
                throw how.get();
            }
            return "";
        };
    }

    private static void assertReported(Build build) {
        assertThat(build.skipped()).doesNotContain("Report");
        assertThat(build.steps("unstash"))
                .extracting(Step::text)
                .containsExactly("results-lab-csi", "results-lab-intree");
        assertThat(build.shell("exec:java@report")).hasSize(1);
        assertPublished(build);
    }

    private static void assertPublished(Build build) {
        for (var step : new String[] {"junit", "archiveArtifacts", "publishHTML"}) {
            assertThat(build.steps(step)).as(step).extracting(Step::stage).contains("Report");
        }
    }
}
