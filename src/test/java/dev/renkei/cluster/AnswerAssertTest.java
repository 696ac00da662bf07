package dev.renkei.cluster;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.http.HttpAnswer;
import dev.renkei.platform.Anonymous;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerAssertTest {

    private static final ApiRequest LIST = ApiRequest.list("pods").in("team");
    private static final String REFUSAL =
            "pods is forbidden: User \"tanaka\" cannot list resource \"pods\" in API group \"\" in the namespace \"team\"";

    @Test
    @DisplayName("The authoriser's refusal of this user's request passes")
    void forbidden() {
        assertThatCode(() -> assertThat(answer(403, "Forbidden", REFUSAL)).isForbidden("tanaka", LIST))
                .doesNotThrowAnyException();
        assertThatCode(() -> assertThat(answer(
                                403,
                                "Forbidden",
                                "nodes is forbidden: User \"tanaka\" cannot list resource \"nodes\" in API group \"\" "
                                        + "at the cluster scope: because"))
                        .isForbidden("tanaka", ApiRequest.list("nodes")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                // A login that failed, and an object that is not there.
                "401,Unauthorized,'Unauthorized'",
                "404,NotFound,'pods \"p\" not found'",
                "200,'',''",
                // Admission, quota and the API server's own limits refuse with 403 too.
                "403,Forbidden,'pods \"p\" is forbidden: exceeded quota: q, requested: pods=1'",
                "403,Forbidden,''",
                "403,Expired,'User \"tanaka\" cannot list resource \"pods\" in the namespace \"team\"'",
                "429,Forbidden,'User \"tanaka\" cannot list resource \"pods\" in the namespace \"team\"'",
                // Somebody else, something else, somewhere else.
                "403,Forbidden,'User \"tanaka\" cannot list resource \"pods\" in API group \"apps\" in the namespace \"team\"'",
                "403,Forbidden,'User \"system:anonymous\" cannot list resource \"pods\" in the namespace \"team\"'",
                "403,Forbidden,'User \"tanaka2\" cannot list resource \"pods\" in the namespace \"team\"'",
                "403,Forbidden,'User \"tanaka\" cannot watch resource \"pods\" in the namespace \"team\"'",
                "403,Forbidden,'User \"tanaka\" cannot list resource \"pods/log\" in the namespace \"team\"'",
                "403,Forbidden,'User \"tanaka\" cannot list resource \"pods\" in the namespace \"team-2\"'",
                "403,Forbidden,'User \"tanaka\" cannot list resource \"pods\" at the cluster scope'"
            })
    @DisplayName("No other refusal passes for the authoriser's")
    void otherRefusals(int status, String reason, String message) {
        assertThatThrownBy(() -> assertThat(answer(status, reason, message)).isForbidden("tanaka", LIST))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("expected 403 Forbidden from the authoriser, with ")
                .hasMessageContaining("User \"tanaka\"")
                .hasMessageContaining(
                        (status == 200 ? "but it was allowed: " : "but: ") + "list pods in namespace team: " + status);
    }

    @Test
    @DisplayName("A refusal at cluster scope does not pass for one in a namespace, nor the other way round")
    void scope() {
        assertThatThrownBy(() ->
                        assertThat(answer(403, "Forbidden", REFUSAL)).isForbidden("tanaka", ApiRequest.list("pods")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("A refusal of a part names the part, and one of a Namespace is in it")
    void partsAndNamespaces() {
        var log = ApiRequest.get("pods", "p").part("log").in("team");
        var ofLog = answer(
                403,
                "Forbidden",
                "pods \"p\" is forbidden: User \"tanaka\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"team\"");
        var ofNamespace = answer(
                403,
                "Forbidden",
                "User \"tanaka\" cannot delete resource \"namespaces\" in API group \"\" in the namespace \"team\"");

        assertThatCode(() -> assertThat(ofLog).isForbidden("tanaka", log)).doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(ofLog)
                        .isForbidden("tanaka", ApiRequest.get("pods", "p").in("team")))
                .isInstanceOf(AssertionError.class);
        assertThatCode(() -> assertThat(ofNamespace).isForbidden("tanaka", ApiRequest.delete("namespaces", "team")))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("The authoriser has let pass what was done, and what named a thing that is not there")
    void authorised() {
        assertThatCode(() -> assertThat(answer(201, "", "")).isAuthorised(LIST)).doesNotThrowAnyException();
        assertThatCode(() -> assertThat(answer(404, "NotFound", "nodes \"n\" not found"))
                        .isAuthorised(LIST))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> assertThat(answer(404, "", "404 page not found")).isAuthorised(LIST))
                .hasMessageStartingWith("expected to pass the authoriser, but: list pods in namespace team: 404");
        assertThatThrownBy(() -> assertThat(answer(403, "Forbidden", REFUSAL)).isAuthorised(LIST))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(answer(422, "Invalid", "")).isAuthorised(LIST))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("Another's name was given where that other is refused, and not where the name is")
    void authorisedToImpersonate() {
        var impersonate = ApiRequest.of("impersonate", "", "v1", "users");
        var refusedName = answer(
                403, "Forbidden", "users \"tanaka\" is forbidden: User \"k\" cannot impersonate resource \"users\"");

        assertThatCode(() -> assertThat(answer(403, "Forbidden", REFUSAL)).isAuthorised(impersonate))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(refusedName).isAuthorised(impersonate))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("Only admission's refusal, for the reason that is looked for, is one of admission")
    void notAdmitted() {
        var violates = answer(403, "Forbidden", "pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\"");

        assertThatCode(() -> assertThat(violates).isNotAdmitted("violates PodSecurity"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(violates).isNotAdmitted("exceeded quota"))
                .hasMessageStartingWith("expected 403 Forbidden from admission, with 'exceeded quota' in its message");
        assertThatThrownBy(() -> assertThat(answer(403, "Forbidden", REFUSAL)).isNotAdmitted("pods"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(answer(201, "", "")).isNotAdmitted(""))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("A page of a list tells where the list goes on; the last one is told")
    void pages() {
        var first = new Answer("list pods", new HttpAnswer(200, Map.of(), "{\"metadata\":{\"continue\":\"e30\"}}"));
        var last = new Answer("list pods", new HttpAnswer(200, Map.of(), "{\"metadata\":{}}"));

        org.assertj.core.api.Assertions.assertThat(first.endOfPage()).isEqualTo("e30");
        assertThatThrownBy(last::endOfPage).isInstanceOf(AssertionError.class).hasMessageContaining("list pods: 200");
    }

    @Test
    @DisplayName("A refusal by a proxy, without a Status object, passes for nobody's")
    void noStatusObject() {
        var proxy = new Answer("list pods", new HttpAnswer(403, Map.of(), "<html>Forbidden</html>"));

        assertThatThrownBy(() -> assertThat(proxy).isForbidden("tanaka", LIST)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(proxy).isRefusedToNobody(Anonymous.FORBIDDEN))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    @DisplayName("200 and 201 are allowed")
    void allowed(int status) {
        assertThatCode(() -> assertThat(answer(status, "", "")).isAllowed()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 204, 302, 401, 403, 404, 409, 500})
    @DisplayName("Nothing else is allowed, and the failure says what came")
    void notAllowed(int status) {
        assertThatThrownBy(() -> assertThat(answer(status, "Some", "words")).isAllowed())
                .hasMessage(
                        "expected to be allowed, but: list pods in namespace team: %d Some words".formatted(status));
    }

    @Test
    @DisplayName("Only 401 Unauthorized is the authenticator's refusal")
    void unauthenticated() {
        assertThatCode(() ->
                        assertThat(answer(401, "Unauthorized", "Unauthorized")).isUnauthenticated())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(answer(401, "", "")).isUnauthenticated())
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(answer(403, "Forbidden", REFUSAL)).isUnauthenticated())
                .hasMessageContaining("but: list pods in namespace team: 403 Forbidden");
    }

    @Test
    @DisplayName("Nobody is refused in the way of the platform, and in no other")
    void nobody() {
        var anonymous = answer(
                403,
                "Forbidden",
                "pods is forbidden: User \"system:anonymous\" cannot list resource \"pods\" in API group \"\"");
        var unknown = answer(401, "Unauthorized", "Unauthorized");

        assertThatCode(() -> assertThat(anonymous).isRefusedToNobody(Anonymous.FORBIDDEN))
                .doesNotThrowAnyException();
        assertThatCode(() -> assertThat(unknown).isRefusedToNobody(Anonymous.UNAUTHENTICATED))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> assertThat(unknown).isRefusedToNobody(Anonymous.FORBIDDEN))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(anonymous).isRefusedToNobody(Anonymous.UNAUTHENTICATED))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(answer(403, "Forbidden", REFUSAL)).isRefusedToNobody(Anonymous.FORBIDDEN))
                .isInstanceOf(AssertionError.class);
    }

    private static Answer answer(int status, String reason, String message) {
        var body = "{\"kind\":\"Status\",\"reason\":\"%s\",\"message\":\"%s\"}"
                .formatted(reason, message.replace("\"", "\\\""));
        return new Answer(LIST.toString(), new HttpAnswer(status, Map.of(), body));
    }
}
