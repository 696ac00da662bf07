package dev.renkei.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A working directory with a good profile, kubeconfig and clouds.yaml, in which a test can spoil a line. */
final class ProfileFolder {
    private static final String PROFILE = """
            name: own
            kubernetes: {kubeconfig: kubeconfig, context: admin}
            openstack: {cloud: boss, clouds-file: clouds.yaml}
            tenants:
              - {cloud: alice}
              - {cloud: bob, namespace: b-space}
            anonymous: unauthenticated
            authorizer: {kind: abac, expected: policy.json}
            storage:
              class: cinder
              cinder-metadata: {owner: own}
            capabilities: [csi, two-nodes]
            required: [csi]
            windows: {token-revoked: 20s}
            time-factor: 1.5
            disruptive: true
            known-gaps:
              - {scenario: volumes/one, reason: slow, link: "https://example.com/1"}
              - {scenario: volumes/two, reason: slow, link: "https://example.com/2", message: still attached}
            faults:
              keystone-down: {begin: stop it, end: start it}
            up: make up
            defects: make defect
            audit-log: audit.log
            logs: make logs
            facts: {answers: count them}
            """;
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: admin
            preferences:
            contexts:
              - {name: admin, context: {cluster: c, user: u}}
              - {name: other, context: {cluster: c, user: u}}
            """;
    private static final String CLOUDS = """
            clouds:
              boss:
                auth:
                  auth_url: https://10.0.0.1:5000/v3
                  username: admin
                  password: boss-password
                  project_name: admin
                region_name: RegionOne
              alice:
                auth:
                  auth_url: https://10.0.0.1:5000/v3
                  username: alice
                  password: alice-password
                  project_name: team-a
                region_name: RegionOne
              bob:
                auth:
                  auth_url: https://10.0.0.1:5000/v3
                  username: bob
                  password: bob-password
                  project_name: team-b
                region_name: RegionOne
            """;

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    ProfileFolder(Path root) {
        this.root = root;
        properties.put("platform", "own");
        properties.put("user.home", root.resolve("home").toString());
        restore();
        write("kubeconfig", KUBECONFIG);
        write("clouds.yaml", CLOUDS);
    }

    Path file(String name) {
        return root.resolve(name);
    }

    void write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Replace a text in the profile, which must stand there. */
    void replace(String text, String replacement) {
        replaceIn("platforms/own.yaml", text, replacement);
    }

    void replaceIn(String name, String text, String replacement) {
        try {
            String before = Files.readString(file(name));
            String after = before.replace(text, replacement);
            if (after.equals(before)) {
                throw new AssertionError("no '" + text + "' in " + name);
            }
            Files.writeString(file(name), after);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    void property(String name, String value) {
        properties.put(name, value);
    }

    void noProperty(String name) {
        properties.remove(name);
    }

    /** Write the good profile once more. */
    void restore() {
        write("platforms/own.yaml", PROFILE);
    }

    Platforms platforms() {
        return new Platforms(root, environment, properties);
    }
}
