package scenarios.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/requests-kept-apart")
@Tag("login")
class RequestsKeptApartIT {

    @Test
    @DisplayName("Keystone judges no request by the token of another that comes at the same time")
    void requestsKeptApart(Tenant tenant, Administrator administrator) {
        var user = administrator.userLike(tenant);
        var restricted = user.logInWith(user.applicationCredential());
        var others = administrator.crowdLike(tenant, 3);

        var answers = others.askKeystoneDuring(() -> user.tryToMakeApplicationCredentialsWith(restricted, 50));

        assertThat(answers)
                .as("Keystone's answers to a credential that shall make another")
                .isEqualTo(Map.of(403, 50L));
        assertThat(user.tryToMakeApplicationCredentialWith(user.logIn()))
                .as("Keystone's answer to its user's own login")
                .isEqualTo(201);
    }
}
