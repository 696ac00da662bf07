package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.fault.Facts;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/unscoped-token")
@Tag("core")
@Tag("login")
class UnscopedTokenIT {

    @Test
    @DisplayName("A token without a project is refused, and does no harm")
    void unscopedToken(Tenant tenant, Administrator administrator, Facts facts) {
        var nodes = ApiRequest.list("nodes");
        var user = administrator.userLike(tenant);
        administrator.grantInDomain(user);
        var process = facts.of("authenticator-process");

        assertThat(List.of(user.logInToNoProject(), user.logInToDomain()))
                .allSatisfy(token -> assertThat(user.askWith(token, nodes)).isUnauthenticated());

        assertThat(user.askWith(user.logIn(), nodes)).isAllowed();
        assertThat(facts.of("authenticator-process"))
                .as("the authenticator's process")
                .isEqualTo(process);
    }
}
