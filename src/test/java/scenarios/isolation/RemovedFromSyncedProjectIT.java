package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/removed-from-synced-project")
@Tag("isolation")
class RemovedFromSyncedProjectIT {

    @Test
    @DisplayName("A user that is removed from a project loses what was synchronised for it, in its other project too")
    void removedFromSyncedProject(Tenant tenant, Administrator administrator) {
        var notes = ApiRequest.list("configmaps");
        var domain = administrator.domainLike(tenant);
        var user = domain.user();
        var elsewhere = domain.alsoInAnotherProject(user);
        administrator.review(user.logIn());
        administrator.review(elsewhere.logIn());
        var first = notes.in(administrator.awaitNamespaceOf(user));
        var second = notes.in(administrator.awaitNamespaceOf(elsewhere));
        user.awaitAllowed(first);
        elsewhere.awaitAllowed(second);

        administrator.removeFromProject(user).awaitDenialOf(first, elsewhere.logIn());

        assertThat(elsewhere.ask(first)).isForbidden(user.user(), first);
        assertThat(elsewhere.ask(second)).isAllowed();
    }
}
