package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/system-is-hidden")
@Tag("isolation")
class SystemIsHiddenIT {

    @Test
    @DisplayName("A tenant cannot read what Kubernetes keeps for itself")
    void systemIsHidden(Tenant tenant, @Another Tenant other, Administrator administrator) {
        var demands = tenant.demands("requests.yaml", other);
        assertThat(demands.refused())
                .allSatisfy(demand ->
                        assertThat(administrator.ask(demand.request())).isAuthorised());

        assertThat(demands.refused())
                .allSatisfy(demand -> assertThat(tenant.ask(demand.request()))
                        .isForbidden(tenant.user(), demand.decided()));

        assertThat(demands.allowed())
                .allSatisfy(demand -> assertThat(tenant.ask(demand.request())).isAllowed());
    }
}
