package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.fault.Faults;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("isolation/broken-policy")
@Tag("isolation")
@Isolated
class BrokenPolicyIT {

    private static final List<String> BROKEN = List.of(
            "policy-malformed",
            "policy-empty",
            "policy-deleted",
            "policy-unknown-key",
            "policy-projects-as-text",
            "policy-projects-misspelt",
            "policy-permissions-as-text",
            "policy-verbs-as-text");

    @Test
    @DisplayName("A broken policy gives nobody more than before")
    void brokenPolicy(Tenant tenant, @Another Tenant other, Administrator administrator, Faults faults) {
        var secret = other.object("secrets", "secret.yaml");
        assertThat(other.ask(secret.create())).isAllowed();
        var audit = administrator.auditLog();

        assertThat(BROKEN).allSatisfy(fault -> {
            faults.begin(fault);
            tenant.watchThatItGainsNothingFrom(other);
            assertThat(administrator.nodes())
                    .as("nodes that the administrator sees")
                    .isNotEmpty();
        });
        audit.watchThatNoSystemUserIsRefused();

        BROKEN.forEach(faults::end);
        other.awaitLeaveFor(secret.get());
        tenant.awaitLeaveFor(ApiRequest.list("secrets").in(tenant.namespace()));
        assertThat(tenant.ask(secret.get())).isForbidden(tenant.user(), secret.get());
    }
}
