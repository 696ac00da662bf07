package dev.renkei.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.contract.Selection;
import java.util.List;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SelectionOfScenariosTest {

    private static final Class<?>[] CLASSES = {
        LastOfAll.class, AloneBefore.class, Ordinary.class, Detached.class, Another.class, Moves.class
    };

    @Test
    @DisplayName("Scenarios that -Dscenarios= selects stay in JUnit's plan, with all other test classes")
    void selected() {
        assertThat(planned("volumes/moves,auth/*")).containsExactly("Another", "Moves", "Ordinary");
        assertThat(planned(null)).hasSize(CLASSES.length);
        assertThat(planned("nothing/like-it")).containsExactly("Ordinary");
    }

    @Test
    @DisplayName("A run expects those scenarios that are in JUnit's plan after all filters")
    void plannedIds() {
        var listener = new PlannedScenarios();
        try {
            listener.testPlanExecutionStarted(plan(new SelectedScenarios(Selection.parse("volumes/*"))));
            assertThat(PlannedScenarios.ids()).containsExactly("volumes/alone", "volumes/detached", "volumes/moves");
        } finally {
            listener.testPlanExecutionStarted(plan(test -> org.junit.platform.engine.FilterResult.excluded("the end")));
        }
        assertThat(PlannedScenarios.ids()).isEmpty();
    }

    @Test
    @DisplayName(
            "Scenarios that may run beside others begin first, those that run alone follow, and the last come last")
    void order() {
        assertThat(classes(plan(test -> org.junit.platform.engine.FilterResult.included(null))))
                .containsExactly("Another", "Detached", "Moves", "Ordinary", "AloneBefore", "LastOfAll");
    }

    private static List<String> planned(String selection) {
        return classes(plan(new SelectedScenarios(Selection.parse(selection)))).stream()
                .sorted()
                .toList();
    }

    private static TestPlan plan(PostDiscoveryFilter filter) {
        var launcher = LauncherFactory.create(LauncherConfig.builder()
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build());
        return launcher.discover(request(filter));
    }

    private static LauncherDiscoveryRequest request(PostDiscoveryFilter filter) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .filters(filter)
                .configurationParameter(ClassOrderer.DEFAULT_ORDER_PROPERTY_NAME, RunOrder.class.getName());
        for (var type : CLASSES) {
            request.selectors(DiscoverySelectors.selectClass(type));
        }
        return request.build();
    }

    private static List<String> classes(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getChildren(root).stream())
                .map(TestIdentifier::getDisplayName)
                .map(name -> name.substring(name.lastIndexOf('.') + 1).replace("SelectionOfScenariosTest$", ""))
                .toList();
    }

    @Scenario("volumes/moves")
    static class Moves {
        @Test
        void moves() {}
    }

    @Scenario("volumes/detached")
    static class Detached {
        @Test
        void detached() {}
    }

    @Scenario("auth/another")
    static class Another {
        @Test
        void another() {}
    }

    @Isolated
    @Scenario("volumes/alone")
    static class AloneBefore {
        @Test
        void alone() {}
    }

    @Last
    @Scenario("reclaim/last")
    static class LastOfAll {
        @Test
        void last() {}
    }

    static class Ordinary {
        @Test
        void ordinary() {}
    }
}
