package dev.renkei.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Answer HTTP on a free port of this machine as a test says, and remember what was asked; what is unknown is a 404. */
public final class StubServer implements AutoCloseable {

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Handler> routes = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    static {
        // Otherwise each answer on a kept connection waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private StubServer(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Take over one exchange, for answers that are more than a status and a text. */
    @FunctionalInterface
    public interface Handler {
        void handle(HttpExchange exchange, Seen request) throws IOException;
    }

    /** A request as it came; the path with its query, header values by lower-case name. */
    public record Seen(String method, String path, Map<String, String> headers, String body) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** An answer; a content type and headers as needed. */
    public record Reply(int status, Map<String, String> headers, String body) {

        /** Answer with a JSON text. */
        public static Reply json(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body);
        }

        /** Answer with a plain text. */
        public static Reply text(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "text/plain"), body);
        }
    }

    /** Start a server without TLS. */
    public static StubServer start() {
        try {
            return new StubServer(HttpServer.create(address(), 0), "http");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Start a server with TLS. */
    public static StubServer startTls(SSLContext context) {
        try {
            var server = HttpsServer.create(address(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new StubServer(server, "https");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answer {@code METHOD /path} (with its query, if it has one) always the same. */
    public StubServer on(String methodAndPath, Reply reply) {
        return on(methodAndPath, request -> reply);
    }

    /** Answer {@code METHOD /path} as {@code reply} says. */
    public StubServer on(String methodAndPath, Function<Seen, Reply> reply) {
        return handle(methodAndPath, (exchange, request) -> send(exchange, reply.apply(request)));
    }

    /** Let {@code handler} answer {@code METHOD /path}. */
    public StubServer handle(String methodAndPath, Handler handler) {
        routes.put(methodAndPath, handler);
        return this;
    }

    /** Give the server's address, without a slash at its end. */
    public URI url() {
        return URI.create(
                "%s://127.0.0.1:%d".formatted(scheme, server.getAddress().getPort()));
    }

    /** Give all requests so far. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = new ConcurrentHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var request =
                new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(), Map.copyOf(headers), body);
        seen.add(request);
        try (exchange) {
            var withoutQuery = request.method() + " " + exchange.getRequestURI().getPath();
            routes.getOrDefault(request.toString(), routes.getOrDefault(withoutQuery, StubServer::notFound))
                    .handle(exchange, request);
        }
    }

    private static void notFound(HttpExchange exchange, Seen request) throws IOException {
        send(exchange, Reply.text(404, "404 Not Found: the stub has no such path"));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        var empty = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
