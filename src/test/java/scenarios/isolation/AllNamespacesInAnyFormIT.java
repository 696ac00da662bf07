package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.cluster.ListForms;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import java.util.stream.Stream;
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
        assertThat(other.ask(other.object("configmaps", "configmap.yaml").create()))
                .isAllowed();
        var notes = tenant.object("configmaps", "configmap.yaml");
        assertThat(tenant.ask(notes.create())).isAllowed();
        assertThat(tenant.ask(
                        tenant.object("configmaps", "another-configmap.yaml").create()))
                .isAllowed();
        var firstPage = ApiRequest.list("configmaps").with("limit", "1");
        var page = administrator.ask(firstPage).endOfPage();
        var ownPage = tenant.ask(firstPage.in(tenant.namespace())).endOfPage();

        assertSoftly(softly -> Stream.of("pods", "secrets", "configmaps", "events")
                .flatMap(kind -> ListForms.of(kind, page).stream())
                .forEach(form -> softly.check(() -> assertThat(tenant.ask(form)).isForbidden(tenant.user(), form))));

        assertSoftly(softly -> ListForms.of("configmaps", page)
                .forEach(form ->
                        softly.check(() -> assertThat(administrator.ask(form)).isAllowed())));
        assertSoftly(softly -> ListForms.of("configmaps", ownPage)
                .forEach(form -> softly.check(() ->
                        assertThat(tenant.ask(form.in(tenant.namespace()))).isAllowed())));
    }
}
