package dev.renkei.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.renkei.jenkins.Build.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.builder.AstBuilder;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.CompilePhase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands in the Jenkinsfile. */
class JenkinsfileTest {

    private static final Path PLATFORMS = Path.of("platforms");

    private final Section pipeline = Section.pipeline();
    private final Section platforms = pipeline.stage("Platforms");
    private final Section matrix = platforms.at("matrix");

    @Test
    @DisplayName("the parameters are the platforms, the scenarios, whether to disturb and whether to prove")
    void parameters() {
        assertThat(pipeline.at("parameters").sections())
                .extracting(
                        Section::name,
                        one -> one.named().get("name"),
                        one -> one.named().get("defaultValue"))
                .containsExactly(
                        tuple("string", "PLATFORMS", defaultOf("PLATFORMS")),
                        tuple("string", "SCENARIOS", ""),
                        tuple("booleanParam", "DISRUPTIVE", true),
                        tuple("booleanParam", "PROOF", false));
        assertThat(pipeline.at("parameters").sections())
                .extracting(one -> one.named().get("description"))
                .allSatisfy(description -> assertThat(description.toString()).isNotBlank());
    }

    @Test
    @DisplayName("it runs at night, and in a multibranch job on a push only")
    void nightly() {
        var triggers = pipeline.at("triggers");

        assertThat(new Build().evaluated(triggers)).isEqualTo("H 2 * * *");
        assertThat(new Build().environment("BRANCH_NAME", "main").evaluated(triggers))
                .isEqualTo("");
        assertThat(new Build().environment("BRANCH_NAME", "MR-12").evaluated(triggers))
                .isEqualTo("");
    }

    @Test
    @DisplayName(
            "builds have timestamps, never run at the same time, check out by themselves, and are kept for a while")
    void options() {
        assertThat(pipeline.at("options").sections())
                .extracting(Section::name)
                .containsExactlyInAnyOrder(
                        "timestamps", "skipDefaultCheckout", "disableConcurrentBuilds", "timeout", "buildDiscarder");
        assertThat(((Section) pipeline.at("options", "buildDiscarder").value()).named())
                .containsOnlyKeys("numToKeepStr", "artifactNumToKeepStr");
    }

    @Test
    @DisplayName("a hung run is cut first, then its cell, then the build; and the report has its time whatever was cut")
    void timeouts() {
        var cell = timeout(matrix);
        var report = timeout(pipeline.stage("Report"));
        var selfTests = timeout(pipeline.stage("Self-tests"));

        assertThat(runs()).isNotEmpty().allSatisfy(run -> {
            var cut = runTimeout(run.text());
            assertThat(cut).isGreaterThan(Duration.ofMinutes(60));
            // The lab's platforms may share an agent.
            assertThat(cut.multipliedBy(2)).isLessThan(cell);
        });
        assertThat(selfTests.plus(cell).plus(report)).isLessThan(timeout(pipeline));
    }

    @Test
    @DisplayName(
            "each platform of the lab has its cell, each cell has its profile, and the nightly is for some of them")
    void cells() throws IOException {
        var axis = matrix.at("axes", "axis");
        var values = axis.at("values").values().stream().map(Object::toString).toList();

        assertThat(axis.at("name").value()).isEqualTo("PLATFORM");
        assertThat(values).doesNotHaveDuplicates().containsAll(labs());
        assertThat(values)
                .allSatisfy(
                        name -> assertThat(PLATFORMS.resolve(name + ".yaml")).exists());
        assertThat(defaultOf("PLATFORMS").split(",")).isSubsetOf(values);
    }

    @Test
    @DisplayName("a cell whose platform was not chosen waits for no agent, and no cell stops another")
    void cellsAreFree() {
        assertThat(matrix.at("when", "beforeAgent").value()).isEqualTo(true);
        assertThat(pipeline.all()).extracting(Section::name).doesNotContain("failFast", "parallelsAlwaysFailFast");
    }

