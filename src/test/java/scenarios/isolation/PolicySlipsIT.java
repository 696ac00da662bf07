package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.fault.Faults;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("isolation/policy-slips")
@Tag("isolation")
@Isolated
class PolicySlipsIT {

    private static final List<String> SLIPS = List.of(
            "policy-users-misspelt",
            "policy-users-as-list",
            "policy-users-null",
            "policy-roles-as-text",
            "policy-roles-misspelt");

    @Test
    @DisplayName("A slip in the running policy opens nothing")
    void policySlips(Tenant tenant, @Another Tenant other, Faults faults) {
        var secret = other.object("secrets", "secret.yaml");
        assertThat(other.ask(secret.create())).isAllowed();
        tenant.watchThatItGainsNothingFrom(other);

        assertThat(SLIPS).allSatisfy(slip -> faults.during(slip, () -> tenant.watchThatItGainsNothingFrom(other)));

        other.awaitLeaveFor(secret.get());
        assertThat(tenant.ask(secret.get())).isForbidden(tenant.user(), secret.get());
    }
}
