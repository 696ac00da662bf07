package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/same-user-name-in-two-domains")
@Tag("isolation")
class SameUserNameInTwoDomainsIT {

    @Test
    @DisplayName("A user of another domain gets nothing by having a tenant's name")
    void sameUserNameInTwoDomains(Tenant tenant, Administrator administrator) {
        var note = tenant.object("configmaps", "configmap.yaml");
        assertThat(tenant.ask(note.create())).isAllowed();
        var before = tenant.ask(note.get());
        var namesake = administrator.domainLike(tenant).userNamed(tenant.user());
        assertThat(administrator.review(namesake.logIn()).getAuthenticated())
                .as("whether Kubernetes knows the namesake")
                .isTrue();

        assertThat(List.of(note.get(), note.list(), note.label("renkei.dev/touched", "yes"), note.delete()))
                .allSatisfy(request -> assertThat(namesake.ask(request)).isForbidden(tenant.user(), request));

        assertThat(tenant.ask(note.get()).json()).as("the ConfigMap").isEqualTo(before.json());
    }
}
