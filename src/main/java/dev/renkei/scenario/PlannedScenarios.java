package dev.renkei.scenario;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Tell which scenarios JUnit is about to run, after all its filters.
 *
 * <p>JUnit makes this listener and the extension each by itself and gives them no place in common: hence the one static
 * field of the suite.
 */
public final class PlannedScenarios implements TestExecutionListener {

    private static final AtomicReference<List<String>> PLANNED = new AtomicReference<>(List.of());

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        var ids = new TreeSet<String>();
        plan.accept(new TestPlan.Visitor() {
            @Override
            public void visit(TestIdentifier test) {
                test.getSource()
                        .filter(ClassSource.class::isInstance)
                        .map(source -> ((ClassSource) source).getJavaClass().getAnnotation(Scenario.class))
                        .ifPresent(scenario -> ids.add(scenario.value()));
            }
        });
        PLANNED.set(List.copyOf(ids));
    }

    /** Give the ids of the scenarios of the plan that runs in this JVM, in order. */
    static List<String> ids() {
        return PLANNED.get();
    }
}
