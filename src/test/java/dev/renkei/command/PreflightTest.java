package dev.renkei.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.stub.StubServer;
import dev.renkei.stub.StubServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a platform is wrong before anything is asked of it, or nothing is wrong at all. */
class PreflightTest {

    @TempDir
    private Path folder;

    private StubPlatform platform;

    @BeforeEach
    void start() {
        platform = new StubPlatform(folder);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    @DisplayName("A good platform is checked, and what was found stands in a line")
    void good() {
        assertThat(platform.preflight("volumes/*"))
                .containsExactly(
                        "preflight   platform own: checking API server %s and Keystone %s"
                                .formatted(platform.kubernetes(), platform.keystone()),
                        "preflight   platform own: Kubernetes v1.34.4 with nodes n1, n2; Keystone v3.14; "
                                + "tenants alice (team-a), bob (b-space)");
    }

    @Test
    @DisplayName("A missing profile is named, and the one that was probably meant")
    void missingProfile() {
        platform.property("platform", "onw");

        assertThat(platform.problems())
                .containsExactly("profile %s does not exist; did you mean 'own'?"
                        .formatted(platform.file("platforms/onw.yaml")));
    }

    @Test
    @DisplayName("An unknown key is named with its line, and the one that was probably meant")
    void unknownKey() {
        platform.replace("platforms/own.yaml", "tenants:", "tenant:");

        assertThat(platform.problems())
                .containsExactly("%s:4: unknown key 'tenant'; did you mean 'tenants'?"
                        .formatted(platform.file("platforms/own.yaml")));
    }

    @Test
    @DisplayName("An environment variable that is not set is named with its line")
    void unsetVariable() {
        platform.replace("platforms/own.yaml", "{class: cinder}", "{class: \"${env:CLASS}\"}");

        assertThat(platform.problems())
                .containsExactly("%s:8: environment variable CLASS is not set; set it, or write ${env:CLASS:-default}"
                        .formatted(platform.file("platforms/own.yaml")));
    }

    @Test
    @DisplayName("A selection that selects nothing is refused before the platform is brought up")
    void selection() {
        platform.replace("platforms/own.yaml", "name: own", "name: own\nup: exit 1");

        assertThat(platform.preflight("volumes/on"))
                .containsExactly("preflight   FAILED: no scenario matches 'volumes/on'; did you mean 'volumes/one'?");
    }

    @Test
    @DisplayName("Of several platforms all are checked before any is brought up")
    void several() {
        platform.replace("platforms/own.yaml", "name: own", "name: own\nup: exit 1");
        platform.property("platform", "own,onw");

        assertThat(platform.preflight())
                .containsExactly("preflight   FAILED: profile %s does not exist; did you mean 'own'?"
                        .formatted(platform.file("platforms/onw.yaml")));
    }

    @Test
    @DisplayName("A run's id that is none is refused before the platform is brought up")
    void malformedRun() {
        platform.replace("platforms/own.yaml", "name: own", "name: own\nup: exit 1");
        platform.property("run", "test");

        assertThat(platform.preflight())
                .containsExactly(
                        "preflight   FAILED: -Drun=test: a run's id is the time at which it began, such as 20261125-001502");
    }

    @Test
    @DisplayName("A known gap of a scenario that does not exist is refused before the platform is brought up")
    void knownGap() {
        platform.replace("platforms/own.yaml", "name: own", """
                name: own
                up: exit 1
                known-gaps: [{scenario: volumes/oen, reason: slow, link: "https://example.com/1"}]""");

        assertThat(platform.preflight())
                .containsExactly(
                        "preflight   FAILED: %s: known-gaps names scenario 'volumes/oen', which does not exist; did you mean 'volumes/one'?"
                                .formatted(platform.file("platforms/own.yaml")));
    }

    @Test
    @DisplayName("The command that brings the platform up runs first, and its lines are passed on")
    void up() {
        platform.replace(
                "platforms/own.yaml",
                "name: own",
                "name: own\nup: echo one; mv %s.later %s; echo two >&2"
                        .formatted(platform.file("kubeconfig"), platform.file("kubeconfig")));
        assertThat(platform.file("kubeconfig")
                        .toFile()
                        .renameTo(platform.file("kubeconfig.later").toFile()))
                .isTrue();

        assertThat(platform.preflight())
                .startsWith(
                        "preflight   %s: bringing the platform up with 'echo one; mv %s.later %s; echo two >&2'"
                                .formatted(
                                        platform.file("platforms/own.yaml"),
                                        platform.file("kubeconfig"),
                                        platform.file("kubeconfig")),
                        "one",
                        "two")
                .last()
                .asString()
                .startsWith("preflight   platform own: Kubernetes v1.34.4");
    }

    @Test
    @DisplayName("A platform that cannot be brought up is told with the last line of its command")
    void upFails() {
        platform.replace("platforms/own.yaml", "name: own", "name: own\nup: echo no disk; echo; exit 3");

        assertThat(platform.problems())
                .containsExactly("%s: 'echo no disk; echo; exit 3', which brings the platform up, ended with 3: no disk"
                        .formatted(platform.file("platforms/own.yaml")));
    }

    @Test
    @DisplayName("Both sides are checked, and all that is wrong is told at once")
    void allAtOnce() {
        platform.replace("platforms/own.yaml", "class: cinder", "class: cindr");
        platform.cluster().forgetAll("Namespace");
        platform.cloud().server().on("GET /compute/v2.1/servers", Reply.json(403, "{}"));

        assertThat(platform.problems()).hasSize(4).satisfies(problems -> {
            assertThat(problems.get(0)).contains("namespace 'team-a'");
            assertThat(problems.get(1)).contains("namespace 'b-space'");
            assertThat(problems.get(2)).contains("StorageClass 'cindr'");
            assertThat(problems.get(3)).contains("no administrator");
        });
    }

    @Test
    @DisplayName("What a killed run left is removed, line by line, and then it is forgotten")
    void killedRun() {
        platform.write("reports/out/own/20261124-220000/running", "1 2001-01-01T00:00:00Z");
        leftConfigMap("20261124-220000");

        assertThat(platform.preflight())
                .hasSize(3)
                .element(1)
                .isEqualTo("preflight   platform own: removed what run 20261124-220000 left: "
                        + "ConfigMap team-a/note-one-20261124-220000 (u1)");
        assertThat(platform.file("reports/out/own/20261124-220000/running")).doesNotExist();
        assertThat(platform.preflight()).hasSize(2);
    }

    @Test
    @DisplayName("Defects that a killed run left on are switched off, before the check and before anything is removed")
    void defectLeftOn() throws IOException {
        platform.write("reports/out/own/20261124-220000/running", "1 2001-01-01T00:00:00Z");
        platform.write("reports/out/own/20261124-220000/defect-on.d-1", "");
        leftConfigMap("20261124-220000");
        // A defect may well fail the check: here, what that needs is away until the defect is off.
        defects("mv %1$s/audit.later %1$s/audit.log".formatted(platform.file(".")));
        Files.move(platform.file("audit.log"), platform.file("audit.later"));

        assertThat(platform.preflight())
                .hasSize(4)
                .startsWith("preflight   platform own: switched off what run 20261124-220000 left on: defect d-1")
                .element(2)
                .asString()
                .contains("removed what run 20261124-220000 left");
        assertThat(platform.file("said")).hasContent("d-1 off");
        assertThat(platform.file("reports/out/own/20261124-220000")).isEmptyDirectory();
        assertThat(platform.preflight()).hasSize(2);
    }

    @Test
    @DisplayName(
            "A defect that cannot be switched off fails the check, removes nothing, and is tried again the next time")
    void defectStaysOn() {
        platform.write("reports/out/own/20261124-220000/running", "1 2001-01-01T00:00:00Z");
        platform.write("reports/out/own/20261124-220000/defect-on.d-1", "");
        leftConfigMap("20261124-220000");

        assertThat(platform.problems())
                .containsExactly("defect d-1, which run 20261124-220000 left on, cannot be switched off: "
                        + "platform own names no command for defects");
        defects("echo it hangs; exit 3");
        assertThat(platform.problems())
                .containsExactly(("defect d-1, which run 20261124-220000 left on, cannot be switched off: "
                                + "'sh %s d-1 off' ended with 3: it hangs")
                        .formatted(platform.file("defects")));
        assertThat(platform.file("reports/out/own/20261124-220000/running")).exists();
        assertThat(platform.file("reports/out/own/20261124-220000/defect-on.d-1"))
                .exists();
        assertThat(platform.cluster().asked()).noneMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    @DisplayName("What a run that goes on has made is left alone")
    void runThatGoesOn() throws IOException {
        var here = ProcessHandle.current();
        platform.write(
                "reports/out/own/20261124-220000/running",
                here.pid() + " " + here.info().startInstant().orElseThrow());
        platform.write("reports/out/own/20261124-220000/defect-on.d-1", "");
        leftConfigMap("20261124-220000");

        assertThat(platform.preflight()).hasSize(2);
        assertThat(Files.exists(platform.file("reports/out/own/20261124-220000/running")))
                .isTrue();
        assertThat(platform.cluster().asked()).noneMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    @DisplayName("What cannot be removed fails the check, and is tried again the next time")
    void irremovable() {
        platform.write("reports/out/own/20261124-220000/running", "1 2001-01-01T00:00:00Z");
        leftConfigMap("20261124-220000");
        platform.cluster()
                .server()
                .on(
                        "DELETE /api/v1/namespaces/team-a/configmaps/note-one-20261124-220000",
                        Reply.json(
                                403,
                                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":403,\"message\":\"not you\"}"));

        assertThat(platform.problems())
                .containsExactly("what run 20261124-220000 left cannot be removed: "
                        + "the API server refused to delete ConfigMap note-one-20261124-220000: 403 not you");
        assertThat(platform.file("reports/out/own/20261124-220000/running")).exists();
    }

    /** Give the platform a command for defects, which notes how it was called and then does this. */
    private void defects(String does) {
        platform.write("defects", "echo \"$*\" >>%s\n%s\n".formatted(platform.file("said"), does));
        platform.replace("platforms/own.yaml", "name: own", "name: own\ndefects: sh " + platform.file("defects"));
    }

    private void leftConfigMap(String run) {
        var name = "note-one-" + run;
        platform.cluster().object("ConfigMap", """
                        {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"%s","namespace":"team-a","uid":"u1",\
                        "labels":{"renkei.dev/run":"%s"}}}""".formatted(name, run));
        platform.cluster().server().on("DELETE /api/v1/namespaces/team-a/configmaps/" + name, request -> {
            platform.cluster().forgetAll("ConfigMap");
            return StubServer.Reply.json(200, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}");
        });
    }
}
