package scenarios.isolation;

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

@Scenario("isolation/project-becomes-namespace")
@Tag("isolation")
class ProjectBecomesNamespaceIT {

    @Test
    @DisplayName("The first login to a project makes its namespace, for its users alone")
    void projectBecomesNamespace(Tenant tenant, Administrator administrator) {
        var notes = ApiRequest.list("configmaps");
        var leftOut = notes.in(tenant.namespace());
        var domain = administrator.domainLike(tenant);
        var user = domain.userInProjectNamed("demo");
        var other = domain.userInProjectNamed("a-name-of-64-letters".repeat(4).substring(0, 64));
        assertThat(administrator.namespacesOf(user)).isEmpty();
        assertThat(tenant.ask(leftOut)).isAllowed();

        administrator.review(user.logIn());
        administrator.review(other.logIn());
        var own = notes.in(administrator.awaitNamespaceOf(user));
        var foreign = notes.in(administrator.awaitNamespaceOf(other));

        user.awaitAllowed(own);
        other.awaitAllowed(foreign);
        assertThat(List.of(foreign, leftOut))
                .allSatisfy(request -> assertThat(user.ask(request)).isForbidden(user.user(), request));
        assertThat(List.of(own, leftOut))
                .allSatisfy(request -> assertThat(other.ask(request)).isForbidden(other.user(), request));
        assertThat(administrator.namespacesOf(user)).hasSize(1);
        assertThat(administrator.namespacesOf(other)).containsExactly(other.projectId());
        assertThat(administrator.namespacesOf(tenant)).isEmpty();
    }
}
