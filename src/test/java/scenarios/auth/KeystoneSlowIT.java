package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Scene;
import dev.renkei.actor.Tenant;
import dev.renkei.fault.Faults;
import dev.renkei.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("auth/keystone-slow")
@Tag("login")
@Isolated
class KeystoneSlowIT {

    @Test
    @DisplayName("A slow Keystone keeps nobody waiting but those who log in")
    void keystoneSlow(Tenant tenant, Administrator administrator, Faults faults, Scene scene) {
        var tokens = tenant.logInTimes(20);
        faults.begin("keystone-slow");

        var rush = administrator.busyDuring(tokens);

        assertThat(rush.quickest()).as("time of the quickest login").isGreaterThan(Duration.ofSeconds(1));
        assertThat(rush.answers())
                .allSatisfy(login -> assertThat(login.answer()).isAllowed());
        assertThat(rush.slowestToAdministrator())
                .as("the administrator's longest wait meanwhile")
                .isLessThan(scene.limit("others"));
    }
}
