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

@Scenario("auth/lockout")
@Tag("login")
class LockoutIT {

    @Test
    @DisplayName("Too many wrong passwords lock a user out of both, for a while")
    void lockout(Tenant tenant, Administrator administrator) {
        var nodes = ApiRequest.list("nodes");
        var user = administrator.userLike(tenant);
        assertThat(user.ask(nodes)).isAllowed();

        assertThat(user.tryWrongPasswords(10))
                .as("Keystone's answers to wrong passwords")
                .containsOnly(401);

        assertThat(user.tryLogIn().status())
                .as("Keystone's answer to the right password of a locked user")
                .isEqualTo(401);
        assertThat(tenant.askWith(tenant.logIn(), nodes)).isAllowed();
        assertThat(user.askWith(user.awaitUnlocked(), nodes)).isAllowed();
    }
}
