package dev.renkei.scenario;

import dev.renkei.actor.Scene;
import dev.renkei.contract.Contract;
import dev.renkei.fault.Defects;
import dev.renkei.records.Inventory;
import dev.renkei.report.Proof;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Supplier;

/** Prove that a scenario can fail: with its own defect switched on it must go red, and for that reason. */
final class ProofOfScenario {

    /** The name of the defect of scenarios that fail on every platform, since the defect is upstream's own. */
    static final String UPSTREAM = "upstream";

    private final Run run;
    private final Contract contract;
    private final Object instance;
    private final Method method;

    ProofOfScenario(Run run, Contract contract, Object instance, Method method) {
        this.run = run;
        this.contract = contract;
        this.instance = instance;
        this.method = method;
    }

    /**
     * Run the scenario with its defect and record whether it was caught.
     *
     * @throws AssertionError when it was not
     */
    void require() throws Throwable {
        var scene = run.scene(contract);
        try {
            var proof = prove(scene);
            run.proved(proof);
            if (!proof.caught()) {
                throw new AssertionError("with defect %s on, the scenario must fail with '%s', but: %s"
                        .formatted(proof.defect(), contract.defect().message(), proof.message()));
            }
        } catch (RuntimeException | AssertionError e) {
            new Attempt(run, scene).fail(e);
        }
    }

    /** Run the scenario once more, as in any run, with the defect off. */
    void runClean() throws Throwable {
        var scene = run.scene(contract);
        new Attempt(run, scene).judge(() -> invoke(scene));
    }

    private Proof prove(Scene scene) {
        var attempt = new Attempt(run, scene);
        // With the defect off again: what it kept from being removed can be removed now.
        var outcome = attempt.cleanUp(withDefect(scene, attempt));
        outcome.left().ifPresent(left -> {
            throw left;
        });
        removeLeftovers();
        var message = outcome.failure().map(attempt::message).orElse("the scenario passed all the same");
        var caught = outcome.failure().isPresent()
                && message.contains(contract.defect().message());
        return new Proof(contract.id(), contract.defect().name(), caught, message);
    }

    private Object invoke(Scene scene) throws Throwable {
        method.setAccessible(true);
        try {
            return method.invoke(instance, ScenarioExtension.arguments(method, scene, run));
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private void removeLeftovers() {
        run.forgetDefect();
        try (var scene = run.scene(contract)) {
            new Inventory(scene.cluster(), scene.cloud(), scene.trace(), scene.mark()).remove();
        }
    }

    private Attempt.Outcome withDefect(Scene scene, Attempt attempt) {
        Supplier<Attempt.Outcome> body = () -> attempt.perform(() -> invoke(scene));
        if (contract.defect().name().equals(UPSTREAM)) {
            return body.get();
        }
        try {
            return withDefect(scene, body);
        } catch (RuntimeException | AssertionError e) {
            // The defect may still be on, but faults and volumes of the scenario must not stay as well.
            attempt.cleanUp(new Attempt.Outcome(Optional.of(e), null));
            throw e;
        }
    }

    private Attempt.Outcome withDefect(Scene scene, Supplier<Attempt.Outcome> body) {
        var command = run.platform()
                .defects()
                .orElseThrow(() -> new IllegalStateException(
                        "-Dproof needs a platform with a command for defects, and %s names none"
                                .formatted(run.platform().name())));
        var defects = new NotedDefects(run.path(), new Defects(command, scene.trace()));
        try {
            defects.on(contract.defect().name());
            return body.get();
        } finally {
            defects.off(contract.defect().name());
        }
    }
}
