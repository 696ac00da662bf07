package scenarios.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Forged;
import dev.renkei.actor.Tenant;
import dev.renkei.fault.Faults;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("auth/outage-is-told-apart")
@Tag("login")
@Isolated
class OutageIsToldApartIT {

    @Test
    @DisplayName("An outage of Keystone is told apart from a bad token")
    void outageIsToldApart(Tenant tenant, Administrator administrator, Faults faults) {
        var token = tenant.logIn();
        var bad = administrator.review(Forged.fernetToken());
        assertThat(bad.getAuthenticated()).as("a bad token is accepted").isNotEqualTo(true);

        faults.begin("keystone-down");

        assertThat(administrator.review(token).getError())
                .as("what the API server says of a good token without Keystone")
                .isNotBlank()
                .isNotEqualTo(bad.getError());
    }
}
