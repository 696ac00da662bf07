package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Forged;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Last;
import dev.renkei.scenario.Run;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/no-secrets-in-logs")
@Tag("login")
@Last
class NoSecretsInLogsIT {

    @Test
    @DisplayName("No log of the platform holds a password or token of this run")
    void noSecretsInLogs(Tenant tenant, Administrator administrator, Run run) {
        assertThat(tenant.tryLogIn(Forged.password()).accepted())
                .as("a wrong password")
                .isFalse();
        assertThat(tenant.ask(ApiRequest.list("nodes"))).isAllowed();
        var planted = administrator.plantInLogs();

        var found = administrator.searchLogsSince(run.started(), planted, run.secrets());

        assertThat(found.planted()).as("lines that hold the planted word").isNotEmpty();
        assertThat(found.secrets())
                .as("lines of the platform's logs that hold a password or token")
                .isEmpty();
    }
}
