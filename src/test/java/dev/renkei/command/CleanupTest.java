package dev.renkei.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.stub.StubServer.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanupTest {

    private static final String RUN = "20261124-220000";
    private static final String MARK = RUN + "-af86";

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
    @DisplayName("What the run left on both sides is removed and nothing else; the second time finds nothing")
    void removes() {
        platform.write("reports/out/own/%s/running".formatted(RUN), "1 2001-01-01T00:00:00Z");
        platform.cluster().object("PersistentVolumeClaim", """
                        {"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"nginx-pvc-one-%1$s",\
                        "namespace":"team-a","uid":"u1","labels":{"renkei.dev/run":"%1$s"}}}""".formatted(MARK));
        platform.cluster()
                .server()
                .on("DELETE /api/v1/namespaces/team-a/persistentvolumeclaims/nginx-pvc-one-" + MARK, request -> {
                    platform.cluster().forgetAll("PersistentVolumeClaim");
                    return Reply.json(200, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}");
                });
        platform.cloud()
                .volume("v1", "pvc-1", "available", Map.of("csi.storage.k8s.io/pvc/name", "nginx-pvc-one-" + MARK))
                .volume(
                        "v2",
                        "theirs",
                        "available",
                        Map.of("csi.storage.k8s.io/pvc/name", "nginx-pvc-one-20261124-220001"));

        assertThat(platform.cleanup(RUN))
                .containsExactly(
                        "cleanup     removed what run %1$s left: PersistentVolumeClaim team-a/nginx-pvc-one-%1$s-af86 (u1)"
                                .formatted(RUN),
                        "cleanup     removed what run %s left: Cinder volume pvc-1 (v1)".formatted(RUN),
                        "cleanup     run %s: 2 removed, none left on platform own".formatted(RUN));
        assertThat(deleted())
                .containsExactly(
                        "DELETE /api/v1/namespaces/team-a/persistentvolumeclaims/nginx-pvc-one-" + MARK,
                        "DELETE /volume/v3/p1/volumes/v1");
        assertThat(platform.file("reports/out/own/%s/running".formatted(RUN))).doesNotExist();

        assertThat(platform.cleanup(RUN))
                .containsExactly("cleanup     run %s: nothing left on platform own".formatted(RUN));
        assertThat(deleted()).hasSize(2);
    }

    @Test
    @DisplayName("A defect that the run left on is switched off")
    void defectLeftOn() {
        platform.write("reports/out/own/%s/defect-on.d-1".formatted(RUN), "");
        platform.replace("platforms/own.yaml", "name: own", "name: own\ndefects: echo >" + platform.file("said"));

        assertThat(platform.cleanup(RUN))
                .containsExactly(
                        "cleanup     switched off what run %s left on: defect d-1".formatted(RUN),
                        "cleanup     run %s: nothing left on platform own".formatted(RUN));
        assertThat(platform.file("said")).hasContent("d-1 off");
        assertThat(platform.file("reports/out/own/" + RUN)).isEmptyDirectory();
    }

    @Test
    @DisplayName("A fault that the run left on is ended")
    void faultLeftOn() {
        platform.write("reports/out/own/%s/fault-on.keystone-down".formatted(RUN), "");
        platform.replace(
                "platforms/own.yaml",
                "name: own",
                "name: own\nfaults: {keystone-down: {begin: \"false\", end: \"echo up again >%s\"}}"
                        .formatted(platform.file("said")));

        assertThat(platform.cleanup(RUN))
                .containsExactly(
                        "cleanup     ended what run %s left on: fault keystone-down".formatted(RUN),
                        "cleanup     run %s: nothing left on platform own".formatted(RUN));
        assertThat(platform.file("said")).hasContent("up again");
        assertThat(platform.file("reports/out/own/" + RUN)).isEmptyDirectory();
    }

    @Test
    @DisplayName("Kubernetes is asked for the objects of this run alone")
    void asksForItsOwn() {
        platform.cleanup(RUN);

        assertThat(platform.cluster().asked())
                .filteredOn(request -> request.contains("/configmaps"))
                .containsExactly("GET /api/v1/configmaps?labelSelector=renkei.dev%2Frun%3D" + MARK);
    }

    @Test
    @DisplayName("A run must be named")
    void noRun() {
        assertNotReady(null, "which run? Add -Drun=ID; the ids are the names of the folders in reports/out/PLATFORM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../own", "test"})
    @DisplayName("A malformed id is refused")
    void malformed(String run) {
        assertNotReady(
                run, "-Drun=%s: a run's id is the time at which it began, such as 20261125-001502".formatted(run));
    }

    @Test
    @DisplayName("A run that goes on is not disturbed")
    void goesOn() {
        var here = ProcessHandle.current();
        platform.write(
                "reports/out/own/%s/running".formatted(RUN),
                here.pid() + " " + here.info().startInstant().orElseThrow());

        assertNotReady(RUN, "run %s still goes on, in another process; end that first".formatted(RUN));
        assertThat(platform.cluster().asked()).isEmpty();
    }

    @Test
    @DisplayName("A side that gives no answer is named")
    void unreachable() {
        platform.cluster().close();

        assertNotReady(
                RUN,
                "what run %s left cannot be removed: %s/ gave no answer: connection refused"
                        .formatted(RUN, platform.kubernetes()));
    }

    @Test
    @DisplayName("A missing profile is named")
    void missingProfile() {
        platform.property("platform", "onw");

        assertNotReady(
                RUN, "profile %s does not exist; did you mean 'own'?".formatted(platform.file("platforms/onw.yaml")));
    }

    private void assertNotReady(String run, String line) {
        assertThatThrownBy(() -> platform.cleanup(run))
                .isInstanceOf(NotReady.class)
                .hasMessage(line);
    }

    private List<String> deleted() {
        return Stream.concat(platform.cluster().asked().stream(), platform.cloud().asked().stream())
                .filter(request -> request.startsWith("DELETE"))
                .toList();
    }
}
