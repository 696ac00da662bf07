package dev.renkei.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.platform.Anonymous;
import dev.renkei.platform.Authorizer;
import dev.renkei.platform.FaultCommand;
import dev.renkei.platform.Kubernetes;
import dev.renkei.platform.OpenStack;
import dev.renkei.platform.Platform;
import dev.renkei.platform.Storage;
import dev.renkei.trace.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

    @TempDir
    private Path folder;

    private final List<String> journal = new ArrayList<>();

    @Test
    @DisplayName("A fault that goes on is noted before it begins, and until it has ended")
    void goesOn() {
        var faults = faults("echo on >>said", "echo off >>said");

        faults.begin("away");
        assertThat(journal).containsExactly("beginning away");
        faults.end("away");

        assertThat(folder.resolve("said")).hasContent("on\noff");
        assertThat(journal).containsExactly("beginning away", "ended away");
    }

    @Test
    @DisplayName("A fault that cannot begin stays noted, since it may have begun by half")
    void failsToBegin() {
        assertThatThrownBy(() -> faults("echo no; false", "true").begin("away"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("ended with 1: no");
        assertThat(journal).containsExactly("beginning away");
    }

    @Test
    @DisplayName(
            "What is done during a fault is done between its begin and its end, and its end comes after a failure too")
    void during() {
        var faults = faults("echo on >>said", "echo off >>said");

        assertThatThrownBy(() -> faults.during("away", () -> {
                    journal.add("done");
                    throw new AssertionError("not so");
                }))
                .hasMessage("not so");

        assertThat(folder.resolve("said")).hasContent("on\noff");
        assertThat(journal).containsExactly("beginning away", "done", "ended away");
    }

    @Test
    @DisplayName("What comes of a fault that ends by itself is the scenario's to judge")
    void endsByItself() {
        var faults = faults("echo no; exit 7", null);

        assertThat(faults.begin("away")).isEqualTo(new Command.Outcome(7, "no\n"));
        assertThat(journal).isEmpty();
        assertThatThrownBy(() -> faults.end("away"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fault away of platform lab ends by itself");
    }

    @Test
    @DisplayName("Facts are what their commands print, and whole numbers where one is asked for")
    void facts() {
        var facts = new Facts(
                platform(null, Map.of("calls", "echo ' 42'", "name", "echo k8s", "none", "exit 3")), Trace.silent());

        assertThat(facts.number("calls")).isEqualTo(42);
        assertThat(facts.of("name")).isEqualTo("k8s");
        assertThatThrownBy(() -> facts.number("name")).hasMessage("fact name must be a whole number, but is 'k8s'");
        assertThatThrownBy(() -> facts.of("none")).hasMessageContaining("'exit 3' ended with 3");
        assertThatThrownBy(() -> facts.of("age")).hasMessage("platform lab tells no fact age");
    }

    private Faults faults(String begin, String end) {
        var there = "cd '%s'; ".formatted(folder);
        var command = new FaultCommand(there + begin, end == null ? null : there + end);
        return new Faults(platform(command, Map.of()), Trace.silent(), new Faults.Journal() {
            @Override
            public void beginning(String fault, Runnable undo) {
                journal.add("beginning " + fault);
            }

            @Override
            public void ended(String fault) {
                journal.add("ended " + fault);
            }
        });
    }

    private Platform platform(FaultCommand command, Map<String, String> facts) {
        return new Platform(
                "lab",
                folder.resolve("lab.yaml"),
                new Kubernetes(folder.resolve("kubeconfig"), null),
                new OpenStack("lab", folder.resolve("clouds.yaml")),
                List.of(),
                Anonymous.FORBIDDEN,
                new Authorizer(Authorizer.Kind.RBAC, null),
                new Storage("cinder", Map.of(), "nginx:alpine"),
                Set.of(),
                Set.of(),
                Map.of(),
                1.0,
                true,
                List.of(),
                command == null ? Map.of() : Map.of("away", command),
                facts,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }
}
