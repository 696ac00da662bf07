package dev.renkei.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.stub.StubServer;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class KeptConnectionsTest {

    private final StubServer server = StubServer.start();
    private final Trace trace = Trace.silent();
    private final KeptConnections connections =
            new KeptConnections(Side.KUBERNETES, trace, Tls.installed(), Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 401, 403, 404, 500})
    @DisplayName("Every status comes as it is, with body and headers, and nothing is sent again")
    void rawAnswers(int status) {
        server.on("POST /it", new Reply(status, Map.of("Location", "/other", "X-Said", "yes"), "{\"a\":1}"));

        var answer = connections.send("POST", server.url() + "/it", Map.of("X-Asked", "yes"), "text/plain", "body");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("x-said")).contains("yes");
        assertThat(answer.json().path("a").asInt()).isEqualTo(1);
        assertThat(server.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.body()).isEqualTo("body");
            assertThat(seen.headers()).containsEntry("x-asked", "yes").containsEntry("content-type", "text/plain");
        });
    }

    @Test
    @DisplayName("Threads get their own answers, and each call is counted")
    void together() {
        server.handle("GET /it", (exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(request.path().substring(4).getBytes());
        });

        List<String> answers = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> connections
                        .send("GET", server.url() + "/it?" + i, Map.of(), null, null)
                        .body())
                .toList();

        assertThat(answers)
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(String::valueOf).toList());
        assertThat(trace.apiCalls()).containsEntry("kubernetes", 200);
    }

    @Test
    @DisplayName("Where nobody answers, that is said in one line")
    void nobody() {
        var address = server.url();
        server.close();

        assertThatThrownBy(() -> connections.send("GET", address + "/it", Map.of(), null, null))
                .isInstanceOf(NoAnswer.class)
                .hasMessage("%s/it gave no answer: connection refused".formatted(address));
    }
}
