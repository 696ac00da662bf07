package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Forged;
import dev.renkei.actor.Stranger;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/wrong-password")
@Tag("core")
class WrongPasswordIT {

    @Test
    @DisplayName("A wrong password is refused by Keystone, and no bearer token to Kubernetes")
    void wrongPassword(Tenant tenant, Stranger stranger) {
        var wrong = Forged.password();

        var attempt = tenant.tryLogIn(wrong);
        assertThat(attempt.status()).as("Keystone's answer to a wrong password").isEqualTo(401);
        assertThat(attempt.reason()).as("Keystone's reason").isEqualTo("Unauthorized");

        assertThat(stranger.askWith(wrong, ApiRequest.list("pods").in(tenant.namespace())))
                .isUnauthenticated();
        assertThat(tenant.ask(ApiRequest.list("pods").in(tenant.namespace()))).isAllowed();
    }
}
