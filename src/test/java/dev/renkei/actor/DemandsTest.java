package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.yaml.BadYaml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
        var proxy = refused("{verb: get, resource: nodes/proxy, name: n, below: metrics/cadvisor}");

        assertThat(log.request().path()).isEqualTo("/api/v1/namespaces/a/pods/p/log");
        assertThat(log.object()).isEmpty();
        assertThat(proxy.request().path()).isEqualTo("/api/v1/nodes/n/proxy/metrics/cadvisor");
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
        assertThat(refused("{verb: create, resource: nodes/proxy, name: n, below: run}")
                        .request()
                        .path())
                .isEqualTo("/api/v1/nodes/n/proxy/run");
    }

    private static Demand refused(String item) {
        return Demands.read("requests.yaml", "{refused: [" + item + "], allowed: [" + item + "]}")
                .refused()
                .get(0);
    }
}
