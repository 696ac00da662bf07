package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/existence-not-revealed")
@Tag("core")
class ExistenceNotRevealedIT {

    @Test
    @DisplayName("A refusal does not tell whether the object exists")
    void existenceNotRevealed(Tenant tenant, @Another Tenant other) {
        var secret = other.object("secrets", "secret.yaml");
        assertThat(other.ask(secret.create())).isAllowed();
        var missing = ApiRequest.get("secrets", secret.name() + "-missing").in(other.namespace());

        assertThat(other.ask(missing).status())
                .as("status of the missing Secret for its owner")
                .isEqualTo(404);
        assertThat(tenant.ask(secret.get())).isForbidden(tenant.user(), secret.get());
        assertThat(tenant.ask(missing)).isForbidden(tenant.user(), missing);
    }
}
