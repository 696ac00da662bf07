package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/cluster-scope")
@Tag("core")
class ClusterScopeIT {

    @Test
    @DisplayName("A tenant may see the nodes, and may not change them")
    void clusterScope(Tenant tenant, Administrator administrator) {
        var node = administrator.nodes().get(0);
        var cordon = ApiRequest.patch("nodes", node.getMetadata().getName(), "{\"spec\":{\"unschedulable\":true}}")
                .asDryRun();

        assertThat(tenant.ask(ApiRequest.list("nodes"))).isAllowed();
        assertThat(tenant.ask(cordon)).isForbidden(tenant.user(), cordon);

        assertThat(administrator.nodes())
                .extracting(left -> left.getMetadata().getName())
                .as("nodes that take pods")
                .contains(node.getMetadata().getName());
    }
}
