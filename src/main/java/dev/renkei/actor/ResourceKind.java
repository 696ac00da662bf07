package dev.renkei.actor;

import java.util.List;
import java.util.stream.Stream;

/**
 * A kind of resource, or a part of one, that the decision matrix asks for.
 *
 * @param group empty for the core group
 * @param subresource null for the object itself
 * @param namespaced whether its objects live in namespaces
 */
record ResourceKind(
        String group, String version, String resource, String subresource, boolean namespaced, List<String> verbs) {

    private static final List<String> ALL_VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    private static final String IN_NAMESPACES = """
            v1 pods services endpoints persistentvolumeclaims configmaps secrets serviceaccounts events
            v1 replicationcontrollers resourcequotas limitranges podtemplates
            apps/v1 deployments statefulsets daemonsets replicasets controllerrevisions
            batch/v1 jobs
            autoscaling/v1 horizontalpodautoscalers
            coordination.k8s.io/v1 leases
            networking.k8s.io/v1 ingresses networkpolicies
            rbac.authorization.k8s.io/v1 roles rolebindings
            """;

    private static final String OF_THE_CLUSTER = """
            v1 nodes persistentvolumes namespaces
            storage.k8s.io/v1 storageclasses volumeattachments csidrivers
            rbac.authorization.k8s.io/v1 clusterroles clusterrolebindings
            apiextensions.k8s.io/v1 customresourcedefinitions
            scheduling.k8s.io/v1 priorityclasses
            admissionregistration.k8s.io/v1 validatingwebhookconfigurations mutatingwebhookconfigurations
            certificates.k8s.io/v1 certificatesigningrequests
            """;

    // A part's verbs are those of its HTTP methods: who may POST to pods/exec may `create` it.
    private static final String PARTS_IN_NAMESPACES = """
            v1 pods/log get
            v1 pods/exec get create
            v1 pods/attach get create
            v1 pods/portforward get create
            v1 pods/proxy get create update delete
            v1 pods/status get update patch
            v1 pods/ephemeralcontainers get update patch
            v1 pods/eviction create
            v1 pods/binding create
            v1 services/proxy get create update delete
            v1 services/status get update patch
            v1 serviceaccounts/token create
            v1 replicationcontrollers/scale get update patch
            v1 persistentvolumeclaims/status get update patch
            apps/v1 deployments/scale get update patch
            apps/v1 statefulsets/scale get update patch
            """;

    private static final String PARTS_OF_THE_CLUSTER = """
            v1 nodes/proxy get create update delete
            v1 nodes/status get update patch
            v1 namespaces/finalize update
            v1 namespaces/status get update patch
            v1 persistentvolumes/status get update patch
            certificates.k8s.io/v1 certificatesigningrequests/approval update patch
            """;

    static List<ResourceKind> all() {
        return Stream.of(
                        kinds(IN_NAMESPACES, true),
                        parts(PARTS_IN_NAMESPACES, true),
                        kinds(OF_THE_CLUSTER, false),
                        parts(PARTS_OF_THE_CLUSTER, false))
                .flatMap(kinds -> kinds)
                .toList();
    }

    static List<ResourceKind> partsInNamespaces() {
        return parts(PARTS_IN_NAMESPACES, true).toList();
    }

    private static Stream<ResourceKind> kinds(String table, boolean namespaced) {
        return table.lines()
                .map(line -> List.of(line.split(" ")))
                .flatMap(words -> words.stream()
                        .skip(1)
                        .map(resource -> of(words.get(0), resource, null, namespaced, ALL_VERBS)));
    }

    private static Stream<ResourceKind> parts(String table, boolean namespaced) {
        return table.lines().map(line -> List.of(line.split(" "))).map(words -> {
            var names = words.get(1).split("/");
            return of(words.get(0), names[0], names[1], namespaced, words.subList(2, words.size()));
        });
    }

    private static ResourceKind of(
            String groupVersion, String resource, String subresource, boolean namespaced, List<String> verbs) {
        var slash = groupVersion.indexOf('/');
        return new ResourceKind(
                slash < 0 ? "" : groupVersion.substring(0, slash),
                groupVersion.substring(slash + 1),
                resource,
                subresource,
                namespaced,
                verbs);
    }
}
