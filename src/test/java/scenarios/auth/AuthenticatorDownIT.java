package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Forged;
import dev.renkei.actor.Stranger;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.fault.Faults;
import dev.renkei.scenario.Measure;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("auth/authenticator-down")
@Tag("login")
@Isolated
class AuthenticatorDownIT {

    @Test
    @DisplayName("Without its authenticator Kubernetes lets no tenant in, even when it starts without it, and goes on")
    void authenticatorDown(
            Tenant tenant, Stranger stranger, Administrator administrator, Faults faults, Measure measure) {
        var nodes = ApiRequest.list("nodes");
        var token = tenant.logIn();

        faults.begin("authenticator-down");
        faults.begin("api-server-restarted");
        assertThat(administrator.nodes())
                .as("nodes that the administrator sees")
                .isNotEmpty();
        assertThat(tenant.askWith(token, nodes)).isUnauthenticated();
        assertThat(stranger.askWith(Forged.fernetToken(), nodes)).isUnauthenticated();

        faults.end("authenticator-down");
        measure.begin();
        tenant.awaitAcceptanceOf(token);
        measure.end("authenticator-back");
        assertThat(stranger.askWith(Forged.fernetToken(), nodes)).isUnauthenticated();
    }
}
