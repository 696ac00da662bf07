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

@Scenario("isolation/abac-slips")
@Tag("isolation")
@Isolated
class AbacSlipsIT {

    private static final List<String> SLIPS = List.of(
            "policy-without-version", "policy-keys-in-capitals", "policy-slashes", "policy-dashes", "policy-null");

    @Test
    @DisplayName("A slip in a line of an ABAC policy opens nothing")
    void abacSlips(Tenant tenant, @Another Tenant other, Faults faults) {
        var secret = other.object("secrets", "secret.yaml");
        assertThat(other.ask(secret.create())).isAllowed();
        tenant.watchThatItGainsNothingFrom(other);

        assertThat(SLIPS).allSatisfy(slip -> {
            faults.begin(slip);
            tenant.watchThatItGainsNothingFrom(other);
        });

        SLIPS.forEach(faults::end);
        other.awaitLeaveFor(secret.get());
        assertThat(tenant.ask(secret.get())).isForbidden(tenant.user(), secret.get());
    }
}
