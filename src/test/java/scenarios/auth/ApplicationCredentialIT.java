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

@Scenario("auth/application-credential")
@Tag("login")
class ApplicationCredentialIT {

    @Test
    @DisplayName("An application credential logs in to Kubernetes until it is deleted, and makes no other")
    void applicationCredential(Tenant tenant, Administrator administrator) {
        var nodes = ApiRequest.list("nodes");
        var user = administrator.userLike(tenant);
        var credential = user.applicationCredential();
        var token = user.logInWith(credential);
        assertThat(administrator.review(token).getUser().getUsername())
                .as("whose token Kubernetes takes it for")
                .isEqualTo(user.user());
        assertThat(user.askWith(token, nodes)).isAllowed();
        assertThat(user.tryToMakeApplicationCredentialWith(token))
                .as("Keystone's answer to a credential that shall make another")
                .isEqualTo(403);

        user.delete(credential).awaitRefusalOf(token);

        assertThat(user.tryLogInWith(credential).status())
                .as("Keystone's answer to a deleted credential")
                .isIn(401, 404);
        assertThat(user.ask(nodes)).isAllowed();
    }
}
