package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.yaml.BadYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandsTest {

    @Test
    @DisplayName("What would change something is a dry run, and names what it would make or change")
    void writes() {
        var made =
                refused("{verb: create, api: apps/v1, resource: deployments, namespace: a, name: d, body: '{x: 1}'}");
        var part = refused("{verb: create, resource: pods/eviction, namespace: a, name: p}");

        assertThat(made.request().method() + " " + made.request().path())
                .isEqualTo("POST /apis/apps/v1/namespaces/a/deployments?dryRun=All");
        assertThat(made.request().body()).isEqualTo("{x: 1}");
        assertThat(made.object().orElseThrow().path()).isEqualTo("/apis/apps/v1/namespaces/a/deployments/d");
        assertThat(part.request().path()).isEqualTo("/api/v1/namespaces/a/pods/p/eviction?dryRun=All");
        assertThat(part.object().orElseThrow().path()).isEqualTo("/api/v1/namespaces/a/pods/p");
    }

    @Test
    @DisplayName("What only reads is sent as it is, and is about no object")
    void reads() {
        var log = refused("{verb: get, resource: pods/log, namespace: a, name: p}");
        var proxy = refused("{verb: get, resource: nodes/proxy, name: none-n, below: metrics/cadvisor}");

        assertThat(log.request().path()).isEqualTo("/api/v1/namespaces/a/pods/p/log");
        assertThat(log.object()).isEmpty();
        assertThat(proxy.request().path()).isEqualTo("/api/v1/nodes/none-n/proxy/metrics/cadvisor");
    }

    @Test
    @DisplayName("In another's name, the authoriser is asked for something else than the request")
    void inAnothersName() {
        var plain = refused("{verb: list, resource: nodes}");
        var other = refused(
                "{verb: list, resource: nodes, headers: {Impersonate-User: admin}, decided: {verb: impersonate, resource: users}}");

        assertThat(plain.decided()).isEqualTo(plain.request());
        assertThat(other.request().headers()).containsEntry("Impersonate-User", "admin");
        assertThat(other.decided()).hasToString("impersonate users");
    }

    @Test
    @DisplayName("A key that is not known is told with its line")
    void unknownKey() {
        assertThatThrownBy(() -> refused("{verb: list, resouce: nodes}"))
                .isInstanceOf(BadYaml.class)
                .hasMessageStartingWith("requests.yaml:1: unknown key 'resouce'");
    }

    @Test
    @DisplayName("A list of nothing is refused, and what a proxy leads to is asked as it is")
    void corners() {
        assertThatThrownBy(
                        () -> Demands.read("requests.yaml", "{refused: [], allowed: [{verb: list, resource: nodes}]}"))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("'refused' is empty");
        assertThat(refused("{verb: create, resource: nodes/proxy, name: none-n, below: run}")
                        .request()
                        .path())
                .isEqualTo("/api/v1/nodes/none-n/proxy/run");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {verb: deleet, resource: nodes, name: n} | unknown verb 'deleet'; did you mean 'delete'?
            {verb: impersonate, resource: users} | unknown verb 'impersonate'; known: create, delete, deletecollection, get, list, patch, update, watch
            {verb: get, resource: nodes} | 'get nodes' is for one object; add its name
            {verb: patch, resource: nodes} | 'patch nodes' is for one object; add its name
            {verb: update, resource: nodes} | 'update nodes' is for one object; add its name
            {verb: delete, resource: pods, namespace: a} | 'delete pods in namespace a' is for one object; add its name
            {verb: create, resource: pods/eviction, namespace: a} | 'create pods/eviction in namespace a' is for one object; add its name
            {verb: list, resource: nodes, name: n} | 'list nodes' is for all objects and takes no name; remove it
            {verb: deletecollection, resource: nodes, name: n} | 'deletecollection nodes' is for all objects and takes no name; remove it
            {verb: create, resource: nodes/proxy, name: n, below: run} | 'create nodes/proxy' is no dry run, as a proxy knows none; name what is not there: none-...
            {verb: get, resource: nodes/proxy, name: n} | 'get nodes/proxy' is no dry run, as a proxy knows none; name what is not there: none-...
            {verb: delete, resource: nodes, name: n, below: proxy/pods} | 'below' is a path after the part 'proxy', which 'delete nodes' has not
            {verb: delete, resource: nodes/proxy/pods, name: n} | what follows 'proxy' belongs under 'below'
            """)
    @DisplayName("What would be another request than it seems, or would harm, is told with its line")
    void refusesWhatItSeemsNot(String item, String message) {
        assertThatThrownBy(() -> refused(item)).isInstanceOf(BadYaml.class).hasMessage("requests.yaml:1: " + message);
    }

    @Test
    @DisplayName("The scenarios' own lists are such lists")
    void ownLists() throws IOException {
        try (var files = Files.walk(Path.of("scenarios"))) {
            assertThat(files.filter(file -> file.endsWith("requests.yaml")))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            Demands.read(file.toString(), Files.readString(file).replaceAll("\\$\\{[^}]+}", "x")));
        }
    }

    private static Demand refused(String item) {
        return Demands.read("requests.yaml", "{refused: [" + item + "], allowed: [" + item + "]}")
                .refused()
                .get(0);
    }
}
