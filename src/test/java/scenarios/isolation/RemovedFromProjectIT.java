package scenarios.isolation;

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

@Scenario("isolation/removed-from-project")
@Tag("isolation")
class RemovedFromProjectIT {

    @Test
    @DisplayName("A user that is removed from a project soon loses its namespace, and keeps that of its other project")
    void removedFromProject(Tenant tenant, @Another Tenant other, Administrator administrator) {
        var first = ApiRequest.list("configmaps").in(tenant.namespace());
        var second = ApiRequest.list("configmaps").in(other.namespace());
        var user = administrator.userLike(tenant);
        var token = user.logIn();
        var elsewhere = administrator.alsoLike(user, other);
        assertThat(user.askWith(token, first)).isAllowed();
        assertThat(user.askWith(token, second)).isForbidden(user.user(), second);
        assertThat(elsewhere.ask(second)).isAllowed();

        var window = administrator.removeFromProject(user);
        assertThat(user.tryLogIn().status())
                .as("Keystone's answer to a new login")
                .isEqualTo(401);
        window.awaitEndOf(first, token);

        assertThat(elsewhere.ask(second)).isAllowed();
        assertThat(elsewhere.ask(first)).isForbidden(user.user(), first);
        assertThat(tenant.ask(first)).isAllowed();
    }
}
