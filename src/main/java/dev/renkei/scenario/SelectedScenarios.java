package dev.renkei.scenario;

import dev.renkei.contract.Selection;
import java.util.Optional;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Leave only those scenarios in JUnit's plan that {@code -Dscenarios=} selects; other test classes stay. */
public final class SelectedScenarios implements PostDiscoveryFilter {

    private final Selection selection;

    /** Take the selection of {@code -Dscenarios=}; JUnit makes this filter by itself. */
    public SelectedScenarios() {
        this(Selection.parse(System.getProperty("scenarios")));
    }

    SelectedScenarios(Selection selection) {
        this.selection = selection;
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        return test.getSource()
                .flatMap(SelectedScenarios::scenario)
                .filter(scenario -> !selection.matches(scenario.value()))
                .map(scenario -> FilterResult.excluded(scenario.value() + " is not selected"))
                .orElseGet(() -> FilterResult.included(null));
    }

    // The method is asked about too: JUnit leaves a class in the plan as long as it has methods.
    private static Optional<Scenario> scenario(TestSource source) {
        if (source instanceof ClassSource type) {
            return Optional.ofNullable(type.getJavaClass().getAnnotation(Scenario.class));
        }
        return source instanceof MethodSource method
                ? Optional.ofNullable(method.getJavaClass().getAnnotation(Scenario.class))
                : Optional.empty();
    }
}
