package dev.renkei.actor;

import dev.renkei.cluster.Cluster;
import dev.renkei.isolation.AbacPolicy;
import dev.renkei.isolation.KeystonePolicy;
import dev.renkei.isolation.Policy;
import dev.renkei.isolation.RbacPolicy;
import dev.renkei.isolation.SystemMasters;
import dev.renkei.isolation.Union;
import dev.renkei.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Read the policy that a platform's profile names, in the order in which its API server asks its authorisers. */
final class PlatformPolicy {

    private PlatformPolicy() {}

    static Policy of(Platform platform, Cluster cluster) {
        return switch (platform.authorizer().kind()) {
            case ABAC -> Union.of(new SystemMasters(), AbacPolicy.parse(file(platform), text(platform)));
            case RBAC -> Union.of(new SystemMasters(), RbacPolicy.of(cluster.rolesAndBindings()));
            case KEYSTONE_POLICY ->
                Union.of(
                        new SystemMasters(),
                        RbacPolicy.of(cluster.rolesAndBindings()),
                        KeystonePolicy.parse(file(platform), text(platform)).asBuilt());
        };
    }

    private static String file(Platform platform) {
        var file = platform.authorizer().expected();
        if (file == null) {
            throw new IllegalStateException(
                    "the profile of platform %s names no policy in authorizer.expected".formatted(platform.name()));
        }
        return file;
    }

    private static String text(Platform platform) {
        try {
            return Files.readString(Path.of(file(platform)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
