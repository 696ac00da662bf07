package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/no-escalation")
@Tag("core")
@Tag("isolation")
class NoEscalationIT {

    @Test
    @DisplayName("A tenant cannot give itself more than it has")
    void noEscalation(Tenant tenant, @Another Tenant other, Administrator administrator) {
        var demands = tenant.demands("requests.yaml", other);
        var before = administrator.versionsOf(demands.refused());
        assertSoftly(softly -> demands.refused()
                .forEach(demand -> softly.check(
                        () -> assertThat(administrator.ask(demand.request())).isAuthorised(demand.decided()))));

        assertSoftly(softly -> demands.refused()
                .forEach(demand -> softly.check(
                        () -> assertThat(tenant.ask(demand.request())).isForbidden(tenant.user(), demand.decided()))));

        assertSoftly(softly -> demands.allowed()
                .forEach(demand -> softly.check(
                        () -> assertThat(tenant.ask(demand.request())).isAllowed())));
        assertThat(administrator.versionsOf(demands.refused()))
                .as("what the requests are about")
                .isEqualTo(before);
    }
}
