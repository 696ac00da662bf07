package dev.renkei.command;

import dev.renkei.platform.Platforms;
import dev.renkei.stub.StubCloud;
import dev.renkei.stub.StubCluster;
import dev.renkei.stub.StubServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A working directory whose profile leads to two stubs where all is as it should be, until a test spoils something. */
final class StubPlatform implements AutoCloseable {

    private static final String PROFILE = """
            name: own
            kubernetes: {kubeconfig: %1$s/kubeconfig}
            openstack: {cloud: boss, clouds-file: %1$s/clouds.yaml}
            tenants:
              - {cloud: alice}
              - {cloud: bob, namespace: b-space}
            authorizer: {kind: keystone-policy}
            storage: {class: cinder}
            capabilities: [csi, dynamic-provisioning, two-nodes, audit-log, keystone-policy]
            audit-log: %1$s/audit.log
            """;
    private static final String SCENARIO = """
            id: volumes/one
            title: One
            source: none
            contract: {given: [a], when: b, then: [c]}
            defect: {name: d, message: m}
            """;
    private static final String ACCOUNT = """
              %s:
                auth: {auth_url: "%s/identity", username: %s, password: %s, project_name: %s}
                region_name: RegionOne
            """;
    private static final String NODE = """
            {"metadata":{"name":"%s"},"spec":{%s},"status":{"conditions":[{"type":"Ready","status":"%s"}]}}""";

    private final Path root;
    private final StubCluster cluster = new StubCluster();
    private final StubCloud cloud = new StubCloud();
    private final Map<String, String> properties = new HashMap<>(Map.of("platform", "own"));
    private final List<String> lines = new CopyOnWriteArrayList<>();

    StubPlatform(Path root) {
        this.root = root;
        write("platforms/own.yaml", PROFILE.formatted(root));
        write("scenarios/volumes/one/scenario.yaml", SCENARIO);
        write("audit.log", "");
        write(
                "clouds.yaml",
                "clouds:\n" + account("boss", "admin") + account("alice", "team-a") + account("bob", "team-b"));
        cluster.kubeconfig(root);
        cluster.node("n1", "s1").node("n2", "s2");
        cluster.object("Namespace", "{\"metadata\":{\"name\":\"team-a\"}}");
        cluster.object("Namespace", "{\"metadata\":{\"name\":\"b-space\"}}");
        storageClass("cinder.csi.openstack.org");
        driver("cinder.csi.openstack.org");
        cluster.server().on("GET /version", Reply.json(200, "{\"gitVersion\":\"v1.34.4\"}"));
        mayDoEverything(true);
        cloud.server().on("GET /identity/v3", Reply.json(200, "{\"version\":{\"id\":\"v3.14\"}}"));
        cloud.server().on("GET /compute/v2.1/servers", Reply.json(200, "{\"servers\":[]}"));
    }

    StubCluster cluster() {
        return cluster;
    }

    StubCloud cloud() {
        return cloud;
    }

    Path file(String name) {
        return root.resolve(name);
    }

    String kubernetes() {
        return cluster.server().url().toString();
    }

    String keystone() {
        return cloud.server().url() + "/identity";
    }

    void write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replace a text in a file, which must stand there. */
    void replace(String name, String text, String replacement) {
        try {
            var before = Files.readString(file(name));
            if (!before.contains(text)) {
                throw new AssertionError("no '%s' in %s".formatted(text, name));
            }
            write(name, before.replace(text, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void property(String name, String value) {
        properties.put(name, value);
    }

    void mayDoEverything(boolean allowed) {
        cluster.server()
                .on("POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Reply.json(201, """
                        {"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1",\
                        "status":{"allowed":%s}}""".formatted(
                                allowed)));
    }

    void storageClass(String provisioner) {
        cluster.forgetAll("StorageClass");
        cluster.object(
                "StorageClass", "{\"metadata\":{\"name\":\"cinder\"},\"provisioner\":\"%s\"}".formatted(provisioner));
    }

    void driver(String name) {
        cluster.forgetAll("CSINode");
        cluster.object(
                "CSINode",
                "{\"metadata\":{\"name\":\"n1\"},\"spec\":{\"drivers\":[{\"name\":\"%s\",\"nodeID\":\"s1\"}]}}"
                        .formatted(name));
    }

    /** Let the cluster have one more node, with these fields in its spec. */
    void node(String name, String spec, boolean ready) {
        cluster.object("Node", NODE.formatted(name, spec, ready ? "True" : "False"));
    }

    /** Go through preflight and give the lines that it printed, whether it failed or not. */
    List<String> preflight() {
        return preflight(null);
    }

    List<String> preflight(String selection) {
        lines.clear();
        try {
            new Preflight(root, platforms(), properties.get("run"), selection, lines::add).run();
        } catch (NotReady e) {
            var first = lines.stream()
                    .filter(line -> line.startsWith("preflight   FAILED: "))
                    .findFirst();
            if (!first.equals(java.util.Optional.of("preflight   FAILED: " + e.getMessage()))) {
                throw new AssertionError("it ended with '%s', but printed %s".formatted(e.getMessage(), lines));
            }
        }
        return List.copyOf(lines);
    }

    /** Go through preflight and give what it found wrong. */
    List<String> problems() {
        return preflight().stream()
                .filter(line -> line.startsWith("preflight   FAILED: "))
                .map(line -> line.substring("preflight   FAILED: ".length()))
                .toList();
    }

    /** Clean up after a run and give the lines that it printed. */
    List<String> cleanup(String run) {
        var printed = new ArrayList<String>();
        new Cleanup(root, platforms(), run, printed::add).run();
        return printed;
    }

    @Override
    public void close() {
        cluster.close();
        cloud.close();
    }

    private Platforms platforms() {
        return new Platforms(root, Map.of(), properties);
    }

    private String account(String name, String project) {
        return ACCOUNT.formatted(name, cloud.server().url(), name, StubCloud.PASSWORD.reveal(), project);
    }
}
