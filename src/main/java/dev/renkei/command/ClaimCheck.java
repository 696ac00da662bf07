package dev.renkei.command;

import dev.renkei.platform.Authorizer;
import dev.renkei.platform.Platform;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Find the capabilities that a profile claims and the platform does not have. What only a scenario can find out is left to
 * the scenarios.
 */
final class ClaimCheck {

    private static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";
    private static final String IN_TREE = "kubernetes.io/cinder";

    private final Platform platform;
    private final List<Node> nodes;
    private final Optional<StorageClass> storageClass;
    private final Set<String> drivers;

    /**
     * Judge by what was found in the cluster.
     *
     * @param nodes those that take pods
     * @param storageClass the platform's; empty when there is none, which is not told again
     * @param drivers the CSI drivers of all nodes
     */
    ClaimCheck(Platform platform, List<Node> nodes, Optional<StorageClass> storageClass, Set<String> drivers) {
        this.platform = platform;
        this.nodes = nodes;
        this.storageClass = storageClass;
        this.drivers = drivers;
    }

    /** List the claims that do not hold, each in a line. */
    List<String> problems() {
        var checks = Map.<String, Supplier<Optional<String>>>of(
                "two-nodes", this::twoNodes,
                "csi", this::csi,
                "in-tree-cinder", this::inTree,
                "dynamic-provisioning", this::dynamicProvisioning,
                "expand", this::expand,
                "audit-log", this::auditLog,
                "keystone-policy", () -> authorizer(Authorizer.Kind.KEYSTONE_POLICY),
                "abac", () -> authorizer(Authorizer.Kind.ABAC));
        return platform.capabilities().stream()
                .filter(checks::containsKey)
                .flatMap(claim -> checks.get(claim).get().stream()
                        .map(lack -> "%s: capability '%s' is claimed, but %s; remove the claim, or correct that"
                                .formatted(platform.profile(), claim, lack)))
                .toList();
    }

    private Optional<String> twoNodes() {
        return nodes.size() == 1
                ? Optional.of("only node %s takes pods"
                        .formatted(nodes.get(0).getMetadata().getName()))
                : Optional.empty();
    }

    private Optional<String> csi() {
        return provisioner()
                .filter(provisioner -> !drivers.contains(provisioner))
                .map(provisioner -> "%s, which provisions for StorageClass '%s', is no CSI driver of any node (%s)"
                        .formatted(
                                provisioner,
                                platform.storage().storageClass(),
                                drivers.isEmpty() ? "there is none" : String.join(", ", drivers)));
    }

    private Optional<String> inTree() {
        return provisioner()
                .filter(provisioner -> !provisioner.equals(IN_TREE))
                .map(provisioner -> "StorageClass '%s' provisions with %s, not with %s"
                        .formatted(platform.storage().storageClass(), provisioner, IN_TREE));
    }

    private Optional<String> dynamicProvisioning() {
        return provisioner()
                .filter(provisioner -> provisioner.isEmpty() || provisioner.equals(NO_PROVISIONER))
                .map(provisioner -> "StorageClass '%s' has no provisioner"
                        .formatted(platform.storage().storageClass()));
    }

    private Optional<String> expand() {
        return storageClass
                .filter(found -> !Boolean.TRUE.equals(found.getAllowVolumeExpansion()))
                .map(found -> "StorageClass '%s' does not allow it (allowVolumeExpansion)"
                        .formatted(platform.storage().storageClass()));
    }

    private Optional<String> auditLog() {
        if (platform.auditLog().isEmpty()) {
            return Optional.of("no file is named under audit-log");
        }
        return platform.auditLog()
                .filter(file -> !Files.isReadable(file))
                .map("audit-log %s cannot be read"::formatted);
    }

    private Optional<String> authorizer(Authorizer.Kind kind) {
        return platform.authorizer().kind() == kind
                ? Optional.empty()
                : Optional.of("another authorizer is named under authorizer.kind");
    }

    private Optional<String> provisioner() {
        return storageClass.map(
                found -> Optional.ofNullable(found.getProvisioner()).orElse(""));
    }
}
