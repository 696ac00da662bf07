package dev.renkei.scenario;

import dev.renkei.actor.Scene;
import dev.renkei.cluster.ClusterAccess;
import dev.renkei.contract.Contract;
import dev.renkei.contract.Contracts;
import dev.renkei.evidence.EvidenceFolder;
import dev.renkei.evidence.Redactor;
import dev.renkei.platform.Platform;
import dev.renkei.platform.Platforms;
import dev.renkei.records.Leftover;
import dev.renkei.records.RunMark;
import dev.renkei.report.AllureLabels;
import dev.renkei.report.Console;
import dev.renkei.report.Leak;
import dev.renkei.report.Proof;
import dev.renkei.report.ProofReport;
import dev.renkei.report.RunFacts;
import dev.renkei.report.RunFolder;
import dev.renkei.report.RunReport;
import dev.renkei.report.ScenarioResult;
import dev.renkei.trace.Trace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Hold what all scenarios of one run share: the platform, the contracts, the run's folder and the console. */
public final class Run implements AutoCloseable {

    private static final Path OUT = Path.of("reports", "out");
    private static final Path SCENARIOS = Path.of("scenarios");
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Run.class);

    private final Platform platform;
    private final Map<String, Contract> contracts;
    private final RunMark mark;
    private final RunFacts facts;
    private final RunFolder folder;
    private final Console console;
    private final AllureLabels allure;
    private final List<Leak> leaks = new ArrayList<>();
    private final List<Proof> proofs = new ArrayList<>();

    private Run() {
        this.platform = Platforms.here().load();
        this.contracts = Contracts.load(SCENARIOS);
        this.mark = new RunMark(RunIds.current());
        this.facts = facts();
        this.folder = RunFolder.create(OUT, facts);
        RunOwner.mark(folder.path());
        this.console = Console.open(System.out);
        this.allure = new AllureLabels(platform.name());
        AllureLabels.writeRun(
                Path.of(System.getProperty("allure.results.directory", "target/allure-results")),
                facts,
                System.getenv(),
                Path.of("reports", "categories.json"));
        console.begin(facts);
    }

    /** Give the run of this JVM, which begins with the first scenario that asks for it and ends with JUnit. */
    static Run of(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Run.class, type -> new Run(), Run.class);
    }

    /** Say whether this run proves its scenarios, by {@code -Dproof}. */
    static boolean proving() {
        var proof = System.getProperty("proof");
        return proof != null && !proof.equals("false");
    }

    /** Give the platform of this run. */
    public Platform platform() {
        return platform;
    }

    /** Give the run's mark on what it makes. */
    public RunMark mark() {
        return mark;
    }

    /** Give the run's folder. */
    Path path() {
        return folder.path();
    }

    /** Note what is left behind at the end. */
    public synchronized void leaked(List<Leftover> leftovers) {
        leftovers.forEach(leftover -> leaks.add(new Leak(
                leftover.kind(),
                leftover.id(),
                leftover.name(),
                mark.scenarioIn(leftover.madeBy(), contracts.keySet()).orElse(null))));
    }

    /** Forget what was noted as left behind: it was a defect's doing. */
    synchronized void forgetLeaks() {
        leaks.clear();
    }

    Contract contract(String id) {
        var contract = contracts.get(id);
        if (contract == null) {
            throw new IllegalStateException("there is no scenarios/%s/scenario.yaml".formatted(id));
        }
        return contract;
    }

    AllureLabels allure() {
        return allure;
    }

    Scene scene(Contract contract) {
        var trace = new Trace(Clock.systemUTC(), step -> console.running(contract.id(), step));
        console.running(contract.id(), "set the scene");
        return new Scene(platform, contract, mark, trace);
    }

    /** Collect a failure's evidence and give its folder, relative to the run's. */
    String collect(Scene scene, Throwable failure) {
        var evidence = folder.evidence(scene.contract().id());
        new EvidenceFolder(evidence, new Redactor(scene.secrets())).collect(scene, failure);
        return folder.relative(evidence);
    }

    void ended(ScenarioResult result) {
        folder.append(result);
        console.ended(result);
    }

    synchronized void proved(Proof proof) {
        proofs.add(proof);
        console.say("proof       %s: %s"
                .formatted(
                        proof.id(),
                        proof.caught() ? "red with defect " + proof.defect() : "NOT CAUGHT: " + proof.message()));
    }

    @Override
    public synchronized void close() {
        var finished = Instant.now();
        var report = RunReport.collect(folder, leaks, finished, null);
        var page = report.write(folder);
        if (proving()) {
            var defects = new LinkedHashMap<String, String>();
            PlannedScenarios.ids()
                    .forEach(id -> defects.put(id, contract(id).defect().name()));
            page = ProofReport.of(facts, defects, proofs, finished).write(folder);
        }
        console.finish(report, page);
        console.close();
        // A defect that could not be switched off is left to the next run, as if this one had been killed.
        if (NotedDefects.in(folder.path()).isEmpty()) {
            RunOwner.unmark(folder.path());
        }
    }

    private RunFacts facts() {
        var expected = new LinkedHashMap<String, String>();
        PlannedScenarios.ids().forEach(id -> expected.put(id, contract(id).title()));
        try (var cluster = ClusterAccess.read(platform.kubernetes()).asAdministrator(Trace.silent())) {
            return new RunFacts(
                    platform.name(),
                    mark.run(),
                    Instant.now(),
                    Map.of("kubernetes", cluster.version()),
                    expected,
                    platform.redacted());
        }
    }
}
