package scenarios.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.fault.Faults;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/untrusted-tls")
@Tag("login")
class UntrustedTlsIT {

    @Test
    @DisplayName("An authenticator lets nobody in by a Keystone whose certificate it has no reason to trust")
    void untrustedTls(Faults faults) {
        assertThat(faults.begin("authenticator-of-foreign-ca").output())
                .as("an authenticator that trusts another authority")
                .contains("x509: certificate signed by unknown authority", "\"authenticated\": false")
                .doesNotContain("\"authenticated\": true");
        assertThat(faults.begin("authenticator-of-other-name").output())
                .as("an authenticator that knows Keystone by another name")
                .contains("x509: certificate is valid for", "\"authenticated\": false")
                .doesNotContain("\"authenticated\": true");

        assertThat(faults.begin("authenticator-of-trusted-keystone").output())
                .as("an authenticator that trusts Keystone")
                .contains("\"authenticated\": true")
                .doesNotContain("x509");
    }
}