    @Test
    @DisplayName("no line of shell holds anything that Groovy has put in")
    void constantShell() throws IOException {
        var lines = calls("sh");

        assertThat(lines).hasSizeGreaterThan(8);
        assertThat(lines)
                .allSatisfy(arguments -> assertThat(arguments)
                        .as("what is given to sh")
                        .isNotEmpty()
                        .allSatisfy(argument -> assertThat(argument).isInstanceOf(ConstantExpression.class)));
    }

    @Test
    @DisplayName("no line of shell is anything but one line")
    void oneLine() {
        assertThat(everyLine()).isNotEmpty().noneMatch(line -> line.contains("\n"));
    }

    @Test
    @DisplayName("the line that tests a lab is the very line that tests a platform of one's own")
    void sameRun() {
        assertThat(runs()).hasSizeGreaterThan(1);
        assertThat(runs().stream().map(Step::text).distinct()).hasSize(1);
    }

    @Test
    @DisplayName("a platform's secrets are three files from Jenkins' credentials, which only its own cell sees")
    void secrets() {
        var build = own().run();

        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(build.steps("withCredentials")).singleElement().satisfies(step -> {
            assertThat(step.platform()).isEqualTo("mine");
            assertThat((List<?>) step.values().get(0))
                    .extracting(binding ->
                            ((Map<?, ?>) binding).get("credentialsId").toString())
                    .containsExactly("renkei-mine-kubeconfig", "renkei-mine-clouds", "renkei-mine-secure");
        });
        assertThat(build.shell(" verify "))
                .allSatisfy(step -> assertThat(step.secrets())
                        .isEqualTo(
                                step.platform().equals("mine")
                                        ? Set.of("KUBECONFIG", "OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE")
                                        : Set.of()));
    }

    @Test
    @DisplayName(
            "a multibranch job, which builds what anybody proposes, sees no secrets, and tests and expects labs alone")
    void noSecretsForProposals() {
        var build = own().environment("BRANCH_NAME", "MR-12").run();

        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(build.steps("withCredentials")).isEmpty();
        assertThat(build.shell(" verify ")).extracting(Step::platform).containsExactly("lab-csi");
        assertThat(build.shell("exec:java@report"))
                .extracting(step -> step.environment().get("PLATFORMS"))
                .containsExactly("lab-csi");
    }

    @Test
    @DisplayName("a lab has no secrets")
    void labWithoutSecrets() {
        assertThat(night().run().steps("withCredentials")).isEmpty();
    }

    @Test
    @DisplayName("what a secret's variable names is not printed, published or kept")
    void secretsStayWhereTheyAre() {
        var secrets = Pattern.compile("KUBECONFIG|OS_CLIENT_[A-Z_]*FILE|secret");
        var build = own().run();

        assertThat(build.steps().stream().filter(step -> !step.name().equals("withCredentials")))
                .filteredOn(step ->
                        secrets.matcher(step.values() + "" + step.named()).find())
                .singleElement()
                .satisfies(step -> assertThat(step.text()).startsWith("install -m 600 "));
        assertThat(everyLine())
                .as("no line prints the whole environment")
                .noneMatch(line -> line.matches("(.*[;&|(]\\s*)?(env|printenv|set|export)\\b.*"));
    }

    @Test
    @DisplayName("results are published by their run's id, not through the link to the latest")
    void published() {
        var build = night().run();

        assertThat(build.steps("junit"))
                .extracting(Step::stage, step -> step.named().get("testResults").toString())
                .containsExactly(
                        tuple("Self-tests", "target/surefire-reports/TEST-*.xml"),
                        tuple("Report", "reports/out/*/" + Build.RUN + "/junit.xml"));
        assertThat(build.steps("archiveArtifacts").stream()
                        .filter(step -> step.stage().equals("Report")))
                .singleElement()
                .satisfies(step -> assertThat(step.named())
                        .containsEntry("artifacts", "reports/out/**")
                        .containsEntry("excludes", "reports/out/*/latest/**"));
        assertThat(build.steps("publishHTML"))
                .singleElement()
                .satisfies(step -> assertThat(step.named().get("target"))
                        .asString()
                        .contains("reportDir=reports/out", "reportFiles=index.html"));
    }

