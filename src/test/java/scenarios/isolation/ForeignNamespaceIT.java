package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/foreign-namespace")
@Tag("core")
class ForeignNamespaceIT {

    @Test
    @DisplayName("A tenant is refused every verb in another tenant's namespace")
    void foreignNamespace(Tenant tenant, @Another Tenant other) {
        var note = other.object("configmaps", "configmap.yaml");
        assertThat(other.ask(note.create())).isAllowed();
        var before = other.ask(note.get());

        var attempts = List.of(
                note.get(),
                note.list(),
                note.watch(),
                note.create(),
                note.update(before),
                note.label("renkei.dev/touched", "yes"),
                note.delete(),
                note.deleteCollection());
        assertThat(attempts)
                .allSatisfy(request -> assertThat(tenant.ask(request)).isForbidden(tenant.user(), request));

        assertThat(other.ask(note.get()).json()).as("the ConfigMap").isEqualTo(before.json());
    }
}
