package dev.renkei.scenario;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Scene;
import dev.renkei.actor.Stranger;
import dev.renkei.actor.Tenant;
import dev.renkei.contract.Contract;
import dev.renkei.fault.Facts;
import dev.renkei.fault.Faults;
import dev.renkei.platform.Platform;
import dev.renkei.records.Inventory;
import dev.renkei.report.Verdict;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Run one scenario on one platform: hand out the actors, skip what the platform cannot do, keep evidence, clean up, and give the verdict.
 *
 * <p>All of it happens around the test method, in the one place where JUnit lets the outcome be changed.
 */
final class ScenarioExtension implements ParameterResolver, InvocationInterceptor {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ScenarioExtension.class);
    private static final Set<Class<?>> ACTORS = Set.of(
            Tenant.class,
            Administrator.class,
            Stranger.class,
            Platform.class,
            Faults.class,
            Facts.class,
            Measure.class,
            Inventory.class,
            Scene.class,
            Run.class);

    private final String platform;

    /** Run scenarios on the platform that was asked for by this name. */
    ScenarioExtension(String platform) {
        this.platform = platform;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return ACTORS.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var run = run(context);
        try {
            return argument(parameter.getParameter(), scene(context), run);
        } catch (RuntimeException e) {
            // Nothing has begun, and JUnit will not come to the test: this is where the verdict is known.
            var contract = contract(context, run);
            run.ended(contract, Verdict.BROKEN, run.redactor().redact(e.toString()));
            throw RedactedFailure.of(e, run.redactor());
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        var run = run(context);
        var contract = contract(context, run);
        describe(run, contract);
        missing(run.platform(), contract).ifPresent(reason -> {
            invocation.skip();
            run.ended(contract, Verdict.SKIPPED, reason);
            throw new TestAbortedException("skipped: " + reason);
        });
        if (Night.proving()) {
            invocation.skip();
            var proof = new ProofOfScenario(run, contract, context.getRequiredTestInstance(), method.getExecutable());
            proof.require();
            proof.runClean();
            return;
        }
        new Attempt(run, scene(context)).judge(() -> {
            invocation.proceed();
            return null;
        });
    }

    static Object[] arguments(Method method, Scene scene, Run run) {
        var parameters = method.getParameters();
        var arguments = new Object[parameters.length];
        for (var i = 0; i < parameters.length; i++) {
            arguments[i] = argument(parameters[i], scene, run);
        }
        return arguments;
    }

    private static Object argument(Parameter parameter, Scene scene, Run run) {
        var type = parameter.getType();
        if (type == Tenant.class) {
            return scene.tenant(parameter.isAnnotationPresent(Another.class) ? 1 : 0);
        }
        return Map.<Class<?>, java.util.function.Supplier<Object>>of(
                        Administrator.class, scene::administrator,
                        Stranger.class, scene::stranger,
                        Platform.class, scene::platform,
                        Faults.class,
                                () -> new Faults(
                                        scene.platform(), scene.trace(), new NotedFaults(run.path(), scene.ledger())),
                        Facts.class, () -> new Facts(scene.platform(), scene.trace()),
                        Measure.class, () -> new Measure(scene.trace()),
                        Inventory.class,
                                () -> new Inventory(scene.cluster(), scene.cloud(), scene.trace(), scene.mark()),
                        Scene.class, () -> scene,
                        Run.class, () -> run)
                .get(type)
                .get();
    }

    private Run run(ExtensionContext context) {
        return Night.of(context).run(platform);
    }

    private Scene scene(ExtensionContext context) {
        var run = run(context);
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(Scene.class, type -> run.scene(contract(context, run)), Scene.class);
    }

    private static Contract contract(ExtensionContext context, Run run) {
        return run.contract(
                context.getRequiredTestClass().getAnnotation(Scenario.class).value());
    }

    private static void describe(Run run, Contract contract) {
        var links = run.platform()
                .knownGap(contract.id())
                .map(gap -> Map.of("known gap", gap.link()))
                .orElse(Map.of());
        run.allure().describe(contract.id(), contract.title(), contract.tags(), links);
    }

    /** Say why a platform must skip a scenario; empty when it need not. */
    static Optional<String> missing(Platform platform, Contract contract) {
        var missing = new TreeSet<>(contract.needs());
        missing.removeAll(platform.capabilities());
        if (!missing.isEmpty()) {
            return Optional.of("platform %s does not claim %s".formatted(platform.name(), String.join(", ", missing)));
        }
        return contract.disruptive() && !platform.disruptive()
                ? Optional.of("it disturbs others, and platform %s does not allow that".formatted(platform.name()))
                : Optional.empty();
    }
}
