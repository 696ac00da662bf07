package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

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
        assertSoftly(softly -> demands.refused()
                .forEach(demand -> softly.check(
                        () -> assertThat(administrator.ask(demand.request())).isAuthorised(demand.decided()))));

        assertSoftly(softly -> demands.refused()
                .forEach(demand -> softly.check(
                        () -> assertThat(tenant.ask(demand.request())).isForbidden(tenant.user(), demand.decided()))));

        assertSoftly(softly -> demands.allowed()
                .forEach(demand -> softly.check(
                        () -> assertThat(tenant.ask(demand.request())).isAllowed())));
    }
}
