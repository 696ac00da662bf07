package dev.renkei.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeystonePolicyTest {
    private static final Identity KINOSHITA = Asked.fromKeystone("kinoshita", "siteop", "member", "reader");

    @Nested
    @DisplayName("Version 2")
    class Version2 {

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                namespace and resource are compared              | a/pods                       | get pods in a             | yes
                another resource is not it                       | a/pods                       | get secrets in a          | no
                another namespace is not it                      | a/pods                       | get pods in b             | no
                a star is all resources                          | a/*                          | get secrets in a          | yes
                a star is all namespaces, one by one             | */pods                       | get pods in b             | yes
                a star is all namespaces, at once too            | */pods                       | get pods                  | yes
                a star is cluster scope as well                  | */nodes                      | get nodes named n1        | yes
                all namespaces at once are not in one of them    | a/pods                       | get pods                  | no
                cluster scope is in no namespace                 | a/nodes                      | get nodes                 | no
                an exclusion is for every other namespace        | !a/pods                      | get pods in b             | yes
                and not for the excluded one                     | !a/pods                      | get pods in a             | no
                all namespaces at once include the excluded one  | !a/pods                      | get pods                  | no
                an exclusion is for every other resource         | a/!secrets                   | get pods in a             | yes
                and not for the excluded one                     | a/!secrets                   | get secrets in a          | no
                a list is for each of its names                  | ['a', 'b']/['pods', 'nodes'] | get nodes in b            | yes
                and for no other                                 | ['a', 'b']/['pods', 'nodes'] | get secrets in b          | no
                a list of a star is for all                      | ['*']/['*']                  | get secrets in b          | yes
                but not for all namespaces at once               | ['*']/['*']                  | get secrets               | no
                an excluded list excludes each of its names      | a/!['secrets', 'roles']      | get roles in a            | no
                and no other                                     | a/!['secrets', 'roles']      | get pods in a             | yes
                all but everything is nothing                    | a/!*                         | get pods in a             | no
                all but a list with a star is nothing            | a/!['*']                     | get pods in a             | no
                all but an empty list is everything              | a/![]                        | get pods in a             | yes
                an empty list is nothing                         | a/[]                         | get pods in a             | no
                a list that cannot be read is nothing            | a/['pods'                    | get pods in a             | no
                nor is all but such a list                       | a/!['secrets'                | get pods in a             | no
                a list of other things than names is nothing     | a/['pods', 5]                | get pods in a             | no
                nor is one with a bracket in a name              | a/['pods', ']']              | get pods in a             | no
                the case of letters and spaces around are lost   | A / PODS                     | get pods in a             | yes
                API groups are not compared                      | a/deployments                | get deployments.apps in a | yes
                names of objects are not compared                | a/pods                       | get pods named db in a    | yes
                a key without a slash is nothing                 | pods                         | get pods in a             | no
                """)
        @DisplayName("A key names namespaces and resources")
        void keys(String reason, String key, String asked, String allowed) {
            var policy =
                    policy("{\"users\": {\"projects\": [\"siteop\"]}, \"resource_permissions\": {\"%s\": [\"get\"]}}"
                            .formatted(key));
            expectBoth(policy, Asked.of(KINOSHITA, asked), allowed, reason);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                a verb that stands there                    | "get", "list"   | list pods in a   | yes
                a verb that does not                        | "get", "list"   | watch pods in a  | no
                a star is every verb                        | "*"             | delete pods in a | yes
                no verb is none                             |                 | get pods in a    | no
                for resources the case of letters is lost   | "GET"           | get pods in a    | yes
                for paths it is not                         | "GET"           | get /healthz     | no
                paths have verbs of their own               | "get"           | get /healthz     | yes
                """)
        @DisplayName("Verbs are compared, and a star is every verb")
        void verbs(String reason, String verbs, String asked, String allowed) {
            var list = verbs == null ? "" : verbs;
            var policy = policy("""
                    {"users": {"projects": ["siteop"]},
                     "resource_permissions": {"a/pods": [%s]}, "nonresource_permissions": {"/healthz": [%s]}}
                    """.formatted(list, list));
            expectBoth(policy, Asked.of(KINOSHITA, asked), allowed, reason);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                the project's name                           | {"projects": ["siteop"]}                                | yes
                the project's id                             | {"projects": ["siteop-id"]}                             | yes
                one of several projects is enough            | {"projects": ["other", "siteop"]}                       | yes
                another project                              | {"projects": ["other"]}                                 | no
                all the roles that are asked for             | {"projects": ["siteop"], "roles": ["member", "reader"]} | yes
                one of the roles is not enough               | {"projects": ["siteop"], "roles": ["member", "admin"]}  | no
                roles without projects are nobody's          | {"roles": ["member"]}                                   | no
                an empty mapping is nobody's                 | {}                                                      | no
                a star is no project                         | {"projects": ["*"]}                                     | no
                an unknown key limits nothing                | {"projects": ["siteop"], "domains": ["other"]}          | yes
                a key in other letters is an unknown one     | {"Projects": ["siteop"]}                                | no
                null is as if it were not there: everybody   | null                                                    | yes
                """)
        @DisplayName("Users are those of one of the projects who have all the roles")
        void users(String reason, String users, String allowed) {
            var policy = policy("{\"users\": %s, \"resource_permissions\": {\"a/pods\": [\"get\"]}}".formatted(users));
            expectBoth(policy, Asked.of(KINOSHITA, "get pods in a"), allowed, reason);
        }

        @Test
        @DisplayName("A rule without users is for everybody of whom the authenticator said anything extra")
        void everybody() {
            var policy = policy("{\"resource_permissions\": {\"a/pods\": [\"get\"]}}");
            var withCertificate = new Identity(
                    "system:node:node-001",
                    List.of("system:nodes"),
                    Map.of("authentication.kubernetes.io/credential-id", List.of("X509SHA256=0")));
            expectBoth(policy, Asked.of(withCertificate, "get pods in a"), "yes", "not even a user of Keystone");
            expectBoth(policy, Asked.of(Asked.identity("tanaka"), "get pods in a"), "no", "nothing extra is known");
        }

        @Test
        @DisplayName("A review by hand that names no resource is for every key of its namespace")
        void noResource() {
            var policy = policy(
                    "{\"users\": {\"projects\": [\"siteop\"]}, \"resource_permissions\": {\"a/pods\": [\"get\"]}}");
            var inA = new Request(KINOSHITA, "get", new Request.Resource("", "", "", "a", ""));
            var inB = new Request(KINOSHITA, "get", new Request.Resource("", "", "", "b", ""));
            expectBoth(policy, inA, "yes", "no resource");
            expectBoth(policy, inB, "no", "no resource, and another namespace");
        }

        @Test
        @DisplayName("Version 2 takes the place of version 1 in the same rule, and what is asked of the user with it")
        void precedence() {
            var policy = policy("""
                    {"match": [{"type": "role", "values": ["admin"]}],
                     "resource": {"verbs": ["*"], "resources": ["secrets"], "version": "*", "namespace": "*"},
                     "nonresource": {"verbs": ["*"], "path": "/metrics"},
                     "resource_permissions": {"a/pods": ["get"]}}
                    """);
            var admin = Asked.fromKeystone("sato", "siteop", "admin");
            expectBoth(policy, Asked.of(KINOSHITA, "get pods in a"), "yes", "match is not looked at");
            expectBoth(policy, Asked.of(admin, "get secrets in a"), "no", "resource is not looked at");
            expectBoth(policy, Asked.of(admin, "get /metrics"), "yes", "version 2 says nothing of paths here");
        }
    }

    @Nested
    @DisplayName("Version 1")
    class Version1 {

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                all four are compared                          | "get"  | "pods"      | apps | a | get pods.apps in a        | yes
                another verb                                   | "get"  | "pods"      |      | a | list pods in a            | no
                a star for verbs                               | "*"    | "pods"      |      | a | list pods in a            | yes
                another resource                               | "get"  | "pods"      |      | a | get secrets in a          | no
                one of several resources                       | "get"  | "nodes", "pods" |  | a | get pods in a             | yes
                'version' is the API group                     | "get"  | "pods"      | v1   | a | get pods in a             | no
                a star for the API group                       | "get"  | "pods"      | *    | a | get pods.apps in a        | yes
                another namespace                              | "get"  | "pods"      |      | a | get pods in b             | no
                a star is all namespaces at once too           | "get"  | "pods"      |      | * | get pods                  | yes
                an empty namespace is cluster scope            | "get"  | "nodes"     |      |   | get nodes                 | yes
                and all namespaces at once                     | "get"  | "pods"      |      |   | get pods                  | yes
                and not each of them                           | "get"  | "pods"      |      |   | get pods in a             | no
                a resource is not its sub-resources            | "get"  | "pods"      |      | a | get pods/log in a         | no
                a sub-resource is written with a slash         | "get"  | "pods/log"  |      | a | get pods/log in a         | yes
                and is not the resource                        | "get"  | "pods/log"  |      | a | get pods in a             | no
                a star after the slash is all sub-resources    | "get"  | "pods/*"    |      | a | get pods/exec in a        | yes
                and not the resource                           | "get"  | "pods/*"    |      | a | get pods in a             | no
                a star before the slash means nothing          | "get"  | "*/log"     |      | a | get pods/log in a         | no
                a star is all sub-resources too                | "get"  | "*"         |      | a | get pods/exec in a        | yes
                no resource is none                            | "get"  |             |      | a | get pods in a             | no
                a rule for resources is for no path            | "*"    | "*"         | *    | * | get /healthz              | no
                """)
        @DisplayName("A rule compares verb, resource with sub-resource, API group and namespace")
        void resources(
                String reason,
                String verbs,
                String resources,
                String group,
                String namespace,
                String asked,
                String allowed) {
            var policy = policy("""
                    {"resource": {"verbs": [%s], "resources": [%s], "version": "%s", "namespace": "%s"}}
                    """.formatted(verbs, orEmpty(resources), orEmpty(group), orEmpty(namespace)));
            expectBoth(policy, Asked.of(KINOSHITA, asked), allowed, reason);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                a path is compared                          | "get"     | "path": "/api"   | get /api     | yes
                another path                                | "get"     | "path": "/api"   | get /api/v1  | no
                a star at the end is all that follows       | "get"     | "path": "/api/*" | get /api/v1  | yes
                the path itself does not follow itself      | "get"     | "path": "/api/*" | get /api     | no
                a star alone is all paths                   | "get"     | "path": "*"      | get /metrics | yes
                a rule without a path is for none           | "get"     | "verb": "get"    | get /api     | no
                an empty verb takes the whole rule away     | "get", "" | "path": "/api"   | get /api     | no
                """)
        @DisplayName("A path is compared to the letter, but for stars at the end")
        void paths(String reason, String verbs, String path, String asked, String allowed) {
            var policy = policy("{\"nonresource\": {\"verbs\": [%s], %s}}".formatted(verbs, path));
            expectBoth(policy, Asked.of(KINOSHITA, asked), allowed, reason);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                nothing is asked                            |                                                            | yes
                the user's name                             | {"type": "user", "values": ["kinoshita"]}                  | yes
                one of several                              | {"type": "user", "values": ["tanaka", "kinoshita"]}        | yes
                another user's name                         | {"type": "user", "values": ["tanaka"]}                     | no
                a group                                     | {"type": "group", "values": ["siteop-id"]}                 | yes
                another group                               | {"type": "group", "values": ["siteop"]}                    | no
                the project's name                          | {"type": "project", "values": ["siteop"]}                  | yes
                the project's id                            | {"type": "project", "values": ["siteop-id"]}               | yes
                another project                             | {"type": "project", "values": ["other"]}                   | no
                one of the roles                            | {"type": "role", "values": ["admin", "reader"]}            | yes
                another role                                | {"type": "role", "values": ["admin"]}                      | no
                all that is asked must hold                 | {"type": "role", "values": ["reader"]}, {"type": "user", "values": ["tanaka"]} | no
                a star is anybody                           | {"type": "project", "values": ["*"]}                       | yes
                no value is nobody                          | {"type": "role", "values": []}                             | no
                an empty name is every user's id            | {"type": "user", "values": [""]}                           | yes
                an unknown type is nobody                   | {"type": "domain", "values": ["*"]}                        | no
                and so is none                              | {}                                                         | no
                """)
        @DisplayName("Match asks for one of the values of each type")
        void match(String reason, String match, String allowed) {
            var policy = policy("""
                    {"match": [%s],
                     "resource": {"verbs": ["get"], "resources": ["pods"], "version": "*", "namespace": "a"}}
                    """.formatted(orEmpty(match)));
            expectBoth(policy, Asked.of(KINOSHITA, "get pods in a"), allowed, reason);
        }

        @Test
        @DisplayName("Users limit a rule of version 1 as well")
        void users() {
            var policy = policy("""
                    {"users": {"projects": ["other"]},
                     "resource": {"verbs": ["get"], "resources": ["pods"], "version": "*", "namespace": "a"}}
                    """);
            expectBoth(policy, Asked.of(KINOSHITA, "get pods in a"), "no", "it is for another project");
        }
    }

    @Nested
    @DisplayName("What is built otherwise than documented")
    class Differences {

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                a log is read by who may get pods           | a/pods            | get pods/log in a      | no  | yes | SUBRESOURCES_NOT_COMPARED
                a shell is opened by who may create pods    | a/pods            | create pods/exec in a  | no  | yes | SUBRESOURCES_NOT_COMPARED
                a kubelet is opened by who may get nodes    | */nodes           | get nodes/proxy        | no  | yes | SUBRESOURCES_NOT_COMPARED
                a list of resources is no better            | a/['pods', 'x']   | get pods/log in a      | no  | yes | SUBRESOURCES_NOT_COMPARED
                a star is all sub-resources                 | a/*               | get pods/log in a      | yes | yes |
                all but secrets has the logs of pods        | a/!secrets        | get pods/log in a      | yes | yes |
                all but pods has no logs of pods            | a/!pods           | get pods/log in a      | no  | no  |
                a key with a sub-resource is passed over    | a/pods/log        | get pods/log in a      | yes | no  | SUBRESOURCE_KEYS_SKIPPED
                so is one with all sub-resources            | a/pods/*          | get pods/log in a      | yes | no  | SUBRESOURCE_KEYS_SKIPPED
                and a list that has one                     | a/['x', 'pods/log'] | get pods/log in a    | yes | no  | SUBRESOURCE_KEYS_SKIPPED
                and an exclusion                            | a/!pods/log       | get pods in a          | yes | no  | SUBRESOURCE_KEYS_SKIPPED
                a sub-resource is not the resource          | a/pods/log        | get pods in a          | no  | no  |
                nor another sub-resource                    | a/pods/log        | get pods/exec in a     | no  | no  |
                """)
        @DisplayName("Sub-resources of version 2")
        void subresources(
                String reason, String key, String asked, String documented, String built, KnownDifference difference) {
            var policy = policy("""
                    {"users": {"projects": ["siteop"]}, "resource_permissions": {"%s": ["get", "create"]}}
                    """.formatted(key));
            expect(policy, Asked.of(KINOSHITA, asked), documented, built, difference, reason);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                what follows a path needs a key of its own  | /api/* | get /api/v1   | yes | no  | PATH_PATTERNS_NOT_READ
                all paths cannot be given                   | *      | get /healthz  | yes | no  | PATH_PATTERNS_NOT_READ
                a path is compared                          | /api   | get /api      | yes | yes |
                the case of letters counts                  | /API   | get /api      | no  | no  |
                and is not what follows it                  | /api   | get /api/v1   | no  | no  |
                """)
        @DisplayName("Patterns of paths of version 2")
        void paths(
                String reason, String key, String asked, String documented, String built, KnownDifference difference) {
            var policy =
                    policy("{\"users\": {\"projects\": [\"siteop\"]}, \"nonresource_permissions\": {\"%s\": [\"get\"]}}"
                            .formatted(key));
            expect(policy, Asked.of(KINOSHITA, asked), documented, built, difference, reason);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                without version                             | {"resource": {"verbs": [], "namespace": "*"}}                                    | no
                without namespace                           | {"resource": {"verbs": [], "version": "*"}}                                      | no
                null                                        | null                                                                             | no
                for another API group, no namespace is read | {"resource": {"verbs": [], "version": "apps"}}                                   | yes
                for others, it is not read                  | {"users": {"projects": ["other"]}, "resource": {"verbs": []}}                    | yes
                where version 2 stands, it is not read      | {"resource_permissions": {}, "resource": {"verbs": []}}                          | yes
                """)
        @DisplayName("A rule that lacks something ends the answer, though a later rule allows")
        void unfinished(String reason, String first, String built) {
            var later = "{\"users\": {\"projects\": [\"siteop\"]}, \"resource_permissions\": {\"a/pods\": [\"get\"]}}";
            var policy = KeystonePolicy.parse("policy.json", "[" + first + ", " + later + "]");
            var difference = built.equals("no") ? KnownDifference.UNFINISHED_RULE_ENDS_THE_ANSWER : null;
            expect(policy, Asked.of(KINOSHITA, "get pods in a"), "yes", built, difference, reason);
        }

        @Test
        @DisplayName("A rule that lacks something harms nobody whom an earlier rule allows, and no request for a path")
        void unfinishedLater() {
            var policy = policy("""
                    {"resource_permissions": {"a/pods": ["get"]}},
                    {"resource": {"verbs": []}},
                    {"nonresource_permissions": {"/healthz": ["get"]}}
                    """);
            expectBoth(policy, Asked.of(KINOSHITA, "get pods in a"), "yes", "the first rule allows");
            expectBoth(policy, Asked.of(KINOSHITA, "get /healthz"), "yes", "the second rule is for resources");
        }

        @Test
        @DisplayName("A review for a user without groups gets no answer")
        void groups() {
            var policy = policy("{\"resource_permissions\": {\"a/pods\": [\"get\"]}}");
            var without = new Identity("kinoshita", List.of(), KINOSHITA.extra());
            var request = Asked.of(without, "get pods in a");
            expect(policy, request, "yes", "no", KnownDifference.NO_ANSWER_WITHOUT_GROUPS, "there is no group");
            assertThat(policy.asBuilt().decide(request).reason())
                    .contains("crashes and gives no answer", "in no group");
        }

        @Test
        @DisplayName("Where two differences each suffice, both are named")
        void both() {
            var policy = policy("""
                    null, {"users": {"projects": ["siteop"]}, "nonresource_permissions": {"/api/*": ["get"]}}
                    """);
            assertThat(policy.differences(Asked.of(KINOSHITA, "get /api/v1")))
                    .isEqualTo(Set.of(
                            KnownDifference.PATH_PATTERNS_NOT_READ, KnownDifference.UNFINISHED_RULE_ENDS_THE_ANSWER));
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("Each difference says in one sentence what is built and what is documented")
        void sentences(KnownDifference difference) {
            assertThat(difference.sentence()).contains("; the documentation ").doesNotContain("\n");
        }
    }

    @Nested
    @DisplayName("Reading")
    class Reading {

        @Test
        @DisplayName("The keys of a rule count whatever their case, and unknown ones do not")
        void keys() {
            var policy = policy("""
                    {"Users": {"projects": ["siteop"]}, "RESOURCE_permissions": {"a/pods": ["get"]}, "x": 1}
                    """);
            expectBoth(policy, Asked.of(KINOSHITA, "get pods in a"), "yes", "the rule was read");
            expectBoth(policy, Asked.of(Asked.fromKeystone("tanaka", "other"), "get pods in a"), "no", "users, too");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                []
                null
                """)
        @DisplayName("A policy without rules allows nobody anything")
        void noRules(String text) {
            var policy = KeystonePolicy.parse("policy.json", text);
            assertThat(policy.asBuilt().decide(Asked.of(KINOSHITA, "get pods in a")))
                    .isEqualTo(Decision.noOpinion("policy.json has no rule"));
        }

        @ParameterizedTest(name = "{1}")
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                ~~                                              | policy.json: the policy is empty
                {}                                              | policy.json:1: the policy must be a list
                [1]                                             | policy.json:1 (rule 1): 'a rule' must be an object
                [{"users": []}]                                 | policy.json:1 (rule 1): 'users' must be an object
                [{"users": {"projects": "siteop"}}]             | policy.json:1 (rule 1): 'users.projects' must be a list
                [{"users": {"projects": [5]}}]                  | policy.json:1 (rule 1): 'an item of users.projects' must be a text
                [{}, {"resource_permissions": [{"a/b": []}]}]   | policy.json:1 (rule 2): 'resource_permissions' must be an object
                [{"resource": {"verbs": "get"}}]                | policy.json:1 (rule 1): 'verbs' must be a list
                [{"resource": {"version": 1}}]                  | policy.json:1 (rule 1): 'version' must be a text
                [{"match": {}}]                                 | policy.json:1 (rule 1): 'match' must be a list
                [{"match": []}                                  | policy.json:1: not JSON
                [] []                                           | policy.json:1: something stands after the list
                [{"users": {}, "users": {}}]                    | policy.json:1: Duplicate field 'users'
                [{"users": {}, "Users": {}}]                    | policy.json:1 (rule 1): key 'users' stands twice
                """)
        @DisplayName("What k8s-keystone-auth refuses, or what is ambiguous, is an error that names file and line")
        void bad(String text, String message) {
            assertThatThrownBy(() -> KeystonePolicy.parse("policy.json", text))
                    .isInstanceOf(BadPolicy.class)
                    .hasMessageStartingWith(message);
        }
    }

    @Test
    @DisplayName("A decision names the rule by its line, and the key that allows")
    void reasons() {
        var policy = KeystonePolicy.parse("policy.json", """
                [
                  {"users": {"projects": ["other"]}, "resource_permissions": {"*/*": ["*"]}},
                  {"users": {"projects": ["siteop"]},
                   "resource_permissions": {"a/pods": ["get", "list"]}}
                ]
                """);
        assertThat(policy.asBuilt().decide(Asked.of(KINOSHITA, "list pods in a")))
                .isEqualTo(Decision.allowed("policy.json:3 (rule 2) allows it: 'a/pods': [get, list]"));
        assertThat(policy.asBuilt().decide(Asked.of(KINOSHITA, "list pods in b")))
                .isEqualTo(Decision.noOpinion("no rule of policy.json matches"));
    }

    private static KeystonePolicy policy(String rules) {
        return KeystonePolicy.parse("policy.json", "[" + rules + "]");
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static void expectBoth(KeystonePolicy policy, Request request, String allowed, String reason) {
        expect(policy, request, allowed, allowed, null, reason);
    }

    private static void expect(
            KeystonePolicy policy,
            Request request,
            String documented,
            String built,
            KnownDifference difference,
            String reason) {
        assertThat(policy.asBuilt().decide(request).outcome())
                .as("as built, %s: %s", reason, request)
                .isEqualTo(outcome(built));
        assertThat(policy.asDocumented().decide(request).outcome())
                .as("as documented, %s: %s", reason, request)
                .isEqualTo(outcome(documented));
        assertThat(policy.differences(request))
                .as("why, %s: %s", reason, request)
                .isEqualTo(difference == null ? Set.of() : Set.of(difference));
    }

    private static Decision.Outcome outcome(String allowed) {
        return allowed.equals("yes") ? Decision.Outcome.ALLOWED : Decision.Outcome.NO_OPINION;
    }
}
