package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("auth/project-left")
@Tag("login")
@Isolated
class ProjectLeftIT {

    @Test
    @DisplayName(
            "A user without a role in a project is soon refused with its token for that project, and not with another")
    void projectLeft(Tenant tenant, @Another Tenant other, Administrator administrator) {
        var nodes = ApiRequest.list("nodes");
        var user = administrator.userLike(tenant);
        var token = user.logIn();
        var elsewhere = administrator.alsoLike(user, other);
        assertThat(user.askWith(token, nodes)).isAllowed();
        assertThat(elsewhere.ask(nodes)).isAllowed();

        var window = administrator.removeFromProject(user);
        assertThat(user.tryLogIn().status())
                .as("Keystone's answer to a new login")
                .isEqualTo(401);
        user.useInOpenStack(token, 20);
        window.awaitRefusalOf(token);

        assertThat(elsewhere.ask(nodes)).isAllowed();
        assertThat(tenant.ask(nodes)).isAllowed();
    }
}
