package dev.renkei.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiRequestTest {

    @ParameterizedTest
    @MethodSource("requests")
    @DisplayName("Each verb goes to its method and path, in a namespace or at cluster scope")
    void paths(ApiRequest request, String method, String path, String words) {
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.path()).isEqualTo(path);
        assertThat(request).hasToString(words);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(ApiRequest.list("nodes"), "GET", "/api/v1/nodes", "list nodes"),
                Arguments.of(
                        ApiRequest.list("pods").in("team"),
                        "GET",
                        "/api/v1/namespaces/team/pods",
                        "list pods in namespace team"),
                Arguments.of(
                        ApiRequest.get("pods", "p").in("team"),
                        "GET",
                        "/api/v1/namespaces/team/pods/p",
                        "get pods/p in namespace team"),
                Arguments.of(
                        ApiRequest.watch("pods").in("team"),
                        "GET",
                        "/api/v1/namespaces/team/pods?watch=true&timeoutSeconds=1",
                        "watch pods in namespace team"),
                Arguments.of(
                        ApiRequest.create("pods", "{}").in("team"),
                        "POST",
                        "/api/v1/namespaces/team/pods",
                        "create pods in namespace team"),
                Arguments.of(
                        ApiRequest.update("pods", "p", "{}").in("team"),
                        "PUT",
                        "/api/v1/namespaces/team/pods/p",
                        "update pods/p in namespace team"),
                Arguments.of(
                        ApiRequest.patch("pods", "p", "{}").in("team"),
                        "PATCH",
                        "/api/v1/namespaces/team/pods/p",
                        "patch pods/p in namespace team"),
                Arguments.of(
                        ApiRequest.delete("persistentvolumes", "v"),
                        "DELETE",
                        "/api/v1/persistentvolumes/v",
                        "delete persistentvolumes/v"),
                Arguments.of(
                        ApiRequest.deleteCollection("pods").in("team"),
                        "DELETE",
                        "/api/v1/namespaces/team/pods?labelSelector=renkei.dev%2Fnone",
                        "deletecollection pods in namespace team"),
                Arguments.of(
                        ApiRequest.of("list", "storage.k8s.io", "v1", "storageclasses"),
                        "GET",
                        "/apis/storage.k8s.io/v1/storageclasses",
                        "list storageclasses"),
                Arguments.of(
                        ApiRequest.of("update", "apps", "v1", "deployments")
                                .named("d")
                                .part("scale")
                                .in("team")
                                .asDryRun(),
                        "PUT",
                        "/apis/apps/v1/namespaces/team/deployments/d/scale?dryRun=All",
                        "update deployments/d/scale in namespace team"),
                Arguments.of(
                        ApiRequest.deleteCollection("pods").in("team").asDryRun(),
                        "DELETE",
                        "/api/v1/namespaces/team/pods?labelSelector=renkei.dev%2Fnone&dryRun=All",
                        "deletecollection pods in namespace team"),
                Arguments.of(
                        ApiRequest.get("nodes", "n").part("proxy").below("metrics/cadvisor"),
                        "GET",
                        "/api/v1/nodes/n/proxy/metrics/cadvisor",
                        "get nodes/n/proxy/metrics/cadvisor"),
                Arguments.of(
                        ApiRequest.watch("pods").with("labelSelector", "!a/b").with("continue", "e=="),
                        "GET",
                        "/api/v1/pods?watch=true&timeoutSeconds=1&labelSelector=%21a%2Fb&continue=e%3D%3D",
                        "watch pods with labelSelector=!a/b with continue=e=="),
                Arguments.of(
                        ApiRequest.list("pods").withHeader("Impersonate-User", "admin"),
                        "GET",
                        "/api/v1/pods",
                        "list pods with Impersonate-User=admin"));
    }

    @Test
    @DisplayName("The authoriser is asked for the resource and its part, and not for what is below that")
    void part() {
        assertThat(ApiRequest.get("pods", "p").resourceAndPart()).isEqualTo("pods");
        assertThat(ApiRequest.get("nodes", "n").part("proxy").below("pods").resourceAndPart())
                .isEqualTo("nodes/proxy");
    }

    @Test
    @DisplayName("Each form of a list asks for all of its kind, and no two are the same")
    void forms() {
        var forms = ListForms.of("secrets", "e30=");

        assertThat(forms)
                .doesNotHaveDuplicates()
                .hasSize(12)
                .allSatisfy(form -> assertThat(form.path()).startsWith("/api/v1/secrets"))
                .anySatisfy(form -> assertThat(form.path()).endsWith("?limit=1&continue=e30%3D"))
                .anySatisfy(form ->
                        assertThat(form.headers()).containsValue("application/json;as=Table;v=v1;g=meta.k8s.io"))
                .anySatisfy(form -> assertThat(form.verb()).isEqualTo("watch"));
    }

    @Test
    @DisplayName("To the authoriser a request for a Namespace is one in it; for all of them it is of the cluster")
    void namespaceOfNamespaces() {
        assertThat(ApiRequest.get("namespaces", "team").namespaceOfObject()).isEqualTo("team");
        assertThat(ApiRequest.list("namespaces").namespaceOfObject()).isNull();
        assertThat(ApiRequest.get("pods", "p").in("team").namespaceOfObject()).isEqualTo("team");
    }

    @Test
    @DisplayName("A verb that only the authoriser knows cannot be sent, and says so")
    void onlyForTheAuthoriser() {
        assertThatThrownBy(() -> ApiRequest.of("impersonate", "", "v1", "users").method())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no HTTP method carries 'impersonate users'");
    }
}
