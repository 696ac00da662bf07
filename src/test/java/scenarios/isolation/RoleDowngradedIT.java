package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/role-downgraded")
@Tag("isolation")
class RoleDowngradedIT {

    @Test
    @DisplayName("A member that becomes a reader may soon read only, with the token that it already has")
    void roleDowngraded(Tenant tenant, Administrator administrator) {
        var note = tenant.object("configmaps", "configmap.yaml");
        var write = note.label("renkei.dev/touched", "yes");
        var user = administrator.userLike(tenant);
        var token = user.logIn();
        assertThat(user.askWith(token, note.create())).isAllowed();
        assertThat(user.askWith(token, write)).isAllowed();
        var made = user.askWith(token, note.get()).json();

        administrator.makeReader(user).awaitDenialOf(write, token);

        var renewed = user.logIn();
        assertThat(user.askWith(token, write)).isForbidden(user.user(), write);
        assertThat(user.askWith(renewed, write)).isForbidden(user.user(), write);
        assertThat(user.askWith(token, note.list())).isAllowed();
        assertThat(user.askWith(renewed, note.get()).json()).as("the ConfigMap").isEqualTo(made);
        assertThat(tenant.ask(write)).isAllowed();
    }
}
