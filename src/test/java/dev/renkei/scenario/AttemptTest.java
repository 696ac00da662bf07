package dev.renkei.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.actor.Ledger;
import dev.renkei.actor.Scene;
import dev.renkei.contract.Contract;
import dev.renkei.contract.Defect;
import dev.renkei.evidence.Redactor;
import dev.renkei.platform.Anonymous;
import dev.renkei.platform.Authorizer;
import dev.renkei.platform.KnownGap;
import dev.renkei.platform.Kubernetes;
import dev.renkei.platform.OpenStack;
import dev.renkei.platform.Platform;
import dev.renkei.platform.Secret;
import dev.renkei.platform.Storage;
import dev.renkei.records.RunMark;
import dev.renkei.report.ScenarioResult;
import dev.renkei.report.StepRecord;
import dev.renkei.report.Verdict;
import dev.renkei.stub.StubCluster;
import dev.renkei.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class AttemptTest {

    private static final String ID = "volumes/detached-on-delete";
    private static final Secret PASSWORD = new Secret("kirschbluete");
    private static final Secret OTHERS = new Secret("pflaumenbluete");

    @TempDir
    Path folder;

    private final StubCluster cluster = new StubCluster();
    private final List<String> events = new ArrayList<>();
    private final List<ScenarioResult> results = new ArrayList<>();
    private Scene scene;

    @BeforeEach
    void writeClouds() throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), """
                clouds:
                  lab:
                    auth: {auth_url: "http://127.0.0.1:1/identity", username: admin, password: x, project_name: admin}
                    region_name: RegionOne
                """);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    @DisplayName("A body that ends is passed, after it has been cleaned up")
    void passed() {
        assertThatCode(() -> attempt().judge(() -> {
                    scene.trace().step("delete the pod", () -> {});
                    scene.trace().latency("detach", Duration.ofSeconds(3));
                    return makes("claim");
                }))
                .doesNotThrowAnyException();

        assertThat(events).containsExactly("undone claim", "passed");
        assertThat(result().reason()).isNull();
        assertThat(result().evidence()).isNull();
        assertThat(result().title()).isEqualTo("A volume is detached");
        assertThat(result().latencies()).isEqualTo(Map.of("detach", Duration.ofSeconds(3)));
        assertThat(result().steps()).extracting(StepRecord::name).containsExactly("delete the pod");
    }

    @Test
    @DisplayName("A broken contract is failed, with evidence taken before anything is cleaned up")
    void failed() {
        var failure = new AssertionError("  the volume is still attached ");

        assertThatThrownBy(() -> attempt().judge(() -> {
                    makes("claim");
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(events).containsExactly("evidence", "undone claim", "failed");
        assertThat(result().reason()).isEqualTo("the volume is still attached");
        assertThat(result().evidence()).isEqualTo("evidence/it");
    }

    @Test
    @DisplayName("What cannot be judged is broken, and its reason names the exception")
    void broken() {
        assertThatThrownBy(() -> attempt().judge(() -> {
                    throw new IllegalStateException("Cinder answered 503");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(result().verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(result().reason()).isEqualTo("java.lang.IllegalStateException: Cinder answered 503");
    }

    @Test
    @DisplayName("Neither a reason nor what JUnit is told has a secret, the platform's or one of another scenario")
    void redacted() {
        assertThatThrownBy(() -> attempt().judge(() -> {
                    throw new AssertionError("Keystone took kirschbluete and pflaumenbluete");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Keystone took *** and ***");

        assertThat(result().reason()).isEqualTo("Keystone took *** and ***");
    }

    @Test
    @DisplayName("What JUnit is told of a failure beside the body has no secret either")
    void redactedBesideTheBody() {
        assertThatThrownBy(() -> attempt().fail(new IllegalStateException("'log in kirschbluete' ended with 1")))
                .hasMessage("'log in ***' ended with 1")
                .hasToString("java.lang.IllegalStateException: 'log in ***' ended with 1");
    }

    @Test
    @DisplayName("A known gap that fails as it is known to is no failure, and JUnit is told of its reason and link")
    void knownGap() {
        assertThatThrownBy(() -> attempt(gap("still attached")).judge(() -> {
                    makes("claim");
                    throw new AssertionError("the volume is still attached to node-1");
                }))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("known gap: nova forgets it (https://bugs.example/1)");

        assertThat(events).containsExactly("evidence", "undone claim", "known gap");
        assertThat(result().reason()).isEqualTo("nova forgets it; seen: the volume is still attached to node-1");
        assertThat(result().link()).isEqualTo("https://bugs.example/1");
    }

    @Test
    @DisplayName("A known gap without a message is any broken contract")
    void knownGapWithoutMessage() {
        assertThatThrownBy(() -> attempt(gap(null)).judge(() -> {
                    throw new AssertionError("whatever");
                }))
                .isInstanceOf(TestAbortedException.class);

        assertThat(result().verdict()).isEqualTo(Verdict.KNOWN_GAP);
    }

    @Test
    @DisplayName("Another failure than the known one is failed, gap or not")
    void otherThanTheGap() {
        assertThatThrownBy(() -> attempt(gap("still attached")).judge(() -> {
                    throw new AssertionError("the data is gone");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the data is gone");

        assertThat(result().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result().link()).isNull();
    }

    @Test
    @DisplayName("What cannot be judged is broken, gap or not, even with the gap's words")
    void brokenIsNoGap() {
        assertThatThrownBy(() -> attempt(gap("still attached")).judge(() -> {
                    throw new IllegalStateException("still attached");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(result().verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    @DisplayName("A known gap that passes is red until its entry is gone")
    void gapClosed() {
        assertThatThrownBy(() -> attempt(gap(null)).judge(() -> null))
                .isInstanceOf(AssertionError.class)
                .hasMessage("gap closed: it passes now; remove its entry from known-gaps of platform lab");

        assertThat(result().verdict()).isEqualTo(Verdict.GAP_CLOSED);
        assertThat(result().verdict().red()).isTrue();
        assertThat(result().link()).isEqualTo("https://bugs.example/1");
    }

    @Test
    @DisplayName("Another scenario's gap is none of this one's")
    void othersGap() {
        assertThatCode(() ->
                        attempt(new KnownGap("volumes/other", "r", "l", null)).judge(() -> null))
                .doesNotThrowAnyException();

        assertThat(result().verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    @DisplayName("A body that passes and cannot be cleaned up is failed, with evidence")
    void cleanupFails() {
        assertThatThrownBy(() -> attempt().judge(() -> {
                    scene.ledger().before("claim", () -> {
                        throw new IllegalStateException("the volume is stuck");
                    });
                    return makes("controller");
                }))
                .isInstanceOf(Ledger.CleanupFailure.class);

        assertThat(events).containsExactly("undone controller", "evidence", "failed");
        assertThat(result().reason()).isEqualTo("could not undo: claim: the volume is stuck");
    }

    @Test
    @DisplayName("A cleanup that fails after the body does not hide the body's failure, and is kept with it")
    void bothFail() {
        assertThatThrownBy(() -> attempt().judge(() -> {
                    scene.ledger().before("claim", () -> {
                        throw new IllegalStateException("the volume is stuck");
                    });
                    throw new AssertionError("the data is gone");
                }))
                .hasMessage("the data is gone")
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(Ledger.CleanupFailure.class));

        assertThat(events).containsExactly("evidence", "failed");
    }

    @Test
    @DisplayName("A known gap that leaves something behind is failed, however well it was known")
    void gapLeavesSomething() {
        assertThatThrownBy(() -> attempt(gap("still attached")).judge(() -> {
                    scene.ledger().before("open policy", () -> {
                        throw new IllegalStateException("the command ended with 1");
                    });
                    throw new AssertionError("the volume is still attached");
                }))
                .isInstanceOf(Ledger.CleanupFailure.class);

        assertThat(result().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result().reason())
                .isEqualTo("the known gap was seen, but could not undo: open policy: the command ended with 1");
    }

    @Test
    @DisplayName("What JUnit is told of such a rest has no secret")
    void restWithoutSecret() {
        assertThatThrownBy(() -> attempt(gap(null)).judge(() -> {
                    scene.ledger().before("open policy", () -> {
                        throw new IllegalStateException("'switch kirschbluete' ended with 1");
                    });
                    throw new AssertionError("the volume is still attached");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("could not undo: open policy: 'switch ***' ended with 1");
    }

    @Test
    @DisplayName("What cannot be cleaned up is no known gap, even of one without a message")
    void cleanupIsNoGap() {
        assertThatThrownBy(() -> attempt(gap(null)).judge(() -> {
                    scene.ledger().before("claim", () -> {
                        throw new IllegalStateException("the volume is stuck");
                    });
                    return null;
                }))
                .isInstanceOf(Ledger.CleanupFailure.class);

        assertThat(result().verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    @DisplayName("Evidence that cannot be kept keeps nothing from being cleaned up and judged")
    void evidenceFails() {
        scene = scene(platform());
        var attempt = new Attempt(
                platform(),
                scene,
                this::redactor,
                (where, failure) -> {
                    throw new IllegalStateException("the disk is full");
                },
                this::ended);

        assertThatThrownBy(() -> attempt.judge(() -> {
                    makes("claim");
                    throw new AssertionError("the data is gone");
                }))
                .hasMessage("the data is gone");

        assertThat(events).containsExactly("undone claim", "failed");
        assertThat(result().evidence()).isNull();
    }

    @Test
    @DisplayName("What fails beside the body, as a proof does, is failed or broken like a body")
    void failsBesideTheBody() {
        var failure = new AssertionError("the defect was not caught");

        assertThatThrownBy(() -> attempt().fail(failure)).isSameAs(failure);

        assertThat(events).containsExactly("failed");
        assertThat(result().reason()).isEqualTo("the defect was not caught");
        results.clear();
        assertThatThrownBy(() -> attempt().fail(new IllegalStateException("no command for defects")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(result().verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    @DisplayName("A platform skips what it does not claim, and what disturbs others where it may not")
    void skipped() {
        var needing = contract(Set.of("two-nodes", "csi", "expand"), false);

        assertThat(ScenarioExtension.missing(platform(), contract(Set.of("csi"), false)))
                .isEmpty();
        assertThat(ScenarioExtension.missing(platform(), needing))
                .contains("platform lab does not claim expand, two-nodes");
        assertThat(ScenarioExtension.missing(platform(), contract(Set.of(), true)))
                .contains("it disturbs others, and platform lab does not allow that");
    }

    private Redactor redactor() {
        return new Redactor(Set.of(PASSWORD, OTHERS));
    }

    private Object makes(String what) {
        scene.ledger().before(what, () -> events.add("undone " + what));
        return null;
    }

    private Attempt attempt(KnownGap... gaps) {
        scene = scene(platform(gaps));
        return new Attempt(
                platform(gaps),
                scene,
                this::redactor,
                (where, failure) -> {
                    events.add("evidence");
                    return "evidence/it";
                },
                this::ended);
    }

    private void ended(ScenarioResult result) {
        events.add(result.verdict().label());
        results.add(result);
    }

    private ScenarioResult result() {
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private Scene scene(Platform platform) {
        return new Scene(
                platform, contract(Set.of(), false), new RunMark("20261125-001502", platform.name()), Trace.silent());
    }

    private static KnownGap gap(String message) {
        return new KnownGap(ID, "nova forgets it", "https://bugs.example/1", message);
    }

    private static Contract contract(Set<String> needs, boolean disruptive) {
        return new Contract(
                ID,
                "A volume is detached",
                "a test",
                List.of("g"),
                List.of("w"),
                List.of("t"),
                needs,
                Set.of(),
                disruptive,
                new Defect("d", "m"),
                Map.of(),
                List.of(),
                Path.of("scenarios", ID));
    }

    private Platform platform(KnownGap... gaps) {
        return new Platform(
                "lab",
                folder.resolve("lab.yaml"),
                new Kubernetes(cluster.kubeconfig(folder), null),
                new OpenStack("lab", folder.resolve("clouds.yaml")),
                List.of(),
                Anonymous.FORBIDDEN,
                new Authorizer(Authorizer.Kind.RBAC, null),
                new Storage("cinder", Map.of(), "nginx:alpine"),
                Set.of("csi"),
                Set.of(),
                Map.of(),
                1.0,
                false,
                List.of(gaps),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(PASSWORD));
    }
}
