package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Stranger;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.Ports;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/insecure-port-closed")
@Tag("core")
class InsecurePortClosedIT {

    @Test
    @DisplayName("No port of the cluster serves the API without credentials")
    void insecurePortClosed(Tenant tenant, Stranger stranger, Administrator administrator) {
        var apiServer = administrator.apiServerHost();
        var nodes = administrator.nodeAddresses();

        assertThat(stranger.openPorts(apiServer, Ports.INSECURE))
                .as("insecure port is open")
                .isEmpty();
        assertThat(nodes).allSatisfy(node -> {
            assertThat(stranger.openPorts(node, Ports.INSECURE))
                    .as("insecure port is open on %s", node)
                    .isEmpty();
            assertThat(stranger.askKubelet(node)).isUnauthenticatedByKubelet();
        });

        var pod = tenant.workload("nginx.yaml", tenant.claim("claim.yaml")).awaitReady();
        assertThat(pod.openPorts(apiServer, Ports.insecureBeside(administrator.apiServerPort())))
                .as("open ports of the API server, seen from a pod")
                .containsExactly(administrator.apiServerPort());
        assertThat(nodes)
                .allSatisfy(node -> assertThat(pod.openPorts(node, Ports.insecureBeside(Ports.KUBELET)))
                        .as("open ports of %s, seen from a pod", node)
                        .containsExactly(Ports.KUBELET));
    }
}
