package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/all-namespaces")
@Tag("core")
class AllNamespacesIT {

    @Test
    @DisplayName("A tenant cannot list or watch across all namespaces")
    void allNamespaces(Tenant tenant, @Another Tenant other) {
        var secret = other.object("secrets", "secret.yaml");
        assertThat(other.ask(secret.create())).isAllowed();

        assertThat(List.of("pods", "secrets", "configmaps", "events")).allSatisfy(kind -> {
            assertThat(tenant.ask(ApiRequest.list(kind))).isForbidden(tenant.user(), ApiRequest.list(kind));
            assertThat(tenant.ask(ApiRequest.watch(kind))).isForbidden(tenant.user(), ApiRequest.watch(kind));
        });

        assertThat(other.ask(secret.get())).isAllowed();
    }
}
