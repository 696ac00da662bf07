package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Forged;
import dev.renkei.actor.Stranger;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.fault.Faults;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("auth/keystone-down")
@Tag("login")
@Isolated
class KeystoneDownIT {

    @Test
    @DisplayName("Without Keystone nobody new comes in, and Kubernetes itself goes on")
    void keystoneDown(Tenant tenant, Stranger stranger, Administrator administrator, Faults faults) {
        var nodes = ApiRequest.list("nodes");
        var token = tenant.logIn();
        var audit = administrator.auditLog();

        faults.begin("keystone-down");
        assertThat(tenant.askWith(token, nodes)).isUnauthenticated();
        assertThat(stranger.askWith(Forged.fernetToken(), nodes)).isUnauthenticated();
        audit.watchThatNoSystemUserIsRefused();
        assertThat(administrator.nodes())
                .as("nodes that the administrator sees")
                .isNotEmpty();

        faults.end("keystone-down");
        tenant.awaitAcceptanceOf(token);
        assertThat(stranger.askWith(Forged.fernetToken(), nodes)).isUnauthenticated();
    }
}
