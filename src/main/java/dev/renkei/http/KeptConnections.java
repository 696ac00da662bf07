package dev.renkei.http;

import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Send thousands of requests to one side, from several threads, over connections that are kept: a handshake for each would
 * take most of the time. {@link Http} is for requests that stand for themselves.
 */
public final class KeptConnections implements Exchange {

    private final Side side;
    private final Trace trace;
    private final Duration timeout;
    private final HttpClient client;

    /** Speak to {@code side}, trusting {@code tls}; a request without an answer is given up after {@code timeout}. */
    public KeptConnections(Side side, Trace trace, Tls tls, Duration timeout) {
        this.side = side;
        this.trace = trace;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .sslContext(tls.context())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public HttpAnswer send(String method, String url, Map<String, String> headers, String contentType, String body) {
        return trace.onPlatform(() -> {
            var began = trace.now();
            var status = 0;
            try {
                var response = client.send(
                        request(method, url, headers, contentType, body),
                        BodyHandlers.ofString(StandardCharsets.UTF_8));
                status = response.statusCode();
                var received = new LinkedHashMap<String, String>();
                response.headers()
                        .map()
                        .forEach((name, values) ->
                                received.put(name.toLowerCase(Locale.ROOT), values.get(values.size() - 1)));
                return new HttpAnswer(status, Map.copyOf(received), response.body());
            } catch (IOException e) {
                throw NoAnswer.of(url, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw NoAnswer.of(url, e);
            } finally {
                trace.called(side, method + " " + url, status, null, began);
            }
        });
    }

    private HttpRequest request(
            String method, String url, Map<String, String> headers, String contentType, String body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(timeout)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        return request.build();
    }
}
