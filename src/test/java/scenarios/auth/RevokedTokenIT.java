package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/revoked-token")
@Tag("core")
@Tag("login")
class RevokedTokenIT {

    @Test
    @DisplayName("A token that is revoked in Keystone is soon refused by Kubernetes")
    void revokedToken(Tenant tenant, Administrator administrator) {
        var nodes = ApiRequest.list("nodes");
        var user = administrator.userLike(tenant);
        var token = user.logIn();
        assertThat(user.askWith(token, nodes)).isAllowed();

        administrator.revoke(token).awaitRefusalOf(token);

        assertThat(user.askWith(user.logIn(), nodes)).isAllowed();
        assertThat(tenant.ask(nodes)).isAllowed();
    }
}
