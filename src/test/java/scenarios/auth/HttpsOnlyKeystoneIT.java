package scenarios.auth;

import static dev.renkei.fault.Faults.STILL_RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.fault.Faults;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/https-only-keystone")
@Tag("core")
class HttpsOnlyKeystoneIT {

    @Test
    @DisplayName("An authenticator refuses a Keystone address without TLS")
    void httpsOnlyKeystone(Faults faults) {
        var authenticator = faults.begin("authenticator-over-http");

        assertThat(authenticator.exit())
                .as(
                        "the authenticator did not refuse a Keystone address without TLS; it printed: %s",
                        authenticator.output())
                .isNotIn(0, STILL_RUNNING);
        assertThat(authenticator.output()).as("its message").contains("https");
    }
}
