package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/user-disabled")
@Tag("login")
class UserDisabledIT {

    @Test
    @DisplayName("A disabled user is soon locked out of Kubernetes, and comes in again when enabled")
    void userDisabled(Tenant tenant, Administrator administrator) {
        var nodes = ApiRequest.list("nodes");
        var user = administrator.userLike(tenant);
        var token = user.logIn();
        assertThat(user.askWith(token, nodes)).isAllowed();

        var window = administrator.disable(user);
        assertThat(user.tryLogIn().status())
                .as("Keystone's answer to a disabled user")
                .isEqualTo(401);
        window.awaitRefusalOf(token);
        assertThat(tenant.ask(nodes)).isAllowed();

        administrator.enable(user);
        assertThat(user.askWith(user.logIn(), nodes)).isAllowed();
        assertThat(user.askWith(token, nodes)).isUnauthenticated();
    }
}
