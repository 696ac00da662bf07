package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Forged;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/password-changed")
@Tag("login")
class PasswordChangedIT {

    @Test
    @DisplayName("A changed password is in force at once, and soon for the tokens of the old one")
    void passwordChanged(Tenant tenant, Administrator administrator) {
        var nodes = ApiRequest.list("nodes");
        var user = administrator.userLike(tenant);
        var token = user.logIn();
        assertThat(user.askWith(token, nodes)).isAllowed();

        var password = Forged.password();
        var window = administrator.changePassword(user, password);
        assertThat(user.tryLogIn().status())
                .as("Keystone's answer to the old password")
                .isEqualTo(401);
        window.awaitRefusalOf(token);

        assertThat(user.askWith(user.tryLogIn(password).token(), nodes)).isAllowed();
        assertThat(tenant.ask(nodes)).isAllowed();
    }
}
