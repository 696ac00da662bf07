package scenarios.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Crowd.Recognition;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("auth/many-logins")
@Tag("login")
// A storm of logins can have the good login of a neighbour refused (docs/findings/0004), and a neighbour's can make it
// one of its own.
@Isolated
class ManyLoginsIT {

    @Test
    @DisplayName("When many log in at once, each is taken for itself")
    void manyLogins(Tenant tenant, Administrator administrator) {
        var crowd = administrator.crowdLike(tenant, 15);

        var logins = crowd.logInAtOnce(5);

        assertThat(logins).hasSize(75);
        assertThat(logins)
                .filteredOn(login -> !login.right())
                .as("logins that were taken for somebody else, or for nobody")
                .isEmpty();
        assertThat(logins)
                .filteredOn(Recognition::refusedAtFirst)
                .as("logins that were accepted at the second attempt only")
                .hasSizeLessThanOrEqualTo(3);
    }
}
