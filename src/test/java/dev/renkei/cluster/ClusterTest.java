package dev.renkei.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.renkei.http.NoAnswer;
import dev.renkei.platform.Kubernetes;
import dev.renkei.platform.Secret;
import dev.renkei.stub.StubCluster;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.stub.StubServer.Seen;
import dev.renkei.trace.Trace;
import dev.renkei.wait.TerminalState;
import dev.renkei.wait.Wait;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.authentication.UserInfoBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ClusterTest {

    private static final String CLAIMS = "/api/v1/namespaces/team/persistentvolumeclaims";
    private static final String STATUS =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"%s\",\"message\":\"%s\",\"code\":%d}";

    @TempDir
    Path folder;

    private final StubCluster stub = new StubCluster();
    private final Trace trace = Trace.silent();
    private final CountDownLatch testEnded = new CountDownLatch(1);
    private Cluster cluster;

    @BeforeEach
    void open() {
        cluster = stub.access(folder).asAdministrator(trace);
    }

    @AfterEach
    void stop() {
        testEnded.countDown();
        cluster.close();
        stub.close();
    }

    @Test
    @DisplayName("Only nodes that take pods are listed as such, and each request is counted as Kubernetes'")
    void nodes() {
        stub.node("node-1", "s1")
                .object("Node", "{\"metadata\":{\"name\":\"node-2\"},\"spec\":{\"unschedulable\":true}}");

        assertThat(cluster.schedulableNodes())
                .extracting(node -> node.getMetadata().getName())
                .containsExactly("node-1");
        assertThat(trace.apiCalls()).isEqualTo(Map.of("kubernetes", 1, "openstack", 0));
        assertThat(trace.calls().get(0).what()).endsWith("/api/v1/nodes");
    }

    @Test
    @DisplayName("The attachments of one volume are not another's")
    void attachments() {
        stub.attachment("pv-1", "node-1", true).attachment("pv-10", "node-2", true);

        assertThat(cluster.attachmentsOf("pv-1"))
                .extracting(attachment -> attachment.getSpec().getNodeName())
                .containsExactly("node-1");
    }

    @Test
    @DisplayName("A refusal is an error that says what was refused and why, with its status; nothing is sent again")
    void refused() {
        stub.server().on("GET /api/v1/nodes", Reply.json(503, STATUS.formatted("ServiceUnavailable", "not now", 503)));

        assertThatThrownBy(() -> cluster.schedulableNodes())
                .isInstanceOfSatisfying(
                        ClusterRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(503))
                .hasMessageStartingWith("the API server refused to list nodes: ")
                .hasMessageContaining("not now");
        assertThat(stub.asked()).hasSize(1);
    }

    @Test
    @DisplayName("An object that is not there is empty where it is looked up; a refusal is not")
    void lookUp() {
        stub.server()
                .on("GET " + CLAIMS + "/c", Reply.json(404, STATUS.formatted("NotFound", "no c", 404)))
                .on("GET " + CLAIMS + "/d", Reply.json(403, STATUS.formatted("Forbidden", "no", 403)));

        assertThat(cluster.claim("team", "c")).isEmpty();
        assertThatThrownBy(() -> cluster.claim("team", "d")).isInstanceOf(ClusterRefusal.class);
    }

    @Test
    @DisplayName("A review of access is made for exactly that user and request, and its answer believed")
    void reviewsAccess() {
        stub.server()
                .on(
                        "POST /apis/authorization.k8s.io/v1/subjectaccessreviews",
                        request -> Reply.json(201, """
                        {"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1",
                        "status":{"allowed":%s}}""".formatted(request.body().contains("\"verb\":\"get\""))));
        var user = new UserInfoBuilder()
                .withUsername("kinoshita")
                .withGroups("p1")
                .addToExtra("roles", List.of("member"))
                .build();
        var scale = ApiRequest.of("get", "apps", "v1", "deployments")
                .named("d")
                .part("scale")
                .in("team");

        assertThat(cluster.mayDo(user, scale)).isTrue();
        assertThat(cluster.mayDo(user, ApiRequest.list("pods"))).isFalse();
        assertThat(stub.server().seen().get(0).body())
                .contains("\"user\":\"kinoshita\"", "\"groups\":[\"p1\"]", "\"roles\":[\"member\"]")
                .contains("\"group\":\"apps\"", "\"resource\":\"deployments\"", "\"subresource\":\"scale\"")
                .contains("\"namespace\":\"team\"", "\"name\":\"d\"");
    }

    @Test
    @DisplayName(
            "A raw request goes with the administrator's own credentials, its headers and its body; a refusal is an answer")
    void asks() {
        stub.server()
                .on("POST /api/v1/namespaces/team/pods?dryRun=All", Reply.json(201, "{\"metadata\":{\"uid\":\"u1\"}}"))
                .on("GET /api/v1/nodes/n", Reply.json(404, STATUS.formatted("NotFound", "no n", 404)));

        var made = cluster.ask(ApiRequest.create("pods", "{kind: Pod}")
                .in("team")
                .asDryRun()
                .withHeader("Impersonate-User", "kinoshita"));
        var missing = cluster.ask(ApiRequest.get("nodes", "n"));

        assertThat(made.json().at("/metadata/uid").asText()).isEqualTo("u1");
        assertThat(missing).hasToString("get nodes/n: 404 NotFound no n");
        assertThat(stub.server().seen().get(0)).satisfies(seen -> {
            assertThat(seen.body()).isEqualTo("{kind: Pod}");
            assertThat(seen.headers()).containsEntry("impersonate-user", "kinoshita");
            assertThat(seen.headers()).containsEntry("authorization", "Bearer administrators-token");
        });
        assertThat(trace.apiCalls()).containsEntry("kubernetes", 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 5"})
    @DisplayName("A change that collides with another's is made again to what came of that")
    void collidingChanges(int collisions, int patches) {
        letChangesCollide(collisions);

        assertThat(cluster.edit(note("old"), ClusterTest::touch).getData()).containsEntry("note", "new");
        assertThat(stub.asked()).filteredOn(asked -> asked.startsWith("PATCH")).hasSize(patches);
    }

    @Test
    @DisplayName("A change that always collides is given up")
    void collidingForEver() {
        letChangesCollide(Integer.MAX_VALUE);

        assertThatThrownBy(() -> cluster.edit(note("old"), ClusterTest::touch))
                .isInstanceOf(ClusterRefusal.class)
                .hasMessageContaining("409 modified");
        assertThat(stub.asked()).filteredOn(asked -> asked.startsWith("PATCH")).hasSize(5);
    }

    private void letChangesCollide(int times) {
        var left = new AtomicInteger(times);
        stub.server()
                .on(
                        "GET /api/v1/namespaces/team/configmaps/note",
                        request -> Reply.json(200, cluster.write(note("old"))))
                .on(
                        "PATCH /api/v1/namespaces/team/configmaps/note",
                        request -> left.getAndDecrement() > 0
                                ? Reply.json(409, STATUS.formatted("Conflict", "modified", 409))
                                : Reply.json(200, cluster.write(note("new"))));
    }

    private static ConfigMap touch(ConfigMap note) {
        note.getMetadata().setLabels(Map.of("touched", "yes"));
        return note;
    }

    private static ConfigMap note(String text) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("team")
                .withName("note")
                .endMetadata()
                .addToData("note", text)
                .build();
    }

    @Test
    @DisplayName("Deleting what is already gone is no error; a refused deletion is")
    void deletes() {
        var note = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("team")
                .withName("note")
                .endMetadata()
                .build();
        stub.server()
                .on(
                        "DELETE /api/v1/namespaces/team/configmaps/note",
                        Reply.json(404, STATUS.formatted("NotFound", "no note", 404)));
        cluster.delete(note);

        stub.server()
                .on(
                        "DELETE /api/v1/namespaces/team/configmaps/note",
                        Reply.json(403, STATUS.formatted("Forbidden", "no", 403)));
        assertThatThrownBy(() -> cluster.delete(note))
                .isInstanceOf(ClusterRefusal.class)
                .hasMessageStartingWith("the API server refused to delete ConfigMap note: ");
    }

    @Test
    @DisplayName("An API server that does not answer is told from one that refuses")
    void noAnswer() {
        stub.close();

        assertThatThrownBy(() -> cluster.schedulableNodes()).isInstanceOf(NoAnswer.class);
    }

    @Test
    @DisplayName("Raw requests carry their one token, or none at all, and never the administrator's")
    void credentials() {
        var access = stub.access(folder);

        access.apiAsBearer(new Secret("tanakas-token"), trace).ask(ApiRequest.list("nodes"));
        access.apiAsNobody(trace).ask(ApiRequest.list("nodes"));
        try (var tanaka = access.asBearer(new Secret("tanakas-token"), trace)) {
            tanaka.schedulableNodes();
        }
        cluster.schedulableNodes();

        assertThat(stub.server().seen())
                .extracting(seen -> seen.headers().getOrDefault("authorization", "none"))
                .containsExactly("Bearer tanakas-token", "none", "Bearer tanakas-token", "Bearer administrators-token");
    }

    @Test
    @DisplayName("Whoever comes with a token comes with nothing of the administrator's, however that one logs in")
    void nothingOfTheAdministrators() throws IOException {
        var kubeconfig = stub.kubeconfig(folder);
        Files.writeString(
                kubeconfig,
                Files.readString(kubeconfig)
                        .replace("{token: administrators-token}", "{username: admin, password: x}"));
        var access = ClusterAccess.read(new Kubernetes(kubeconfig, null));

        try (var admin = access.asAdministrator(trace);
                var tanaka = access.asBearer(new Secret("tanakas-token"), trace)) {
            admin.schedulableNodes();
            tanaka.schedulableNodes();
        }

        assertThat(stub.server().seen())
                .extracting(seen -> seen.headers().get("authorization"))
                .containsExactly("Basic YWRtaW46eA==", "Bearer tanakas-token");
    }

    @Test
    @DisplayName("A raw answer is given as it came, with what was asked")
    void rawAnswer() {
        stub.server()
                .on("POST /api/v1/namespaces/team/pods", Reply.json(403, STATUS.formatted("Forbidden", "no", 403)));

        var answer = stub.access(folder)
                .apiAsNobody(trace)
                .ask(ApiRequest.create("pods", "kind: Pod").in("team"));

        assertThat(answer).hasToString("create pods in namespace team: 403 Forbidden no");
        assertThat(stub.server().seen().get(0).body()).isEqualTo("kind: Pod");
        assertThat(stub.server().seen().get(0).headers().get("content-type")).startsWith("application/yaml");
    }

    @Test
    @DisplayName("A watched claim wakes the wait by its event, without being asked for again")
    void watches() {
        stub.server().handle("GET " + CLAIMS, (exchange, seen) -> claims(exchange, seen, claim("MODIFIED", "Bound")));

        var bound = Wait.<PersistentVolumeClaim>of(trace, "claim c to be bound", Duration.ofSeconds(5))
                .until(cluster.watchClaim("team", "c"), ClusterTest::bound);

        assertThat(bound.getStatus().getPhase()).isEqualTo("Bound");
        assertThat(stub.server().seen())
                .filteredOn(seen -> !seen.path().contains("watch=true"))
                .as("lists")
                .hasSize(1);
        assertThat(stub.server().seen()).allMatch(seen -> seen.path().contains("fieldSelector=metadata.name%3Dc"));
    }

    @Test
    @DisplayName("A watched claim that goes is seen as gone")
    void watchesDeletion() {
        stub.server().handle("GET " + CLAIMS, (exchange, seen) -> claims(exchange, seen, claim("DELETED", "Bound")));

        assertThat(Wait.<PersistentVolumeClaim>of(trace, "claim c to be gone", Duration.ofSeconds(5))
                        .until(cluster.watchClaim("team", "c"), claim -> claim == null))
                .isNull();
    }

    @Test
    @DisplayName("A terminal state that an event tells of ends the wait at once, as failed")
    void watchesTerminalState() {
        stub.server().handle("GET " + CLAIMS, (exchange, seen) -> claims(exchange, seen, claim("MODIFIED", "Lost")));

        assertThatThrownBy(() -> Wait.<PersistentVolumeClaim>of(trace, "claim c to be bound", Duration.ofSeconds(5))
                        .describedBy(claim -> claim.getStatus().getPhase())
                        .failingWhen(claim -> "Lost".equals(claim.getStatus().getPhase())
                                ? Optional.of("its volume is lost")
                                : Optional.empty())
                        .until(cluster.watchClaim("team", "c"), ClusterTest::bound))
                .isInstanceOf(TerminalState.class)
                .hasMessageContaining("its volume is lost; last seen: Lost");
    }

    private static boolean bound(PersistentVolumeClaim claim) {
        return claim != null && "Bound".equals(claim.getStatus().getPhase());
    }

    // A list with the claim pending, and a watch that tells of one event and then stays open.
    private void claims(HttpExchange exchange, Seen seen, String event) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (!seen.path().contains("watch=true")) {
            var list =
                    "{\"kind\":\"PersistentVolumeClaimList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},"
                            + "\"items\":[%s]}".formatted(object("1", "Pending"));
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(list.getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        // The client then takes the watch from the body of an ordinary answer.
        if ("websocket".equalsIgnoreCase(seen.headers().get("upgrade"))) {
            return;
        }
        exchange.getResponseBody().write((event + "\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            testEnded.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String claim(String type, String phase) {
        return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object("2", phase));
    }

    private static String object(String version, String phase) {
        return """
                {"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"c","namespace":"team","uid":"u",\
                "resourceVersion":"%s"},"status":{"phase":"%s"}}""".formatted(version, phase);
    }
}
