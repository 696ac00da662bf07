package dev.renkei.scenario;

import dev.renkei.contract.Selection;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Leave only those scenarios in JUnit's plan that {@code -Dscenarios=} selects; other test classes stay. */
public final class SelectedScenarios implements PostDiscoveryFilter {

    private final Selection selection = Selection.parse(System.getProperty("scenarios"));

    @Override
    public FilterResult apply(TestDescriptor test) {
        return test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass().getAnnotation(Scenario.class))
                .filter(scenario -> !selection.matches(scenario.value()))
                .map(scenario -> FilterResult.excluded(scenario.value() + " is not selected"))
                .orElseGet(() -> FilterResult.included(null));
    }
}