    @Test
    @DisplayName("a cell keeps its own run's results, its history and Allure's results")
    void kept() {
        var build = night().run();

        assertThat(build.steps("stash")).extracting(Step::platform).containsExactly("lab-csi", "lab-intree");
        assertThat(build.steps("stash"))
                .allSatisfy(step -> assertThat(step.named())
                        .containsEntry("name", "results-" + step.platform())
                        .containsEntry(
                                "includes",
                                "reports/out/*/" + Build.RUN
                                        + "/**,reports/out/history.jsonl,target/allure-results/**"));
    }

    @Test
    @DisplayName("mail is sent when the result changes, and under no other condition")
    void notifications() throws IOException {
        assertThat(pipeline.at("post").sections()).extracting(Section::name).containsExactly("changed");
        assertThat(calls("mail")).hasSize(1);
        assertThat(Files.readString(Section.JENKINSFILE).split("\\bmail\\b to:", -1)[0])
                .contains("changed {");
    }

    private static Build night() {
        return new Build().with("PLATFORMS", "lab-csi,lab-intree");
    }

    /** A build for a lab and for a platform of one's own, which has been put on the axis. */
    private static Build own() {
        return new Build().onAxis("mine").with("PLATFORMS", "lab-csi,mine");
    }

    private List<Step> runs() {
        return own().run().shell(" verify ");
    }

    private static List<String> everyLine() {
        return own().run().steps("sh").stream().map(Step::text).distinct().toList();
    }

    private String defaultOf(String parameter) {
        return pipeline.at("parameters").sections().stream()
                .filter(one -> one.named().get("name").equals(parameter))
                .map(one -> one.named().get("defaultValue").toString())
                .collect(Collectors.joining());
    }

    private static Duration timeout(Section section) {
        var named = section.at("options", "timeout").named();
        return Duration.of(
                Long.parseLong(named.get("time").toString()),
                ChronoUnit.valueOf(named.get("unit").toString()));
    }

    private static Duration runTimeout(String line) {
        return Pattern.compile("^timeout -k 5m (\\d+)m mvn ")
                .matcher(line)
                .results()
                .map((MatchResult match) -> Duration.ofMinutes(Long.parseLong(match.group(1))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no timeout in " + line));
    }

    private static List<String> labs() throws IOException {
        try (Stream<Path> files = Files.list(PLATFORMS)) {
            var labs = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("lab-.*\\.yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .toList();
            assertThat(labs).contains("lab-csi");
            return labs;
        }
    }

    /** What is given to each call of a step, as it is written: constants, or texts into which Groovy puts something. */
    private static List<List<Object>> calls(String step) throws IOException {
        var calls = new ArrayList<List<Object>>();
        new AstBuilder()
                .buildFromString(CompilePhase.CONVERSION, true, Files.readString(Section.JENKINSFILE))
                .forEach(node -> node.visit(new CodeVisitorSupport() {
                    @Override
                    public void visitMethodCallExpression(MethodCallExpression call) {
                        if (step.equals(call.getMethodAsString())) {
                            var arguments = new ArrayList<Object>();
                            call.getArguments().visit(new Leaves(arguments));
                            calls.add(arguments);
                        }
                        super.visitMethodCallExpression(call);
                    }
                }));
        return calls;
    }

    private static final class Leaves extends CodeVisitorSupport {
        private final List<Object> leaves;

        private Leaves(List<Object> leaves) {
            this.leaves = leaves;
        }

        @Override
        public void visitMapEntryExpression(MapEntryExpression entry) {
            entry.getValueExpression().visit(this);
        }

        @Override
        public void visitConstantExpression(ConstantExpression constant) {
            leaves.add(constant);
        }

        @Override
        public void visitGStringExpression(GStringExpression text) {
            leaves.add(text);
        }

        @Override
        public void visitVariableExpression(VariableExpression variable) {
            leaves.add(variable);
        }
    }
}
