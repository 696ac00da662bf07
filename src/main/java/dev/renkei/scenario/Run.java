package dev.renkei.scenario;

import dev.renkei.actor.Scene;
import dev.renkei.cloud.Cloud;
import dev.renkei.cluster.Cluster;
import dev.renkei.cluster.ClusterAccess;
import dev.renkei.contract.Contract;
import dev.renkei.evidence.EvidenceFolder;
import dev.renkei.evidence.Redactor;
import dev.renkei.platform.CloudsFile;
import dev.renkei.platform.Platform;
import dev.renkei.platform.Secret;
import dev.renkei.records.Leftover;
import dev.renkei.records.RunMark;
import dev.renkei.report.AllureLabels;
import dev.renkei.report.Console;
import dev.renkei.report.ContractFacts;
import dev.renkei.report.Leak;
import dev.renkei.report.Proof;
import dev.renkei.report.ProofReport;
import dev.renkei.report.RunFacts;
import dev.renkei.report.RunFolder;
import dev.renkei.report.RunReport;
import dev.renkei.report.ScenarioResult;
import dev.renkei.report.Verdict;
import dev.renkei.trace.Trace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hold what all scenarios of one run on one platform share: the platform, the contracts, and the run's folder. */
public final class Run {

    static final Path OUT = Path.of("reports", "out");

    private final Platform platform;
    private final Map<String, Contract> contracts;
    private final Console console;
    private final RunMark mark;
    private final RunFacts facts;
    private final RunFolder folder;
    private final AllureLabels allure;
    private final MetSecrets secrets;
    private final List<Leak> leaks = new ArrayList<>();
    private final List<Proof> proofs = new ArrayList<>();

    Run(Platform platform, Map<String, Contract> contracts, String id, Console console) {
        this.platform = platform;
        this.contracts = contracts;
        this.console = console;
        this.mark = new RunMark(id, platform.name());
        this.secrets = new MetSecrets(platform.secrets());
        this.facts = begin();
        this.folder = RunFolder.create(OUT, facts);
        RunOwner.mark(folder.path());
        this.allure = new AllureLabels(platform.name());
    }

    /** Give what was known of the run when it began. */
    RunFacts facts() {
        return facts;
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

    /** Give the instant at which the run began. */
    public Instant started() {
        return facts.started();
    }

    /** Give every secret that the run has met: those of the platform's accounts, and the passwords and tokens of scenarios. */
    public Set<Secret> secrets() {
        return secrets.all();
    }

    /** Give what takes every secret that the run has met out of texts. */
    Redactor redactor() {
        return secrets.redactor();
    }

    /** Forget what was noted as left behind, and the secrets that may have come out: it was a defect's doing. */
    synchronized void forgetDefect() {
        leaks.clear();
        secrets.forget();
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
        var trace = new Trace(Clock.systemUTC(), step -> console.running(platform.name(), contract.id(), step));
        console.running(platform.name(), contract.id(), "set the scene");
        return new Scene(platform, contract, mark, trace, secrets::add);
    }

    /** Collect a failure's evidence and give its folder, relative to the run's. */
    String collect(Scene scene, Throwable failure) {
        var evidence = folder.evidence(scene.contract().id());
        new EvidenceFolder(evidence, redactor()).collect(scene, failure);
        return folder.relative(evidence);
    }

    void ended(ScenarioResult result) {
        folder.append(result);
        console.ended(platform.name(), result);
    }

    /** Note that a scenario was not carried out, and why. */
    void ended(Contract contract, Verdict verdict, String reason) {
        ended(ScenarioResult.withoutRun(contract.id(), contract.title(), verdict, reason, null)
                .about(ContractFacts.of(contract)));
    }

    synchronized void proved(Proof proof) {
        proofs.add(proof);
        console.say("proof       %s on %s: %s"
                .formatted(
                        proof.id(),
                        platform.name(),
                        proof.caught() ? "red with defect " + proof.defect() : "NOT CAUGHT: " + proof.message()));
    }

    /** Write the run's report, which says that it is whole, or why it was cut. */
    synchronized void finish(String cut) {
        var finished = Instant.now();
        var report = RunReport.collect(folder, leaks, finished, cut);
        var page = report.write(folder);
        if (Night.proving()) {
            var defects = new LinkedHashMap<String, String>();
            PlannedScenarios.ids().stream()
                    .map(this::contract)
                    // What is skipped here has nothing to prove.
                    .filter(contract ->
                            ScenarioExtension.missing(platform, contract).isEmpty())
                    .forEach(contract ->
                            defects.put(contract.id(), contract.defect().name()));
            page = ProofReport.of(facts, defects, proofs, finished).write(folder);
        }
        console.finish(report, page);
        // A defect or fault that could not be ended, and whatever a cut run has not removed, is left to the next run.
        if (cut == null
                && NotedDefects.in(folder.path()).isEmpty()
                && NotedFaults.in(folder.path()).isEmpty()) {
            RunOwner.unmark(folder.path());
        }
    }

    private RunFacts begin() {
        var expected = new LinkedHashMap<String, String>();
        PlannedScenarios.ids().forEach(id -> expected.put(id, contract(id).title()));
        try (var cluster = ClusterAccess.read(platform.kubernetes()).asAdministrator(Trace.silent())) {
            return new RunFacts(
                    platform.name(),
                    mark.run(),
                    Instant.now(),
                    versions(cluster),
                    expected,
                    platform.redacted(),
                    platform.windows(),
                    contracts.keySet().stream()
                            .filter(id -> !expected.containsKey(id))
                            .sorted()
                            .toList());
        }
    }

    private Map<String, String> versions(Cluster cluster) {
        var account = CloudsFile.read(platform.openStack().cloudsFile())
                .entry(platform.openStack().cloud());
        var versions = new LinkedHashMap<String, String>();
        versions.put("kubernetes", cluster.version());
        versions.put("storage driver", cluster.provisioner(platform.storage().storageClass()));
        versions.putAll(new Cloud(account, Trace.silent(), secrets::add).versions());
        return versions;
    }
}
