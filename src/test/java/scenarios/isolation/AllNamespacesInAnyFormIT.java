package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.cluster.ListForms;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/all-namespaces-in-any-form")
@Tag("isolation")
class AllNamespacesInAnyFormIT {

    @Test
    @DisplayName("No form of a request opens all namespaces to a tenant")
    void allNamespacesInAnyForm(Tenant tenant, @Another Tenant other, Administrator administrator) {
        assertThat(other.ask(other.object("secrets", "secret.yaml").create())).isAllowed();
        assertThat(other.ask(other.object("configmaps", "configmap.yaml").create())).isAllowed();
        var notes = tenant.object("configmaps", "configmap.yaml");
        assertThat(tenant.ask(notes.create())).isAllowed();
        assertThat(tenant.ask(tenant.object("configmaps", "another-configmap.yaml").create())).isAllowed();
        var firstPage = ApiRequest.list("configmaps").with("limit", "1");
        var page = administrator.ask(firstPage).endOfPage();
        var ownPage = tenant.ask(firstPage.in(tenant.namespace())).endOfPage();

        assertThat(List.of("pods", "secrets", "configmaps", "events")).allSatisfy(kind -> {
            assertThat(ListForms.of(kind, page)).allSatisfy(form -> {
                assertThat(administrator.ask(form)).isAllowed();
                assertThat(tenant.ask(form)).isForbidden(tenant.user(), form);
            });
            assertThat(ListForms.of(kind, ownPage)).allSatisfy(form -> assertThat(tenant.ask(form.in(tenant.namespace())))
                    .isAllowed());
        });
    }
}
