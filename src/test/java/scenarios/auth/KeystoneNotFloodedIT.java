package scenarios.auth;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Stranger;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.fault.Facts;
import dev.renkei.scenario.Measure;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("auth/keystone-not-flooded")
@Tag("login")
@Isolated
class KeystoneNotFloodedIT {

    @Test
    @DisplayName("Bad tokens cost Keystone no more than one question each, and no good login")
    void keystoneNotFlooded(Tenant tenant, Stranger stranger, Facts facts, Measure measure) {
        var nodes = ApiRequest.list("nodes");
        var before = facts.number("keystone-calls");

        measure.begin();
        var answers = stranger.flood(300, 100, nodes);
        var seconds = measure.end("flood").toSeconds() + 1;

        var asked = facts.number("keystone-calls") - before;
        assertThat(tenant.askWith(tenant.logIn(), nodes)).isAllowed();
        assertThat(answers).hasSize(300).allSatisfy(answer -> assertThat(answer).isUnauthenticated());
        // Services and probes ask at their own pace, so a flood that a slow machine draws out meets more of theirs.
        assertThat(asked).as("questions that Keystone was asked").isBetween(1L, 330 + 3 * seconds);
    }
}
