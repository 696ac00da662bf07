package dev.renkei;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String HOUSE = "dev.renkei.";

    /** From the top down: a package knows those of lower floors, and none of its own floor. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("command"),
            Set.of("scenario"),
            Set.of("evidence", "report"),
            Set.of("actor"),
            Set.of("records", "fault"),
            Set.of("cluster", "cloud"),
            Set.of("http"),
            Set.of("wait"),
            Set.of("trace"),
            Set.of("contract", "platform", "isolation"),
            Set.of("yaml"));

    /** What the bottom does not know, though it lies lower. */
    private static final Map<String, Set<String>> STRANGERS = Map.of(
            "trace", Set.of("contract", "platform", "yaml"),
            "wait", Set.of("contract", "platform", "yaml"),
            "http", Set.of("contract", "platform", "yaml"),
            "report", Set.of("cluster", "cloud", "http", "wait"),
            "records", Set.of("contract"));

    static {
        // The rules ask for names only: there is no need to read all libraries.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    }

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.renkei");
    private final JavaClasses scenarios = new ClassFileImporter().importPackages("scenarios");

    @Test
    @DisplayName("Arrows between packages only point downwards")
    void arrows() {
        classes().should(onlyKnowLowerFloors()).check(house);
    }

    @Test
    @DisplayName("Only the package wait waits")
    void waits() {
        for (var classes : List.of(house, scenarios)) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.renkei.wait..")
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class, int.class)
                    .orShould()
                    .callMethod(TimeUnit.class, "sleep", long.class)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("org.awaitility..")
                    .check(classes);
        }
    }

    @Test
    @DisplayName("Only where a run begins and reports is anything printed")
    void prints() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.renkei.command..", "dev.renkei.scenario..", "dev.renkei.report..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(house);
        noClasses().should(ACCESS_STANDARD_STREAMS).check(scenarios);
    }

    @Test
    @DisplayName("Each client library stays in its one package")
    void libraries() {
        stays("io.fabric8.kubernetes.client..", "dev.renkei.cluster..");
        stays("org.openstack4j..", "dev.renkei.cloud..");
        stays("io.restassured..", "dev.renkei.http..");
        stays("org.apache.http..", "dev.renkei.http..");
        stays("io.qameta.allure..", "dev.renkei.report..");
    }

    @Test
    @DisplayName("Only the packages scenario and command know JUnit's engine")
    void junit() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.renkei.scenario..", "dev.renkei.command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit..")
                .check(house);
    }

    @Test
    @DisplayName(
            "Scenarios speak to actors, records and answers, never to a client, a raw request or a clock of their own")
    void scenarios() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8.kubernetes.client..",
                        "org.openstack4j..",
                        "io.restassured..",
                        "dev.renkei.http..",
                        "dev.renkei.report..",
                        "java.net.http..")
                .check(scenarios);
    }

    @Test
    @DisplayName("No static field can change, but for the plan that JUnit's listener leaves for its extension")
    void staticState() {
        fields().that()
                .areStatic()
                .and(are(madeByHand()))
                .should()
                .beFinal()
                .andShould(notHoldState())
                .check(house);
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(scenarios);
    }

    @Test
    @DisplayName("No class is named for being useful")
    void names() {
        for (var classes : List.of(house, scenarios)) {
            noClasses()
                    .should()
                    .haveNameMatching(".*[.$](Base|Abstract)[A-Z][^.$]*")
                    .orShould()
                    .haveNameMatching(".*(Utils?|Helper|Manager)")
                    .check(classes);
        }
    }

    private void stays(String library, String home) {
        for (var classes : List.of(house, scenarios)) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(home)
                    .should()
                    .dependOnClassesThat(resideInAPackage(library))
                    .check(classes);
        }
    }

    private static ArchCondition<JavaClass> onlyKnowLowerFloors() {
        return new ArchCondition<>("only know packages of lower floors") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                floor(from);
                from.getDirectDependenciesFromSelf().stream()
                        .filter(arrow -> arrow.getTargetClass().getPackageName().startsWith(HOUSE))
                        .filter(arrow -> !room(arrow.getTargetClass()).equals(room(from)))
                        .filter(arrow -> floor(arrow.getTargetClass()) <= floor(from)
                                || STRANGERS.getOrDefault(room(from), Set.of()).contains(room(arrow.getTargetClass())))
                        .forEach(arrow -> events.add(SimpleConditionEvent.violated(from, arrow.getDescription())));
            }
        };
    }

    private static int floor(JavaClass type) {
        for (var floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(room(type))) {
                return floor;
            }
        }
        throw new AssertionError("%s is in a package that has no floor: give it one here and in the documentation"
                .formatted(type.getName()));
    }

    private static String room(JavaClass type) {
        return Stream.of(type.getPackageName().substring(HOUSE.length()).split("\\."))
                .findFirst()
                .orElseThrow();
    }

    private static DescribedPredicate<JavaField> madeByHand() {
        return DescribedPredicate.describe(
                "made by hand",
                field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !field.getName().startsWith("$"));
    }

    private static ArchCondition<JavaField> notHoldState() {
        return new ArchCondition<>("hold no state") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                var documented = field.getFullName().equals("dev.renkei.scenario.PlannedScenarios.PLANNED");
                if (!documented && canChange(field.getRawType().reflect())) {
                    events.add(SimpleConditionEvent.violated(
                            field, "%s can change: it is %s".formatted(field.getFullName(), field.getRawType())));
                }
            }
        };
    }

    private static boolean canChange(Class<?> type) {
        return type.isArray()
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || ThreadLocal.class.isAssignableFrom(type)
                || !type.isInterface() && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
    }
}
