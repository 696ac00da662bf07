package dev.renkei.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.stub.StubServer;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {

    private static final char[] PASSWORD = "stub-store".toCharArray();

    @TempDir
    static Path folder;

    private String pem;
    private String otherPem;
    private StubServer server;
    private StubServer misnamed;

    @BeforeAll
    void start() throws Exception {
        var here = keyStore("here", "ip:127.0.0.1");
        var elsewhere = keyStore("elsewhere", "dns:elsewhere.example");
        pem = pem(here) + pem(elsewhere);
        otherPem = pem(elsewhere);
        server = StubServer.startTls(context(here)).on("GET /it", Reply.text(200, "hello"));
        misnamed = StubServer.startTls(context(elsewhere)).on("GET /it", Reply.text(200, "hello"));
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

    // The JDK has no public way to make a certificate but its own tool.
    private static KeyStore keyStore(String name, String subjectAlternativeName) throws Exception {
        var file = folder.resolve(name + ".p12");
        var exit = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + subjectAlternativeName,
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(exit).isZero();
        try (var stream = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(stream, PASSWORD);
            return store;
        }
    }

    private static String pem(KeyStore store) throws GeneralSecurityException {
        var certificate = store.getCertificate(store.aliases().nextElement());
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()));
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
