package dev.renkei.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbacPolicyTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            the user's name is compared                     | "user":"kinoshita"                  | kinoshita                  | yes
            another name is not it                          | "user":"kinoshita"                  | tanaka                     | no
            being in the group is enough                    | "group":"devs"                      | tanaka of ops, devs        | yes
            other groups do not help                        | "group":"devs"                      | tanaka of ops              | no
            user and group must both be right               | "user":"kinoshita","group":"devs"   | kinoshita of ops           | no
            user and group are both right                   | "user":"kinoshita","group":"devs"   | kinoshita of devs          | yes
            a rule for nobody is nobody's                   | "readonly":true                     | kinoshita                  | no
            a star is all who were authenticated            | "user":"*"                          | tanaka                     | yes
            a star for groups is the same                   | "group":"*"                         | tanaka                     | yes
            a star makes the user beside it void            | "user":"kinoshita","group":"*"      | tanaka                     | yes
            a star makes the group beside it void           | "user":"*","group":"devs"           | tanaka of ops              | yes
            a service account is a user by its long name    | "user":"system:serviceaccount:a:b"  | system:serviceaccount:a:b  | yes
            """)
    @DisplayName("A rule is for a user, a group, or all who were authenticated")
    void whom(String reason, String who, String asker, String allowed) {
        var policy = spec(who + ",\"apiGroup\":\"*\",\"resource\":\"*\",\"namespace\":\"*\"");
        expect(policy, Asked.of(Asked.identity(asker), "get pods in team-a"), allowed, reason);
    }

    @Test
    @DisplayName("A star for users leaves out who was not authenticated; only their own group's name lets them in")
    void anonymous() {
        var anonymous = Identity.of("system:anonymous", Identity.UNAUTHENTICATED);
        var request = Asked.of(anonymous, "get pods in team-a");
        var all = ",\"apiGroup\":\"*\",\"resource\":\"*\",\"namespace\":\"*\"";
        assertThat(spec("\"user\":\"*\"" + all).decide(request).isAllowed()).isFalse();
        assertThat(spec("\"group\":\"system:unauthenticated\"" + all)
                        .decide(request)
                        .isAllowed())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            the three are compared                                | "resource":"pods","namespace":"a"                   | get pods in a            | yes
            another resource is not it                            | "resource":"pods","namespace":"a"                   | get secrets in a         | no
            another namespace is not it                           | "resource":"pods","namespace":"a"                   | get pods in b            | no
            no API group is the core one, not all                 | "resource":"deployments","namespace":"a"            | get deployments.apps in a | no
            a star is all API groups                              | "apiGroup":"*","resource":"deployments","namespace":"a" | get deployments.apps in a | yes
            no resource is none, not all                          | "apiGroup":"*","namespace":"a"                      | get pods in a            | no
            a star is all resources                               | "resource":"*","namespace":"a"                      | get secrets in a         | yes
            all namespaces at once are not in one of them         | "resource":"pods","namespace":"a"                   | list pods                | no
            no namespace is cluster scope                         | "resource":"nodes"                                  | get nodes named n1       | yes
            no namespace is also all of them at once              | "resource":"secrets"                                | list secrets             | yes
            no namespace is not each of them                      | "resource":"secrets"                                | list secrets in a        | no
            a star is all namespaces, one by one                  | "resource":"secrets","namespace":"*"                | list secrets in a        | yes
            a star is all namespaces, at once too                 | "resource":"secrets","namespace":"*"                | list secrets             | yes
            a sub-resource is its resource                        | "resource":"pods","namespace":"a"                   | create pods/exec in a    | yes
            the way to write a sub-resource elsewhere means nothing | "resource":"pods/exec","namespace":"a"            | create pods/exec in a    | no
            a resource rule is for no path                        | "resource":"*","namespace":"*","apiGroup":"*"       | get /healthz             | no
            names of objects are not compared                     | "resource":"pods","namespace":"a"                   | delete pods named db in a | yes
            """)
    @DisplayName("A rule compares API group, resource and namespace, and neither sub-resource nor name")
    void resources(String reason, String what, String asked, String allowed) {
        expect(spec("\"user\":\"kinoshita\"," + what), Asked.of(Identity.of("kinoshita"), asked), allowed, reason);
    }

    @ParameterizedTest(name = "{0} of a read-only rule: {1}")
    @CsvSource({
        "get, yes",
        "list, yes",
        "watch, yes",
        "create, no",
        "update, no",
        "patch, no",
        "delete, no",
        "deletecollection, no",
        "proxy, no",
        "head, no"
    })
    @DisplayName("Read-only is get, list and watch; there are no other verbs to choose")
    void readOnly(String verb, String allowed) {
        var readOnly = spec("\"user\":\"kinoshita\",\"resource\":\"pods\",\"namespace\":\"a\",\"readonly\":true");
        var writable = spec("\"user\":\"kinoshita\",\"resource\":\"pods\",\"namespace\":\"a\"");
        var request = Asked.of(Identity.of("kinoshita"), verb + " pods in a");
        expect(readOnly, request, allowed, verb);
        expect(writable, request, "yes", "a rule that is not read-only is for every verb");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a path is compared                         | /healthz   | get /healthz         | yes
            another path is not it                     | /healthz   | get /healthz/etcd    | no
            a star at the end is all that follows      | /api/*     | get /api/v1/x        | yes
            the path itself does not follow itself     | /api/*     | get /api             | no
            a star needs no slash before it            | /api*      | get /apis            | yes
            several stars are as good as one           | /api/**    | get /api/v1          | yes
            a star alone is all paths                  | *          | get /metrics         | yes
            a star inside is a letter                  | /*/v1      | get /api/v1          | no
            what stands before the star begins it      | /v1*       | get /api/v1          | no
            a path rule is for no resource             | *          | get pods in a        | no
            """)
    @DisplayName("A path is compared to the letter, but for stars at the end")
    void paths(String reason, String path, String asked, String allowed) {
        var policy = spec("\"user\":\"kinoshita\",\"nonResourcePath\":\"" + path + "\"");
        expect(policy, Asked.of(Identity.of("kinoshita"), asked), allowed, reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            what is not said is unlimited: namespaces            | {"user":"tanaka"}                              | list secrets            | yes
            what is not said is unlimited: API groups            | {"user":"tanaka"}                              | get deployments.apps in a | yes
            and paths, too                                       | {"user":"tanaka"}                              | get /metrics            | yes
            who is not said is everybody                         | {"resource":"pods","namespace":"a"}            | get pods in a           | yes
            an empty object is everything for everybody          | {}                                             | delete secrets in kube-system | yes
            a resource limits                                    | {"user":"tanaka","resource":"pods"}            | list secrets            | no
            a resource takes the paths away                      | {"user":"tanaka","resource":"pods"}            | get /metrics            | no
            so does a namespace                                  | {"user":"tanaka","namespace":"a"}              | get /metrics            | no
            a namespace limits                                   | {"user":"tanaka","namespace":"a"}              | list secrets            | no
            read-only limits                                     | {"user":"tanaka","readonly":true}              | create pods in a        | no
            another user is limited                              | {"user":"kinoshita"}                           | get pods in a           | no
            """)
    @DisplayName("A line without apiVersion is of the old format, in which what is not said is unlimited")
    void unversioned(String reason, String line, String asked, String allowed) {
        expect(AbacPolicy.parse("policy.jsonl", line), Asked.of(Asked.identity("tanaka"), asked), allowed, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"Policy\",\"spec\":{\"user\":\"kinoshita\",\"namespace\":\"a\",\"resource\":\"pods\"}}",
                "{\"spec\":{\"user\":\"kinoshita\",\"namespace\":\"a\",\"resource\":\"pods\"}}",
                "{\"User\":\"kinoshita\",\"Namespace\":\"a\"}",
                "// the next line: for the developers",
                "---",
                "null"
            })
    @DisplayName(
            "A slip that makes a line one of the old format with nothing known in it gives everything to everybody")
    void slips(String line) {
        var policy = AbacPolicy.parse("policy.jsonl", line);
        expect(policy, Asked.of(Asked.identity("tanaka"), "delete secrets in kube-system"), "yes", line);
        expect(policy, Asked.of(Asked.identity("tanaka"), "get /metrics"), "yes", line);
    }

    @Test
    @DisplayName("A line that does not begin with a brace is read as YAML")
    void yaml() {
        var policy = AbacPolicy.parse("policy.jsonl", "user: kinoshita");
        expect(policy, Asked.of(Asked.identity("kinoshita"), "list secrets"), "yes", "kinoshita");
        expect(policy, Asked.of(Asked.identity("tanaka"), "list secrets"), "no", "tanaka");
    }

    @Test
    @DisplayName("Blank lines and lines that begin with # say nothing")
    void comments() {
        var policy = AbacPolicy.parse("policy.jsonl", "# who may what\n\n   \n  # {\"user\":\"kinoshita\"}\n");
        expect(policy, Asked.of(Asked.identity("kinoshita"), "get pods in a"), "no", "there is no rule");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"user":"kinoshita"                                                                     | not JSON
            {"user":"kinoshita"} {"user":"tanaka"}                                                  | not JSON
            {"user":"kinoshita",}                                                                   | not JSON
            {user: kinoshita}                                                                       | not JSON
            {"user":"kinoshita","user":"tanaka"}                                                    | one of them would be lost
            kinoshita                                                                               | must be a JSON object
            ["kinoshita"]                                                                           | must be a JSON object
            @kinoshita: all                                                                         | neither JSON nor YAML
            {"user":5}                                                                              | 'user' must be a text
            {"user":"kinoshita","readonly":"true"}                                                  | 'readonly' must be true or false
            {"apiVersion":"abac.authorization.kubernetes.io/v1beta1","kind":"Policy","spec":[]}     | 'spec' must be an object
            {"apiVersion":"abac.authorization.kubernetes.io/v1beta1","spec":{"user":"kinoshita"}}   | kind is missing
            {"apiVersion":"abac.authorization.kubernetes.io/v1beta1","kind":"Polcy"}                | unknown kind 'Polcy'
            {"apiVersion":"abac.authorization.kubernetes.io/v1","kind":"Policy"}                    | unknown apiVersion
            {"kind":"Rule","user":"kinoshita"}                                                      | unknown kind 'Rule'
            """)
    @DisplayName("A line that Kubernetes refuses, or that is ambiguous, is an error that names file and line")
    void badLines(String line, String message) {
        var text = "# first\n" + line;
        assertThatThrownBy(() -> AbacPolicy.parse("policy.jsonl", text))
                .isInstanceOf(BadPolicy.class)
                .hasMessageStartingWith("policy.jsonl:2: ")
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("A line of 64 KiB is an error, as the API server reads no longer ones")
    void longLine() {
        var longest = "{\"user\":\"%s\"}".formatted("x".repeat(64 * 1024 - 12));
        assertThat(AbacPolicy.parse("policy.jsonl", longest)
                        .decide(Asked.of(Identity.of("x"), "get /"))
                        .isAllowed())
                .isFalse();
        assertThatThrownBy(() -> AbacPolicy.parse("policy.jsonl", longest + " "))
                .isInstanceOf(BadPolicy.class)
                .hasMessageStartingWith("policy.jsonl:1: ");
    }

    @Test
    @DisplayName("A decision names the line that allows, and says what was asked of which file if none does")
    void reasons() {
        var policy = AbacPolicy.parse(
                "policy.jsonl",
                "{\"user\":\"tanaka\"}\n{\"user\":\"kinoshita\",\"resource\":\"pods\",\"readonly\":true}");
        assertThat(policy.decide(Asked.of(Identity.of("kinoshita"), "get pods in a"))
                        .reason())
                .isEqualTo("policy.jsonl:2 allows it: user 'kinoshita' may read resource 'pods', API group '*',"
                        + " namespace '*'");
        assertThat(policy.decide(Asked.of(Identity.of("kinoshita"), "create pods in a")))
                .isEqualTo(Decision.noOpinion("no line of policy.jsonl matches"));
    }

    @Test
    @DisplayName("The policy of the article lets every user read what all tenants have")
    void article() {
        var policy = spec("\"user\":\"*\",\"resource\":\"*\",\"apiGroup\":\"*\",\"readonly\":true");
        var kinoshita = Asked.identity("kinoshita");
        expect(policy, Asked.of(kinoshita, "list pods in kube-system"), "no", "its namespace is empty");
        expect(policy, Asked.of(kinoshita, "list secrets"), "yes", "and so is that of a list over all namespaces");
    }

    private static AbacPolicy spec(String content) {
        return AbacPolicy.parse(
                "policy.jsonl",
                "{\"apiVersion\":\"abac.authorization.kubernetes.io/v1beta1\",\"kind\":\"Policy\",\"spec\":{" + content
                        + "}}");
    }

    private static void expect(Policy policy, Request request, String allowed, String reason) {
        assertThat(policy.decide(request).outcome())
                .as("%s: %s", reason, request)
                .isEqualTo(allowed.equals("yes") ? Decision.Outcome.ALLOWED : Decision.Outcome.NO_OPINION);
    }
}
