package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/nodes-proxy")
@Tag("core")
@Tag("isolation")
class NodesProxyIT {

    @Test
    @DisplayName("Who may see the nodes may not read through their kubelets")
    void nodesProxy(Tenant tenant, Administrator administrator) {
        var node = administrator.nodes().get(0).getMetadata().getName();
        var proxy = ApiRequest.get("nodes", node).part("proxy");

        assertThat(tenant.ask(ApiRequest.get("nodes", node))).isAllowed();
        assertSoftly(softly -> List.of("pods", "metrics", "configz").forEach(path -> {
            softly.check(() -> assertThat(administrator.ask(proxy.below(path))).isAllowed());
            softly.check(() -> assertThat(tenant.ask(proxy.below(path))).isForbidden(tenant.user(), proxy));
        }));
    }
}
