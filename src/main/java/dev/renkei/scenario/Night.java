package dev.renkei.scenario;

import dev.renkei.contract.Contracts;
import dev.renkei.platform.Platforms;
import dev.renkei.report.AllureLabels;
import dev.renkei.report.Console;
import dev.renkei.report.Pages;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Hold the runs on all platforms that this JVM was asked for. It begins with the first scenario, ends with JUnit, and writes
 * its reports even when the JVM is told to end before.
 */
final class Night implements AutoCloseable {

    private static final Path SCENARIOS = Path.of("scenarios");
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Night.class);

    private final Console console = Console.open(System.out);
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final Thread cut = new Thread(this::cut, "reports of a run that is cut");

    private Night() {
        var contracts = Contracts.load(SCENARIOS);
        var id = RunIds.current();
        Platforms.here()
                .each()
                .forEach(platform -> runs.put(platform.asked(), new Run(platform.load(), contracts, id, console)));
        var facts = runs.values().stream().map(Run::facts).toList();
        AllureLabels.writeRuns(
                Path.of(System.getProperty("allure.results.directory", "target/allure-results")),
                facts,
                System.getenv(),
                Path.of("reports", "categories.json"));
        console.begin(facts);
        Runtime.getRuntime().addShutdownHook(cut);
    }

    /** Give the runs of this JVM. */
    static Night of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Night.class, type -> new Night(), Night.class);
    }

    /** Say whether this JVM proves its scenarios, by {@code -Dproof}. */
    static boolean proving() {
        var proof = System.getProperty("proof");
        return proof != null && !proof.equals("false");
    }

    /** Give the run on the platform that was asked for by this name. */
    Run run(String platform) {
        return runs.get(platform);
    }

    @Override
    public void close() {
        finish(null);
        Runtime.getRuntime().removeShutdownHook(cut);
    }

    private void cut() {
        finish("it was told to end before its time");
    }

    private void finish(String why) {
        if (finished.compareAndSet(false, true)) {
            runs.values().forEach(run -> run.finish(why));
            Pages.afterRun(Run.OUT, RunOwner::goesOn, console::say);
            console.close();
        }
    }
}
