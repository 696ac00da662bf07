package dev.renkei.actor;

import dev.renkei.contract.Contract;
import dev.renkei.contract.Defect;
import dev.renkei.platform.Anonymous;
import dev.renkei.platform.Authorizer;
import dev.renkei.platform.Kubernetes;
import dev.renkei.platform.OpenStack;
import dev.renkei.platform.Platform;
import dev.renkei.platform.Secret;
import dev.renkei.platform.Storage;
import dev.renkei.platform.TenantAccount;
import dev.renkei.records.RunMark;
import dev.renkei.stub.StubCloud;
import dev.renkei.stub.StubCluster;
import dev.renkei.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A scene with one tenant whose platform is two stubs, and whose logs are what a command of the test prints. */
final class StubScene implements AutoCloseable {

    private static final String CLOUDS = """
            clouds:
              lab:
                auth: {auth_url: "%s/identity", username: admin, password: %s, project_name: admin}
                region_name: RegionOne
            """;

    private final StubCluster cluster = new StubCluster();
    private final StubCloud cloud = new StubCloud();
    private final Set<Secret> met = new HashSet<>();
    private final Scene scene;

    StubScene(Path folder, String logs) {
        write(folder.resolve("clouds.yaml"), CLOUDS.formatted(cloud.server().url(), StubCloud.PASSWORD.reveal()));
        var platform = new Platform(
                "lab",
                folder.resolve("lab.yaml"),
                new Kubernetes(cluster.kubeconfig(folder), null),
                new OpenStack("lab", folder.resolve("clouds.yaml")),
                List.of(new TenantAccount("lab", "team-a", "admin", "admin")),
                Anonymous.FORBIDDEN,
                new Authorizer(Authorizer.Kind.RBAC, null),
                new Storage("cinder", Map.of(), "nginx:alpine"),
                Set.of(),
                Set.of(),
                Map.of(),
                1.0,
                false,
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(logs),
                Set.of());
        scene = new Scene(platform, contract(), new RunMark("20261125-001502", "lab"), Trace.silent(), met::add);
    }

    Scene scene() {
        return scene;
    }

    StubCluster cluster() {
        return cluster;
    }

    StubCloud cloud() {
        return cloud;
    }

    /** Give what the scene told of as a secret that was met. */
    Set<Secret> met() {
        return Set.copyOf(met);
    }

    @Override
    public void close() {
        scene.close();
        cluster.close();
        cloud.close();
    }

    private static Contract contract() {
        return new Contract(
                "auth/one",
                "One",
                "a test",
                List.of("g"),
                List.of("w"),
                List.of("t"),
                Set.of(),
                Set.of(),
                false,
                new Defect("d", "m"),
                Map.of("logged", Duration.ofSeconds(2)),
                List.of(),
                Path.of("scenarios", "auth", "one"));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
