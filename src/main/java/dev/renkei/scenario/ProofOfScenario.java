package dev.renkei.scenario;

import dev.renkei.contract.Contract;
import dev.renkei.fault.Defects;
import dev.renkei.records.Inventory;
import dev.renkei.report.Proof;
import dev.renkei.trace.Trace;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

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
    void require() {
        var proof = prove();
        run.proved(proof);
        if (!proof.caught()) {
            throw new AssertionError("with defect %s on, the scenario must fail with '%s', but: %s"
                    .formatted(proof.defect(), contract.defect().message(), proof.message()));
        }
    }

    private Proof prove() {
        var scene = run.scene(contract);
        var attempt = new Attempt(run, scene);
        var outcome = withDefect(() -> attempt.perform(() -> {
            method.setAccessible(true);
            try {
                return method.invoke(instance, ScenarioExtension.arguments(method, scene, run));
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }));
        // With the defect off again: what it kept from being removed can be removed now.
        attempt.cleanUp(outcome);
        removeLeftovers();
        var message = outcome.failure().map(attempt::message).orElse("the scenario passed all the same");
        var caught = outcome.failure().isPresent()
                && message.contains(contract.defect().message());
        return new Proof(contract.id(), contract.defect().name(), caught, message);
    }

    private void removeLeftovers() {
        run.forgetLeaks();
        try (var scene = run.scene(contract)) {
            new Inventory(scene.cluster(), scene.cloud(), scene.trace(), scene.mark()).remove();
        }
    }

    private Attempt.Outcome withDefect(java.util.function.Supplier<Attempt.Outcome> body) {
        if (contract.defect().name().equals(UPSTREAM)) {
            return body.get();
        }
        var command = run.platform()
                .defects()
                .orElseThrow(() -> new IllegalStateException(
                        "-Dproof needs a platform with a command for defects, and %s names none"
                                .formatted(run.platform().name())));
        var defects = new Defects(command, Trace.silent());
        try {
            defects.on(contract.defect().name());
            return body.get();
        } finally {
            defects.off(contract.defect().name());
        }
    }
}
