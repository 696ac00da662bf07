package dev.renkei.http;

import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static io.restassured.config.SSLConfig.sslConfig;

import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import io.restassured.http.Header;
import io.restassured.http.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;

/** Send one request at a time to one side and give back the raw answer; nothing is retried or logged in again. */
public final class Http implements Exchange {

    private static final List<String> REQUEST_ID_HEADERS = List.of("x-openstack-request-id", "audit-id");

    private final Side side;
    private final Trace trace;
    private final RestAssuredConfig config;

    /** Speak to {@code side}, trusting {@code tls}; a request without an answer is given up after {@code timeout}. */
    public Http(Side side, Trace trace, Tls tls, Duration timeout) {
        this.side = side;
        this.trace = trace;
        var millis = Math.toIntExact(timeout.toMillis());
        this.config = RestAssuredConfig.config()
                .sslConfig(ssl(tls))
                .encoderConfig(EncoderConfig.encoderConfig()
                        .defaultContentCharset(StandardCharsets.UTF_8)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false))
                .decoderConfig(DecoderConfig.decoderConfig().defaultContentCharset(StandardCharsets.UTF_8))
                .redirect(RedirectConfig.redirectConfig().followRedirects(false))
                .httpClient(httpClientConfig()
                        .httpClientFactory(Http::clientThatTriesOnce)
                        .setParam("http.connection.timeout", millis)
                        .setParam("http.socket.timeout", millis));
    }

    // By itself, the client sends a request up to four times when the connection ends without an answer.
    @SuppressWarnings("deprecation")
    private static HttpClient clientThatTriesOnce() {
        var client = new DefaultHttpClient();
        client.setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        return client;
    }

    private static SSLConfig ssl(Tls tls) {
        return tls.verified()
                ? tls.keyStore().map(store -> sslConfig().trustStore(store)).orElseGet(SSLConfig::sslConfig)
                : sslConfig().relaxedHTTPSValidation();
    }

    /**
     * Send a request without a body.
     *
     * @throws NoAnswer when none comes
     */
    public HttpAnswer send(String method, String url, Map<String, String> headers) {
        return send(method, url, headers, null, null);
    }

    @Override
    public HttpAnswer send(String method, String url, Map<String, String> headers, String contentType, String body) {
        return trace.onPlatform(() -> {
            var began = trace.now();
            var status = 0;
            String requestId = null;
            try {
                var request = RestAssured.given().config(config).urlEncodingEnabled(false);
                headers.forEach((name, value) -> request.header(new Header(name, value)));
                if (body != null) {
                    // As bytes: RestAssured would look for an encoder of its own for each type of text.
                    request.contentType(contentType).body(body.getBytes(StandardCharsets.UTF_8));
                }
                var response = request.request(Method.valueOf(method), url);
                var received = new LinkedHashMap<String, String>();
                response.getHeaders()
                        .forEach(header -> received.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
                status = response.statusCode();
                requestId = REQUEST_ID_HEADERS.stream()
                        .map(received::get)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                return new HttpAnswer(status, Map.copyOf(received), response.asString());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception undeclared) {
                // RestAssured passes on the client's checked exceptions without declaring them.
                throw NoAnswer.of(url, undeclared);
            } finally {
                trace.called(side, method + " " + url, status, requestId, began);
            }
        });
    }
}
