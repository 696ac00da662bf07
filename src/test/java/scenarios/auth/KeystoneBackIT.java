package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.fault.Facts;
import dev.renkei.fault.Faults;
import dev.renkei.scenario.Measure;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("auth/keystone-back")
@Tag("login")
@Isolated
class KeystoneBackIT {

    @Test
    @DisplayName("When Keystone is back, logins work again by themselves")
    void keystoneBack(Tenant tenant, Faults faults, Facts facts, Measure measure) {
        var nodes = ApiRequest.list("nodes");
        var token = tenant.logIn();
        var process = facts.of("authenticator-process");
        faults.begin("keystone-down");
        assertThat(tenant.askWith(token, nodes)).isUnauthenticated();

        faults.end("keystone-down");
        measure.begin();
        tenant.awaitAcceptanceOf(token);
        measure.end("keystone-back");

        assertThat(tenant.askWith(tenant.logIn(), nodes)).isAllowed();
        assertThat(facts.of("authenticator-process"))
                .as("the authenticator's process")
                .isEqualTo(process);
    }
}
