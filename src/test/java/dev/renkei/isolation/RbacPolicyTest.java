package dev.renkei.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacPolicyTest {
    private static final Identity KINOSHITA = Asked.identity("kinoshita of devs");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            all three are compared                        | [get]      | [apps] | [deployments]   |        | get deployments.apps in a     | yes
            another verb                                  | [list]     | [""]   | [pods]          |        | get pods in a                 | no
            a star for verbs                              | ["*"]      | [""]   | [pods]          |        | deletecollection pods in a    | yes
            the core group is not all groups              | [get]      | [""]   | [deployments]   |        | get deployments.apps in a     | no
            a star for API groups                         | [get]      | ["*"]  | [deployments]   |        | get deployments.apps in a     | yes
            no API group is none                          | [get]      | []     | [pods]          |        | get pods in a                 | no
            another resource                              | [get]      | [""]   | [pods]          |        | get secrets in a              | no
            a star for resources                          | [get]      | [""]   | ["*"]           |        | get secrets in a              | yes
            a star for resources is all sub-resources     | [get]      | [""]   | ["*"]           |        | get pods/log in a             | yes
            a resource is not its sub-resources           | [get]      | [""]   | [pods]          |        | get pods/log in a             | no
            a sub-resource is written with a slash        | [get]      | [""]   | [pods/log]      |        | get pods/log in a             | yes
            and is not the resource                       | [get]      | [""]   | [pods/log]      |        | get pods in a                 | no
            a star before the slash is all resources      | [update]   | [apps] | ["*/scale"]     |        | update deployments.apps/scale in a | yes
            but no other sub-resource                     | [update]   | [apps] | ["*/scale"]     |        | update deployments.apps/status in a | no
            and no resource itself                        | [update]   | [apps] | ["*/scale"]     |        | update deployments.apps in a  | no
            a star before a slash alone means nothing     | [get]      | [""]   | ["*/"]          |        | get pods in a                 | no
            a star after the slash means nothing          | [get]      | [""]   | ["pods/*"]      |        | get pods/log in a             | no
            a named object                                | [get]      | [""]   | [pods]          | [web]  | get pods named web in a       | yes
            another object                                | [get]      | [""]   | [pods]          | [web]  | get pods named db in a        | no
            a request without a name is for no named one  | [list]     | [""]   | [pods]          | [web]  | list pods in a                | no
            unless it asks for that name                  | [list]     | [""]   | [pods]          | [web]  | list pods named web in a      | yes
            a star is no name                             | [get]      | [""]   | [pods]          | ["*"]  | get pods named web in a       | no
            a rule for resources is for no path           | ["*"]      | ["*"]  | ["*"]           |        | get /healthz                  | no
            """)
    @DisplayName("A rule compares verb, API group, resource with sub-resource, and name")
    void rules(
            String reason, String verbs, String groups, String resources, String names, String asked, String allowed) {
        var policy = policy("""
                kind: ClusterRole
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: tested}
                rules: [{verbs: %s, apiGroups: %s, resources: %s, resourceNames: %s}]
                ---
                kind: ClusterRoleBinding
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: tested}
                roleRef: {kind: ClusterRole, name: tested}
                subjects: [{kind: User, name: kinoshita}]
                """.formatted(verbs, groups, resources, names == null ? "[]" : names));
        expect(policy, Asked.of(KINOSHITA, asked), allowed, reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a path is compared                          | [/healthz]  | get /healthz      | yes
            another path                                | [/healthz]  | get /healthz/etcd | no
            another verb                                | [/healthz]  | head /healthz     | no
            a star at the end is all that follows       | ["/api/*"]  | get /api/v1       | yes
            the path itself does not follow itself      | ["/api/*"]  | get /api          | no
            a star alone is all paths                   | ["*"]       | get /metrics      | yes
            a star inside is a letter                   | ["/*/v1"]   | get /api/v1       | no
            one of several                              | [/a, /b]    | get /b            | yes
            a rule for paths is for no resource         | ["*"]       | get pods in a     | no
            """)
    @DisplayName("A path is compared to the letter, but for stars at the end, and only a ClusterRoleBinding gives it")
    void paths(String reason, String urls, String asked, String allowed) {
        var role = """
                kind: ClusterRole
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: tested}
                rules: [{verbs: [get], nonResourceURLs: %s}]
                ---
                """.formatted(urls);
        var clusterWide = policy(role + """
                kind: ClusterRoleBinding
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: tested}
                roleRef: {kind: ClusterRole, name: tested}
                subjects: [{kind: User, name: kinoshita}]
                """);
        expect(clusterWide, Asked.of(KINOSHITA, asked), allowed, reason);
        var local = policy(role + """
                kind: RoleBinding
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: tested, namespace: a}
                roleRef: {kind: ClusterRole, name: tested}
                subjects: [{kind: User, name: kinoshita}]
                """);
        expect(local, Asked.of(KINOSHITA, asked), "no", "a RoleBinding gives no path");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            the user's name                                  | {kind: User, name: kinoshita}                              | kinoshita                      | yes
            another user's name                              | {kind: User, name: kinoshita}                              | tanaka                         | no
            a star is a name like others                     | {kind: User, name: "*"}                                    | kinoshita                      | no
            a group                                          | {kind: Group, name: devs}                                  | tanaka of ops, devs            | yes
            another group                                    | {kind: Group, name: devs}                                  | tanaka of ops                  | no
            a star is a group like others                    | {kind: Group, name: "*"}                                   | tanaka of devs                 | no
            all who were authenticated                       | {kind: Group, name: "system:authenticated"}                | tanaka                         | yes
            a service account of a namespace                 | {kind: ServiceAccount, name: web, namespace: b}            | system:serviceaccount:b:web    | yes
            one of another namespace                         | {kind: ServiceAccount, name: web, namespace: b}            | system:serviceaccount:c:web    | no
            one without namespace is the binding's           | {kind: ServiceAccount, name: web}                          | system:serviceaccount:a:web    | yes
            and of no other namespace                        | {kind: ServiceAccount, name: web}                          | system:serviceaccount:b:web    | no
            a service account by its long name is a user     | {kind: User, name: "system:serviceaccount:b:web"}          | system:serviceaccount:b:web    | yes
            an unknown kind is nobody                        | {kind: Team, name: devs}                                   | tanaka of devs                 | no
            one of several subjects                          | {kind: User, name: x}, {kind: Group, name: devs}           | tanaka of devs                 | yes
            no subject is nobody                             |                                                            | tanaka                         | no
            """)
    @DisplayName("A binding is for users, groups and service accounts")
    void subjects(String reason, String subjects, String asker, String allowed) {
        var policy = policy("""
                kind: Role
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: tested, namespace: a}
                rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]
                ---
                kind: RoleBinding
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: tested, namespace: a}
                roleRef: {kind: Role, name: tested}
                subjects: [%s]
                """.formatted(subjects == null ? "" : subjects));
        expect(policy, Asked.of(Asked.identity(asker), "get pods in a"), allowed, reason);
    }

    @Test
    @DisplayName("A service account without namespace in a ClusterRoleBinding is nobody, whatever a user is called")
    void serviceAccountOfNoNamespace() {
        var policy = policy("""
                {kind: ClusterRole, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: tested},
                 rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]}
                ---
                {kind: ClusterRoleBinding, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: tested},
                 roleRef: {kind: ClusterRole, name: tested}, subjects: [{kind: ServiceAccount, name: web}]}
                """);
        expect(policy, Asked.of(Identity.of("system:serviceaccount::web"), "get pods in a"), "no", "no namespace");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a ClusterRole by a RoleBinding in its namespace      | RoleBinding, metadata: {name: tested, namespace: a}  | ClusterRole, name: reader | get pods in a  | yes
            and in no other                                      | RoleBinding, metadata: {name: tested, namespace: a}  | ClusterRole, name: reader | get pods in b  | no
            nor in all at once                                   | RoleBinding, metadata: {name: tested, namespace: a}  | ClusterRole, name: reader | get pods       | no
            a ClusterRole by a ClusterRoleBinding everywhere     | ClusterRoleBinding, metadata: {name: tested}         | ClusterRole, name: reader | get pods in b  | yes
            and in all namespaces at once                        | ClusterRoleBinding, metadata: {name: tested}         | ClusterRole, name: reader | get pods       | yes
            a Role in its namespace                              | RoleBinding, metadata: {name: tested, namespace: a}  | Role, name: reader        | get secrets in a | yes
            a Role of another namespace is not found             | RoleBinding, metadata: {name: tested, namespace: b}  | Role, name: reader        | get secrets in b | no
            a Role by a ClusterRoleBinding is not found          | ClusterRoleBinding, metadata: {name: tested}         | Role, name: reader        | get secrets in a | no
            a Role is not the ClusterRole of that name           | RoleBinding, metadata: {name: tested, namespace: a}  | Role, name: reader        | get pods in a  | no
            a role that is not there gives nothing               | RoleBinding, metadata: {name: tested, namespace: a}  | ClusterRole, name: gone   | get pods in a  | no
            a role without rules gives nothing                   | ClusterRoleBinding, metadata: {name: tested}         | ClusterRole, name: empty  | get pods in a  | no
            an unknown kind of role gives nothing                | ClusterRoleBinding, metadata: {name: tested}         | Rule, name: reader        | get pods in a  | no
            """)
    @DisplayName("A binding gives the rules of its role in its namespace, or everywhere")
    void bindings(String reason, String binding, String role, String asked, String allowed) {
        var policy = policy("""
                {kind: ClusterRole, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: reader},
                 rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]}
                ---
                {kind: ClusterRole, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: empty}, rules: null}
                ---
                {kind: Role, apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: reader, namespace: a},
                 rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}
                ---
                {kind: %s, apiVersion: rbac.authorization.k8s.io/v1,
                 roleRef: {kind: %s}, subjects: [{kind: User, name: kinoshita}]}
                """.formatted(binding, role));
        expect(policy, Asked.of(KINOSHITA, asked), allowed, reason);
    }

    @Test
    @DisplayName("What Kubernetes binds by itself counts, and a decision says that it is a default")
    void defaults() {
        var policy = policy("""
                kind: ClusterRole
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: "system:basic-user", labels: {kubernetes.io/bootstrapping: rbac-defaults}}
                rules: [{verbs: [create], apiGroups: [authorization.k8s.io], resources: [selfsubjectaccessreviews]}]
                ---
                kind: ClusterRoleBinding
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: "system:basic-user", labels: {kubernetes.io/bootstrapping: rbac-defaults}}
                roleRef: {kind: ClusterRole, name: "system:basic-user"}
                subjects: [{kind: Group, name: "system:authenticated"}]
                """);
        assertThat(policy.decide(Asked.of(KINOSHITA, "create selfsubjectaccessreviews.authorization.k8s.io")))
                .isEqualTo(Decision.allowed(
                        "ClusterRoleBinding 'system:basic-user' (a default of Kubernetes) gives ClusterRole"
                                + " 'system:basic-user' (rule 1) to Group 'system:authenticated'"));
    }

    @Test
    @DisplayName("A decision names binding, role, rule and subject, or says that nothing allows")
    void reasons() {
        var policy = policy("""
                kind: Role
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: reader, namespace: a}
                rules:
                  - {verbs: [get], apiGroups: [""], resources: [services]}
                  - {verbs: [get], apiGroups: [""], resources: [pods]}
                ---
                kind: RoleBinding
                apiVersion: rbac.authorization.k8s.io/v1
                metadata: {name: readers, namespace: a}
                roleRef: {kind: Role, name: reader}
                subjects: [{kind: User, name: kinoshita}]
                """);
        assertThat(policy.decide(Asked.of(KINOSHITA, "get pods in a")))
                .isEqualTo(Decision.allowed(
                        "RoleBinding 'readers' in 'a' gives Role 'reader' (rule 2) to User 'kinoshita'"));
        assertThat(policy.decide(Asked.of(KINOSHITA, "get nodes")))
                .isEqualTo(Decision.noOpinion("no role that is bound to 'kinoshita' allows it"));
    }

    @Test
    @DisplayName("An object that is neither a role nor a binding is an error")
    void otherKinds() {
        var other = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("notes")
                .endMetadata()
                .build();
        assertThatThrownBy(() -> RbacPolicy.of(List.of(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'notes' is of kind ConfigMap, which is neither a role nor a binding");
    }

    private static RbacPolicy policy(String yaml) {
        var objects = new ArrayList<HasMetadata>();
        var mapper = new YAMLMapper();
        try (MappingIterator<KubernetesResource> documents =
                mapper.readerFor(KubernetesResource.class).readValues(yaml)) {
            documents.forEachRemaining(document -> objects.add((HasMetadata) document));
        } catch (IOException e) {
            throw new AssertionError(yaml, e);
        }
        return RbacPolicy.of(objects);
    }

    private static void expect(Policy policy, Request request, String allowed, String reason) {
        assertThat(policy.decide(request).outcome())
                .as("%s: %s", reason, request)
                .isEqualTo(allowed.equals("yes") ? Decision.Outcome.ALLOWED : Decision.Outcome.NO_OPINION);
    }
}
