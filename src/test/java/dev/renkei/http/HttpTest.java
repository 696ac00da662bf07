package dev.renkei.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.stub.StubServer;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpTest {

    private final StubServer server = StubServer.start();
    private final Trace trace = Trace.silent();
    private final Http http = new Http(Side.OPENSTACK, trace, Tls.installed(), Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 302, 401, 403, 404, 409, 500, 503})
    @DisplayName("Every status comes as it is: no redirect is followed, no refusal thrown, nothing sent again")
    void rawStatus(int status) {
        server.on(
                "GET /it",
                new Reply(status, Map.of("Location", server.url() + "/other", "WWW-Authenticate", "Basic"), "x"));

        var answer = http.send("GET", server.url() + "/it", Map.of());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    @DisplayName("The body and the headers come as they are, headers by name in any case")
    void answer() {
        server.on("GET /it", new Reply(200, Map.of("X-Subject-Token", "abc", "X-Empty", ""), "{\"a\": [1, 2]}"));

        var answer = http.send("GET", server.url() + "/it", Map.of());

        assertThat(answer.body()).isEqualTo("{\"a\": [1, 2]}");
        assertThat(answer.header("x-subject-TOKEN")).contains("abc");
        assertThat(answer.header("X-Other")).isEmpty();
        assertThat(answer.json().path("a").get(1).asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/yaml"})
    @DisplayName("A body whose type names no character set is UTF-8")
    void utf8(String type) {
        server.on("GET /it", new Reply(200, Map.of("Content-Type", type), "\"キノシタ\""));

        assertThat(http.send("GET", server.url() + "/it", Map.of()).body()).isEqualTo("\"キノシタ\"");
    }

    @Test
    @DisplayName("An answer without a body has an empty one; what is no JSON reads as nothing")
    void noJson() {
        server.on("DELETE /it", Reply.text(204, "")).on("GET /it", Reply.text(200, "<html>"));

        assertThat(http.send("DELETE", server.url() + "/it", Map.of()).body()).isEmpty();
        assertThat(http.send("DELETE", server.url() + "/it", Map.of()).json().isMissingNode())
                .isTrue();
        assertThat(http.send("GET", server.url() + "/it", Map.of()).json().isMissingNode())
                .isTrue();
    }

    @Test
    @DisplayName("Method, path, query, headers, content type and body are sent as given")
    void request() {
        server.on("PATCH /a%2Fb", Reply.text(200, ""));

        http.send(
                "PATCH",
                server.url() + "/a%2Fb?labelSelector=renkei.dev%2Fnone",
                Map.of("Authorization", "Bearer t"),
                "application/merge-patch+json",
                "{\"x\":\"ü\"}");

        var seen = server.seen().get(0);
        assertThat(seen).hasToString("PATCH /a%2Fb?labelSelector=renkei.dev%2Fnone");
        assertThat(seen.headers()).containsEntry("authorization", "Bearer t");
        assertThat(seen.headers().get("content-type")).startsWith("application/merge-patch+json");
        assertThat(seen.body()).isEqualTo("{\"x\":\"ü\"}");
    }

    @Test
    @DisplayName("Each call is traced with its status and the request id that the platform gave it")
    void traced() {
        server.on("GET /nova", new Reply(202, Map.of("x-openstack-request-id", "req-7"), "x"))
                .on("GET /kube", new Reply(403, Map.of("Audit-Id", "a-7"), "x"));

        http.send("GET", server.url() + "/nova", Map.of());
        http.send("GET", server.url() + "/kube", Map.of());

        assertThat(trace.calls())
                .extracting(Trace.Call::what, Trace.Call::status, Trace.Call::requestId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("GET " + server.url() + "/nova", 202, "req-7"),
                        org.assertj.core.groups.Tuple.tuple("GET " + server.url() + "/kube", 403, "a-7"));
        assertThat(trace.apiCalls()).isEqualTo(Map.of("kubernetes", 0, "openstack", 2));
    }

    @Test
    @DisplayName("A connection that is closed without an answer is a failure at once: the request is not sent again")
    void lostAnswerIsNotRetried() throws IOException {
        try (var listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var connections = hangUp(listener);

            assertThatThrownBy(() -> http.send("GET", "http://127.0.0.1:" + listener.getLocalPort() + "/it", Map.of()))
                    .isInstanceOf(NoAnswer.class);

            assertThat(connections).hasValue(1);
            assertThat(trace.calls()).extracting(Trace.Call::status).containsExactly(0);
        }
    }

    @Test
    @DisplayName("A refused connection is a failure at once, traced with status 0")
    void refused() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThatThrownBy(() -> http.send("GET", "http://127.0.0.1:" + port + "/it", Map.of()))
                .isInstanceOf(NoAnswer.class)
                .hasMessageEndingWith("connection refused");
        assertThat(trace.calls()).extracting(Trace.Call::status).containsExactly(0);
    }

    @Test
    @DisplayName("A server that says nothing is given up after the time-out")
    void silentServer() throws IOException {
        var impatient = new Http(Side.OPENSTACK, trace, Tls.installed(), Duration.ofMillis(300));
        try (var listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            impatient.send("GET", "http://127.0.0.1:" + listener.getLocalPort() + "/it", Map.of()))
                    .isInstanceOf(NoAnswer.class)
                    .hasMessageEndingWith("timed out");
        }
    }

    private static AtomicInteger hangUp(ServerSocket listener) {
        var connections = new AtomicInteger();
        var thread = new Thread(() -> {
            while (!listener.isClosed()) {
                try (var socket = listener.accept()) {
                    connections.incrementAndGet();
                    socket.getInputStream().read(new byte[4096]);
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return connections;
    }
}
