package dev.renkei.report;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Parameter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells Allure which scenario a test is, and on which platform.
 *
 * <p>Allure would make a test's identity from class, method and parameters. Two platforms in one report would then be taken for
 * one test and its retry, and a moved class would lose its history; so the identity is made of scenario and platform.
 */
public final class AllureLabels {
    private static final Set<String> OURS = Set.of("parentSuite", "suite", "subSuite", "epic", "feature", "story");

    private final AllureLifecycle lifecycle;
    private final String platform;

    /** Label tests as run on this platform. */
    public AllureLabels(String platform) {
        this(platform, Allure.getLifecycle());
    }

    AllureLabels(String platform, AllureLifecycle lifecycle) {
        this.platform = platform;
        this.lifecycle = lifecycle;
    }

    /**
     * Label the test that runs in the calling thread, which must be JUnit's own.
     *
     * @param id the scenario's {@code area/name}
     * @param title becomes the test's name
     * @param tags become tags
     * @param links addresses by name, for instance that of a known gap
     */
    public void describe(String id, String title, Collection<String> tags, Map<String, String> links) {
        lifecycle.updateTestCase(test -> {
            test.setHistoryId(hash(id + "\n" + platform));
            test.setTestCaseId(hash(id));
            test.setFullName(id);
            test.setName(title);
            test.getLabels().removeIf(label -> OURS.contains(label.getName()));
            label(test.getLabels(), "parentSuite", platform);
            label(test.getLabels(), "suite", ScenarioResult.area(id));
            label(test.getLabels(), "epic", ScenarioResult.area(id));
            label(test.getLabels(), "story", title);
            tags.forEach(tag -> label(test.getLabels(), "tag", tag));
            test.getParameters().add(new Parameter().setName("platform").setValue(platform));
            links.forEach((name, address) ->
                    test.getLinks().add(new Link().setName(name).setUrl(address).setType("custom")));
        });
    }

    /**
     * Write what Allure shows of the runs on all platforms: environment.properties, executor.json, and categories.json as a copy of the
     * given file.
     *
     * @param results Allure's results folder; it is created
     * @param environment the process's environment, in which a Jenkins job says which build it is
     * @throws UncheckedIOException if a file can't be read or written
     */
    public static void writeRuns(Path results, List<RunFacts> runs, Map<String, String> environment, Path categories) {
        try {
            Files.createDirectories(results);
            RunFolder.replace(results.resolve("environment.properties"), properties(runs));
            RunFolder.replace(results.resolve("executor.json"), executor(runs, environment));
            RunFolder.replace(results.resolve("categories.json"), Files.readString(categories));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String platforms(List<RunFacts> runs) {
        return runs.stream().map(RunFacts::platform).collect(Collectors.joining(", "));
    }

    private static void label(List<Label> labels, String name, String value) {
        labels.add(new Label().setName(name).setValue(value));
    }

    private static String properties(List<RunFacts> runs) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (RunFacts run : runs) {
            run.versions().forEach((product, version) -> values.put(run.platform() + "." + product, version));
            values.put("run", run.run());
        }
        values.put("platforms", platforms(runs));
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> value : values.entrySet()) {
            // One at a time: the order of a whole Properties differs between Java releases.
            Properties one = new Properties();
            one.setProperty(value.getKey(), value.getValue());
            StringWriter lines = new StringWriter();
            one.store(lines, null);
            lines.toString()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private static String executor(List<RunFacts> runs, Map<String, String> environment) {
        String build = environment.get("BUILD_NUMBER");
        boolean jenkins = environment.containsKey("JENKINS_URL") && build != null && build.matches("\\d{1,18}");
        return ReportJson.page(ReportJson.object()
                .put("name", jenkins ? "Jenkins" : "Maven")
                .put("type", jenkins ? "jenkins" : "maven")
                .put("url", jenkins ? environment.get("JENKINS_URL") : null)
                .put(
                        "buildOrder",
                        jenkins ? Long.parseLong(build) : runs.get(0).started().getEpochSecond())
                .put(
                        "buildName",
                        jenkins
                                ? environment.getOrDefault("JOB_NAME", "build") + " #" + build
                                : runs.get(0).run())
                .put("buildUrl", jenkins ? environment.get("BUILD_URL") : null)
                .put("reportName", "Renkei on " + platforms(runs)));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
