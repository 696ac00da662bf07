package dev.renkei.command;

import dev.renkei.cluster.Cluster;
import dev.renkei.cluster.ClusterAccess;
import dev.renkei.cluster.ClusterRefusal;
import dev.renkei.cluster.Nodes;
import dev.renkei.http.NoAnswer;
import dev.renkei.platform.Platform;
import dev.renkei.platform.ProfileException;
import dev.renkei.trace.Trace;
import dev.renkei.yaml.NearestName;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Find what is wrong with the Kubernetes side of a platform; close it to end its connections. */
final class ClusterCheck implements AutoCloseable {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Platform platform;
    private final String server;
    private final Cluster cluster;

    /**
     * Prepare to ask; nothing is asked yet.
     *
     * @throws ProfileException when the kubeconfig cannot be used
     */
    ClusterCheck(Platform platform) {
        this.platform = platform;
        try {
            var access = ClusterAccess.read(platform.kubernetes());
            this.server = access.server();
            this.cluster = access.asAdministrator(Trace.silent());
        } catch (RuntimeException e) {
            // Fabric8 has no type of its own for what it does not like in a kubeconfig, and says it in the last cause.
            throw new ProfileException("%s cannot be used: %s; correct it".formatted(context(), innermost(e)), e);
        }
    }

    /** Give the API server's address for people. */
    String address() {
        return "API server " + server;
    }

    /** Ask, and list all that keeps the platform from being used, each in a line. */
    List<String> problems() {
        try {
            return cluster.mayDoEverything() ? problemsOfContent() : List.of(noAdministrator());
        } catch (NoAnswer e) {
            return List.of(unanswered(e));
        } catch (ClusterRefusal e) {
            return List.of(refused(e));
        }
    }

    /** Say in a line what was found. */
    String summary() {
        return "Kubernetes %s with %s".formatted(cluster.version(), names(cluster.schedulableNodes()));
    }

    @Override
    public void close() {
        cluster.close();
    }

    private List<String> problemsOfContent() {
        var problems = new ArrayList<>(unknownNamespaces());
        var classes = cluster.storageClasses();
        var storageClass = classes.stream()
                .filter(found -> found.getMetadata().getName().equals(storageClass()))
                .findFirst();
        if (storageClass.isEmpty()) {
            problems.add(unknownStorageClass(classes));
        }
        var nodes = cluster.schedulableNodes();
        if (nodes.isEmpty()) {
            problems.add(noNode());
        }
        problems.addAll(nodesWithoutServer(nodes));
        problems.addAll(new ClaimCheck(platform, nodes, storageClass, cluster.csiDrivers()).problems());
        return problems;
    }

    private List<String> unknownNamespaces() {
        var namespaces = cluster.namespaces();
        return platform.tenants().stream()
                .filter(tenant -> !namespaces.contains(tenant.namespace()))
                .map(tenant -> "%s: namespace '%s' of tenant '%s' does not exist in the cluster; create it, %s"
                        .formatted(
                                platform.profile(),
                                tenant.namespace(),
                                tenant.cloud(),
                                NearestName.to(tenant.namespace(), namespaces)
                                        .map("or did you mean '%s'?"::formatted)
                                        .orElse("or name another one under tenants")))
                .toList();
    }

    private String unknownStorageClass(List<StorageClass> classes) {
        var names = classes.stream()
                .map(found -> found.getMetadata().getName())
                .sorted()
                .toList();
        return "%s: StorageClass '%s' does not exist in the cluster%s"
                .formatted(platform.profile(), storageClass(), NearestName.hint(storageClass(), names));
    }

    private String noNode() {
        var reasons = cluster.nodes().stream()
                .map(node -> "%s %s".formatted(node.getMetadata().getName(), Nodes.whyUnschedulable(node)))
                .collect(Collectors.joining(", "));
        return "no node of %s takes pods: %s; at least one must"
                .formatted(address(), reasons.isEmpty() ? "it has none at all" : reasons);
    }

    private List<String> nodesWithoutServer(List<Node> nodes) {
        return nodes.stream()
                .filter(node -> Nodes.serverId(node).isEmpty())
                .map(node -> "node %s of %s has providerID '%s', which names no OpenStack server (openstack://...); "
                                .formatted(
                                        node.getMetadata().getName(),
                                        address(),
                                        node.getSpec().getProviderID() == null
                                                ? ""
                                                : node.getSpec().getProviderID())
                        + "start its kubelet with --provider-id, or run the OpenStack cloud controller")
                .toList();
    }

    private String unanswered(NoAnswer e) {
        return e.untrusted()
                ? "%s (%s) is not trusted: %s; correct certificate-authority-data there"
                        .formatted(address(), context(), e.reason())
                : "%s (%s) cannot be reached: %s; is it up, and is the address right?"
                        .formatted(address(), context(), e.reason());
    }

    private String refused(ClusterRefusal e) {
        return switch (e.status()) {
            case UNAUTHORIZED ->
                "%s refuses the credentials of %s (401 Unauthorized); renew them".formatted(address(), context());
            case FORBIDDEN -> noAdministrator();
            default -> "%s as %s: %s".formatted(address(), context(), e.getMessage());
        };
    }

    private String noAdministrator() {
        return "%s is no administrator of %s: it may not do everything; name another one under kubernetes.context in %s"
                .formatted(context(), address(), platform.profile());
    }

    private String context() {
        return "context '%s' of %s"
                .formatted(
                        platform.kubernetes().context(), platform.kubernetes().kubeconfig());
    }

    private String storageClass() {
        return platform.storage().storageClass();
    }

    // With its type: the message of a missing file is no more than its path.
    private static String innermost(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .map(cause -> cause.getClass().getSimpleName() + ": " + cause.getMessage())
                .orElseThrow();
    }

    private static String names(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .collect(Collectors.joining(", ", nodes.size() == 1 ? "node " : "nodes ", ""));
    }
}
