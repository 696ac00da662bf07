package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/system-users-survive")
@Tag("core")
class SystemUsersSurviveIT {

    @Test
    @DisplayName("Isolation of tenants leaves the system users of Kubernetes at work")
    void systemUsersSurvive(Tenant tenant, @Another Tenant other, Administrator administrator) {
        var foreign = ApiRequest.list("pods").in(other.namespace());
        assertThat(tenant.ask(foreign)).isForbidden(tenant.user(), foreign);

        var audit = administrator.auditLog();
        var nginx = tenant.workload("nginx.yaml", tenant.claim("claim.yaml"));
        audit.watchThatNoSystemUserIsRefused();

        // The controller manager made the pod: in its own name, or in that of its controller's service account.
        assertThat(audit.servedUsers())
                .as("system users that were served meanwhile")
                .contains("system:kube-scheduler")
                .containsAnyOf(
                        "system:kube-controller-manager", "system:serviceaccount:kube-system:replication-controller")
                .anyMatch(user -> user.startsWith("system:node:"));
        nginx.awaitReady();
    }
}
