package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/keystone-login")
@Tag("core")
class KeystoneLoginIT {

    @Test
    @DisplayName("A Keystone login is a login to Kubernetes, as exactly the user that Keystone says")
    void keystoneLogin(Tenant tenant, Administrator administrator) {
        var token = tenant.logIn();
        var nodes = ApiRequest.list("nodes");

        assertThat(tenant.ask(nodes)).isAllowed();

        var user = administrator.review(token).getUser();
        assertThat(user.getUsername()).as("user name in the TokenReview").isEqualTo(token.userName());
        assertThat(user.getUid()).as("user id in the TokenReview").isEqualTo(token.userId());
        assertThat(user.getExtra())
                .as("project, domain and roles in the TokenReview")
                .containsEntry("alpha.kubernetes.io/identity/project/id", List.of(token.projectId()))
                .containsEntry("alpha.kubernetes.io/identity/project/name", List.of(token.projectName()))
                .containsEntry("alpha.kubernetes.io/identity/user/domain/name", List.of(token.userDomain()))
                // Keystone gives them in no order.
                .hasEntrySatisfying(
                        "alpha.kubernetes.io/identity/roles",
                        roles -> assertThat(roles).containsExactlyInAnyOrderElementsOf(token.roles()));
    }
}
