package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/own-namespace")
@Tag("core")
class OwnNamespaceIT {

    @Test
    @DisplayName("A tenant may create, read, update and delete in its own namespace")
    void ownNamespace(Tenant tenant) {
        assertThat(List.of("pods", "services", "persistentvolumeclaims", "configmaps"))
                .zipSatisfy(List.of("pod.yaml", "service.yaml", "claim.yaml", "configmap.yaml"), (kind, manifest) -> {
                    var object = tenant.object(kind, manifest);
                    assertThat(tenant.ask(object.create())).isAllowed();
                    assertThat(tenant.ask(object.get())).isAllowed();
                    assertThat(tenant.ask(object.list())).isAllowed();
                    assertThat(tenant.ask(object.watch())).isAllowed();
                    assertThat(tenant.replace(object)).isAllowed();
                    assertThat(tenant.ask(object.label("renkei.dev/touched", "yes")))
                            .isAllowed();
                    assertThat(tenant.ask(object.delete())).isAllowed();
                });
    }
}
