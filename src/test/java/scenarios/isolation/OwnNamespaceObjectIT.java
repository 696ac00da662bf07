package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/own-namespace-object")
@Tag("core")
@Tag("isolation")
class OwnNamespaceObjectIT {

    @Test
    @DisplayName("A tenant cannot change or delete its own Namespace, whose labels bind it")
    void ownNamespaceObject(Tenant tenant, @Another Tenant other, Administrator administrator) {
        var demands = tenant.demands("requests.yaml", other);
        var before = administrator.versionsOf(demands.refused());

        assertSoftly(softly -> demands.allowed()
                .forEach(demand -> softly.check(
                        () -> assertThat(tenant.ask(demand.request())).isAllowed())));
        var answers =
                demands.refused().stream().collect(toMap(demand -> demand, demand -> tenant.ask(demand.request())));
        assertThat(administrator.versionsOf(demands.refused()))
                .as("the Namespace")
                .isEqualTo(before);
        assertSoftly(softly -> demands.refused()
                .forEach(demand -> softly.check(
                        () -> assertThat(answers.get(demand)).isForbidden(tenant.user(), demand.decided()))));
    }
}
