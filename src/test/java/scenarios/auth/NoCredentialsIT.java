package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Stranger;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.platform.Platform;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/no-credentials")
@Tag("core")
class NoCredentialsIT {

    @Test
    @DisplayName("Without credentials nothing of the cluster can be read")
    void noCredentials(Tenant tenant, Stranger stranger, Platform platform) {
        var pods = ApiRequest.list("pods").in(tenant.namespace());

        assertThat(List.of(pods, ApiRequest.list("secrets"), ApiRequest.list("nodes")))
                .allSatisfy(request -> assertThat(stranger.ask(request)).isRefusedToNobody(platform.anonymous()));
        assertThat(List.of("/api", "/apis", "/openapi/v2", "/metrics", "/logs/"))
                .allSatisfy(path -> assertThat(stranger.get(path)).isRefusedToNobody(platform.anonymous()));

        assertThat(tenant.ask(pods)).isAllowed();
    }
}
