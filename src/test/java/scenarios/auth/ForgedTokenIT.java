package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Forged;
import dev.renkei.actor.Stranger;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/forged-token")
@Tag("core")
class ForgedTokenIT {

    @Test
    @DisplayName("A token that Keystone never gave out is refused")
    void forgedToken(Tenant tenant, Stranger stranger) {
        var pods = ApiRequest.list("pods").in(tenant.namespace());

        assertThat(List.of(Forged.opaqueToken(), Forged.fernetToken(), Forged.serviceAccountToken()))
                .allSatisfy(token -> assertThat(stranger.askWith(token, pods)).isUnauthenticated());

        assertThat(tenant.ask(pods)).isAllowed();
    }
}
