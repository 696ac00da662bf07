package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/expired-token")
@Tag("login")
class ExpiredTokenIT {

    @Test
    @DisplayName("A token is soon refused by Kubernetes when its time is over")
    void expiredToken(Tenant tenant, Administrator administrator) {
        var nodes = ApiRequest.list("nodes");
        var user = administrator.userLike(tenant);
        var credential = user.applicationCredentialFor(Duration.ofSeconds(12));
        var token = user.logInWith(credential);
        assertThat(token.expires())
                .as("end of a token of a credential that ends")
                .isEqualTo(credential.expires());
        assertThat(user.askWith(token, nodes)).isAllowed();

        administrator.endOf(token).awaitRefusalOf(token);

        assertThat(user.tryLogInWith(credential).status())
                .as("Keystone's answer to a credential that has ended")
                .isEqualTo(401);
        assertThat(user.ask(nodes)).isAllowed();
    }
}
