package dev.renkei.cluster;

import dev.renkei.http.Exchange;
import dev.renkei.http.Http;
import dev.renkei.http.KeptConnections;
import dev.renkei.http.Tls;
import dev.renkei.platform.Secret;
import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Send raw requests to the API server with one token or none, where the answer itself is judged. */
public final class Api {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String server;
    private final Optional<Secret> token;
    private final Exchange http;

    private Api(String server, Optional<Secret> token, Exchange http) {
        this.server = server;
        this.token = token;
        this.http = http;
    }

    static Api forOne(String server, Tls tls, Optional<Secret> token, Trace trace) {
        return new Api(server, token, new Http(Side.KUBERNETES, trace, tls, TIMEOUT));
    }

    static Api forMany(String server, Tls tls, Secret token, Trace trace) {
        return new Api(server, Optional.of(token), new KeptConnections(Side.KUBERNETES, trace, tls, TIMEOUT));
    }

    /** Send a request and give back the answer as it came; a refusal is no error here. */
    public Answer ask(ApiRequest request) {
        return new Answer(
                request.toString(),
                http.send(
                        request.method(),
                        server + request.path(),
                        headers(request),
                        request.body() == null ? null : request.contentType(),
                        request.body()));
    }

    /** Get a path that names no resource, such as {@code /version}. */
    public Answer get(String path) {
        return new Answer("get " + path, http.send("GET", server + path, headers(), null, null));
    }

    private Map<String, String> headers(ApiRequest request) {
        var all = new LinkedHashMap<>(headers());
        all.putAll(request.headers());
        return all;
    }

    private Map<String, String> headers() {
        return token.map(secret -> Map.of("Authorization", "Bearer " + secret.reveal(), "Accept", "application/json"))
                .orElse(Map.of("Accept", "application/json"));
    }
}
