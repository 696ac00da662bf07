package dev.renkei.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.stub.StubCertificate;
import dev.renkei.stub.StubServer;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {

    @TempDir
    static Path folder;

    private String pem;
    private String otherPem;
    private StubServer server;
    private StubServer misnamed;

    @BeforeAll
    void start() {
        var here = StubCertificate.of("ip:127.0.0.1", folder);
        var elsewhere = StubCertificate.of("dns:elsewhere.example", folder);
        pem = here.pem() + elsewhere.pem();
        otherPem = elsewhere.pem();
        server = StubServer.startTls(here.context()).on("GET /it", Reply.text(200, "hello"));
        misnamed = StubServer.startTls(elsewhere.context()).on("GET /it", Reply.text(200, "hello"));
    }

    @AfterAll
    void stop() {
        server.close();
        misnamed.close();
    }

    @Test
    @DisplayName("A server with a certificate of the given CA text is trusted, even if the text holds several")
    void trusts() {
        assertThat(get(Tls.trusting(pem), server.url()).body()).isEqualTo("hello");
    }

    @Test
    @DisplayName("A server with a certificate of anybody else is not trusted, nor by the Java installation")
    void distrusts() {
        assertThatThrownBy(() -> get(Tls.trusting(otherPem), server.url()))
                .isInstanceOfSatisfying(
                        NoAnswer.class,
                        no -> assertThat(no.untrusted()).as(no.getMessage()).isTrue());
        assertThatThrownBy(() -> get(Tls.installed(), server.url()))
                .isInstanceOfSatisfying(
                        NoAnswer.class,
                        no -> assertThat(no.untrusted()).as(no.getMessage()).isTrue());
    }

    @Test
    @DisplayName("A trusted certificate for another name is refused")
    void wrongName() {
        assertThatThrownBy(() -> get(Tls.trusting(pem), misnamed.url()))
                .isInstanceOfSatisfying(
                        NoAnswer.class,
                        no -> assertThat(no.untrusted()).as(no.getMessage()).isTrue());
    }

    @Test
    @DisplayName("Who says that nothing is to be verified speaks to anybody")
    void unverified() {
        assertThat(get(Tls.unverified(), misnamed.url()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("Other clients get the same trust and distrust in a context")
    void context() throws Exception {
        assertThat(statusThrough(Tls.trusting(pem), server.url())).isEqualTo(200);
        assertThat(statusThrough(Tls.unverified(), misnamed.url())).isEqualTo(200);
        assertThatThrownBy(() -> statusThrough(Tls.trusting(otherPem), server.url()))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> statusThrough(Tls.installed(), server.url())).isInstanceOf(SSLException.class);
    }

    @Test
    @DisplayName("A CA text without a certificate is refused and not taken for no CA")
    void noCertificate() {
        assertThatThrownBy(() -> Tls.trusting("").context())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no certificate in the CA text");
        assertThatThrownBy(() -> Tls.trusting("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n")
                        .context())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the CA text is not PEM");
    }

    private static HttpAnswer get(Tls tls, URI server) {
        return new Http(Side.KUBERNETES, Trace.silent(), tls, Duration.ofSeconds(5))
                .send("GET", server + "/it", Map.of());
    }

    private static int statusThrough(Tls tls, URI server) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(tls.context())
                .build()
                .send(HttpRequest.newBuilder(server.resolve("/it")).build(), BodyHandlers.ofString())
                .statusCode();
    }
}
