package dev.renkei;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.renkei.contract.Contract;
import dev.renkei.contract.Contracts;
import dev.renkei.scenario.Scenario;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.commons.support.AnnotationSupport;

/** Hold the scenarios' classes to their contracts, and to being read like them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioClassesTest {

    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final int LONGEST = 25;

    private final Map<String, Contract> contracts = Contracts.load(Path.of("scenarios"));
    private final List<Class<?>> classes = new ClassFileImporter()
            .importPackages("scenarios").stream()
                    .filter(JavaClass::isTopLevelClass)
                    .filter(type -> type.getSimpleName().endsWith("IT"))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    @Test
    @DisplayName("Each scenario's folder has exactly one class, and each class one folder")
    void oneToOne() {
        var ids = classes.stream()
                .map(type ->
                        type.isAnnotationPresent(Scenario.class) ? id(type) : type.getName() + " without @Scenario")
                .toList();

        assertThat(ids).containsExactlyInAnyOrderElementsOf(contracts.keySet());
    }

    @Test
    @DisplayName("Each class lies in its area's package and is called like its scenario")
    void places() {
        assertThat(classes)
                .allSatisfy(type -> assertThat(type.getName())
                        .isEqualTo("scenarios.%s.%sIT".formatted(contract(type).area(), inCamelCase(id(type)))));
    }

    @Test
    @DisplayName("Each class has one test, which bears the contract's title")
    void titles() {
        assertThat(classes).allSatisfy(type -> {
            var tests = tests(type);
            assertThat(tests).as("tests of %s", type).hasSize(1);
            var name = tests.get(0).getAnnotation(DisplayName.class);
            assertThat(name).as("@DisplayName in %s", type).isNotNull();
            assertThat(name.value()).isEqualTo(contract(type).title());
        });
    }

    @Test
    @DisplayName("Each class has its contract's tags and no others")
    void tags() {
        assertThat(classes)
                .allSatisfy(type -> assertThat(Stream.concat(Stream.of(type), tests(type).stream())
                                .flatMap(element ->
                                        AnnotationSupport.findRepeatableAnnotations(element, Tag.class).stream())
                                .map(Tag::value))
                        .as("tags of %s", type)
                        .containsExactlyInAnyOrderElementsOf(contract(type).tags()));
    }

    @Test
    @DisplayName("A scenario runs alone when its contract says that it disturbs others")
    void disruptive() {
        assertThat(classes)
                .filteredOn(type -> contract(type).disruptive())
                .allSatisfy(type -> assertThat(AnnotationSupport.isAnnotated(type, Isolated.class))
                        .as("%s must be @Isolated", type)
                        .isTrue());
    }

    @Test
    @DisplayName("A test has at most 25 lines and takes no decisions: it reads like its contract")
    void readable() throws IOException {
        var troubles = new ArrayList<String>();
        for (var file : sources()) {
            troubles.addAll(troubles(file));
        }

        assertThat(troubles).isEmpty();
    }

    @Test
    @DisplayName("The rule for tests sees what is too long and what decides")
    void readableCanFail() throws IOException {
        var file = Files.createTempDirectory("renkei").resolve("LongIT.java");
        try {
            Files.writeString(
                    file,
                    "class LongIT {\n  @Test void much() {\n%s  }\n  @Test void odd() { if (true) { for (;;) {} } while (true) {} }\n}\n"
                            .formatted("    step();\n".repeat(24)));

            assertThat(troubles(file))
                    .containsExactly(
                            "LongIT.java: much has 26 lines",
                            "LongIT.java: odd decides: IF",
                            "LongIT.java: odd decides: FOR_LOOP",
                            "LongIT.java: odd decides: WHILE_LOOP");
        } finally {
            Files.delete(file);
            Files.delete(file.getParent());
        }
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES.resolve("scenarios"))) {
            return files.filter(file -> file.toString().endsWith("IT.java")).toList();
        }
    }

    private static List<String> troubles(Path file) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjects(file));
            var troubles = new ArrayList<String>();
            for (var unit : task.parse()) {
                new TestReader(unit, Trees.instance(task).getSourcePositions(), troubles).scan(unit, null);
            }
            return troubles.stream()
                    .map(trouble -> file.getFileName() + ": " + trouble)
                    .toList();
        }
    }

    private Contract contract(Class<?> type) {
        var contract = contracts.get(id(type));
        assertThat(contract).as("contract of %s", type).isNotNull();
        return contract;
    }

    private static String id(Class<?> type) {
        return type.getAnnotation(Scenario.class).value();
    }

    private static List<Method> tests(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
    }

    private static String inCamelCase(String id) {
        return Stream.of(id.substring(id.indexOf('/') + 1).split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** Read the test methods of one source file. */
    private static final class TestReader extends TreeScanner<Void, String> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> troubles;

        TestReader(CompilationUnitTree unit, SourcePositions positions, List<String> troubles) {
            this.unit = unit;
            this.positions = positions;
            this.troubles = troubles;
        }

        @Override
        public Void visitMethod(MethodTree method, String outer) {
            var name = method.getName().toString();
            var isTest = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Test"));
            if (!isTest) {
                return null;
            }
            // The body's first line is the method's own, without its annotations.
            var lines = line(positions.getEndPosition(unit, method.getBody()))
                    - line(positions.getStartPosition(unit, method.getBody()))
                    + 1;
            if (lines > LONGEST) {
                troubles.add("%s has %d lines".formatted(name, lines));
            }
            return super.visitMethod(method, name);
        }

        @Override
        public Void visitIf(IfTree tree, String method) {
            return decides(tree, method, () -> super.visitIf(tree, method));
        }

        @Override
        public Void visitForLoop(ForLoopTree tree, String method) {
            return decides(tree, method, () -> super.visitForLoop(tree, method));
        }

        @Override
        public Void visitEnhancedForLoop(EnhancedForLoopTree tree, String method) {
            return decides(tree, method, () -> super.visitEnhancedForLoop(tree, method));
        }

        @Override
        public Void visitWhileLoop(WhileLoopTree tree, String method) {
            return decides(tree, method, () -> super.visitWhileLoop(tree, method));
        }

        @Override
        public Void visitDoWhileLoop(DoWhileLoopTree tree, String method) {
            return decides(tree, method, () -> super.visitDoWhileLoop(tree, method));
        }

        @Override
        public Void visitSwitch(SwitchTree tree, String method) {
            return decides(tree, method, () -> super.visitSwitch(tree, method));
        }

        private Void decides(Tree tree, String method, java.util.function.Supplier<Void> further) {
            if (method != null) {
                troubles.add("%s decides: %s".formatted(method, tree.getKind()));
            }
            return further.get();
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
