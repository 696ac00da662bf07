package dev.renkei.stub;

import dev.renkei.platform.CloudEntry;
import dev.renkei.platform.KeystoneRef;
import dev.renkei.platform.Secret;
import dev.renkei.stub.StubServer.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Be a small Keystone, Cinder and Nova: one user, one region, and the volumes that a test puts in. */
public final class StubCloud implements AutoCloseable {

    /** The password that Keystone takes. */
    public static final Secret PASSWORD = new Secret("kirschbluete");

    private static final String REGION = "RegionOne";

    private final StubServer server = StubServer.start();
    private final Map<String, String> volumes = new ConcurrentHashMap<>();
    private final Map<String, List<String>> attachments = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> identities = new ConcurrentHashMap<>();

    /** Start it, with no volumes and no servers. */
    public StubCloud() {
        server.on("POST /identity/v3/auth/tokens", request -> logIn(request.body()));
        server.on("GET /volume/v3/p1/volumes/detail", request -> list());
        for (var kind : List.of("user", "group", "project", "domain")) {
            identities.put(kind, new ConcurrentHashMap<>());
            server.on("GET /identity/v3/%ss".formatted(kind), request -> identities(kind));
        }
    }

    /** Give the server behind it, to change what it answers. */
    public StubServer server() {
        return server;
    }

    /** Give an entry of clouds.yaml that leads to it. */
    public CloudEntry account() {
        return account(REGION);
    }

    /** Give an entry of clouds.yaml that leads to it, but to another region. */
    public CloudEntry account(String region) {
        var domain = new KeystoneRef("id", "default");
        return new CloudEntry(
                "lab",
                server.url().resolve("/identity"),
                "admin",
                PASSWORD,
                "admin",
                Optional.empty(),
                domain,
                domain,
                region,
                Optional.empty(),
                true);
    }

    /** Let Cinder know a volume, attached to the servers of these ids, without metadata. */
    public StubCloud volume(String id, String name, String status, String... servers) {
        return volume(id, name, status, Map.of(), servers);
    }

    /** Let Cinder know a volume. */
    public StubCloud volume(String id, String name, String status, Map<String, String> metadata, String... servers) {
        var attached = List.of(servers).stream()
                .map("{\"server_id\":\"%s\"}"::formatted)
                .collect(Collectors.joining(","));
        var tags = metadata.entrySet().stream()
                .map(tag -> "\"%s\":\"%s\"".formatted(tag.getKey(), tag.getValue()))
                .collect(Collectors.joining(","));
        volumes.put(id, """
                {"id":"%s","name":"%s","status":"%s","size":3,"metadata":{%s},"attachments":[%s]}""".formatted(id, name, status, tags, attached));
        server.on("GET /volume/v3/p1/volumes/" + id, request -> one(id));
        server.on("DELETE /volume/v3/p1/volumes/" + id, request -> {
            volumes.remove(id);
            return Reply.json(202, "");
        });
        return this;
    }

    /** Let Keystone know a user, group, project or domain; it passes over the filters of lists. */
    public StubCloud identity(String kind, String id, String name) {
        identities.get(kind).put(id, name);
        server.on("PATCH /identity/v3/%ss/%s".formatted(kind, id), request -> Reply.json(200, "{}"));
        server.on("DELETE /identity/v3/%ss/%s".formatted(kind, id), request -> {
            identities.get(kind).remove(id);
            return Reply.json(204, "");
        });
        return this;
    }

    /** Let Cinder no longer know a volume. */
    public StubCloud forget(String id) {
        volumes.remove(id);
        return this;
    }

    /** Let Nova have these volumes attached to a server. */
    public StubCloud nova(String serverId, String... volumeIds) {
        attachments.put(serverId, List.of(volumeIds));
        server.on(
                "GET /compute/v2.1/servers/%s/os-volume_attachments".formatted(serverId),
                request -> attached(serverId));
        return this;
    }

    /** List what was asked of it, logins left out. */
    public List<String> asked() {
        return server.seen().stream()
                .map(StubServer.Seen::toString)
                .filter(request -> !request.endsWith("/identity/v3/auth/tokens"))
                .toList();
    }

    /** Give Cinder's answer for a volume that it does not know. */
    public static Reply unknownVolume(String id) {
        return Reply.json(
                404, "{\"itemNotFound\":{\"code\":404,\"message\":\"Volume %s could not be found.\"}}".formatted(id));
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply one(String id) {
        var volume = volumes.get(id);
        return volume == null ? unknownVolume(id) : Reply.json(200, "{\"volume\":%s}".formatted(volume));
    }

    /** Give Cinder's list of the volumes that it knows. */
    public Reply list() {
        return Reply.json(200, "{\"volumes\":[%s]}".formatted(String.join(",", volumes.values())));
    }

    private Reply identities(String kind) {
        return Reply.json(
                200,
                identities.get(kind).entrySet().stream()
                        .map(entry -> "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(",", "{\"%ss\":[".formatted(kind), "]}")));
    }

    private Reply attached(String serverId) {
        return Reply.json(
                200,
                attachments.get(serverId).stream()
                        .map("{\"volumeId\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(",", "{\"volumeAttachments\":[", "]}")));
    }

    private Reply logIn(String body) {
        if (!body.contains("\"" + PASSWORD.reveal() + "\"")) {
            return Reply.json(401, """
                    {"error":{"code":401,"title":"Unauthorized",\
                    "message":"The request you have made requires authentication."}}""");
        }
        var token = """
                {"token":{"user":{"id":"u1","name":"admin","domain":{"id":"default","name":"Default"}},
                "project":{"id":"p1","name":"admin","domain":{"id":"default","name":"Default"}},
                "roles":[{"id":"r1","name":"admin"},{"id":"r2","name":"reader"}],
                "methods":["password"],"issued_at":"2026-11-24T22:00:00.000000Z","expires_at":"2099-01-01T00:00:00.000000Z",
                "catalog":[%s,%s]}}""".formatted(
                        service("volumev3", "cinderv3", "/volume/v3/p1"), service("compute", "nova", "/compute/v2.1/"));
        return new Reply(201, Map.of("Content-Type", "application/json", "X-Subject-Token", "gAAAAAstub-token"), token);
    }

    private String service(String type, String name, String path) {
        return """
                {"type":"%s","name":"%s","id":"%s","endpoints":[{"id":"%s","interface":"public","region":"%s",\
                "region_id":"%s","url":"%s"}]}""".formatted(type, name, type, type, REGION, REGION, server.url() + path);
    }
}
