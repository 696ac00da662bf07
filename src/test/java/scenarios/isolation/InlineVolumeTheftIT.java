package scenarios.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.records.VolumeState;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/inline-volume-theft")
@Tag("isolation")
class InlineVolumeTheftIT {

    @Test
    @DisplayName("A pod that names another tenant's volume does not get it")
    void inlineVolumeTheft(Tenant tenant, @Another Tenant other) {
        var claim = other.claim("claim.yaml");
        var nginx = other.workload("nginx.yaml", claim);
        nginx.awaitReady().write("index.html", "for its owner only");
        nginx.scaleTo(0);
        claim.awaitDetached();
        tenant.workload("holder.yaml", tenant.claim("kept-claim.yaml")).awaitReady();

        var thief = tenant.workloadOnVolumeOf(claim, "inline.yaml").readyWithin("stolen");
        assertThat(thief.map(pod -> pod.read("index.html")))
                .as("what a pod reads of another tenant's volume")
                .isEmpty();
        assertThat(claim.records().look()).matches(VolumeState::detached, "detached");

        nginx.scaleTo(1);
        assertThat(nginx.awaitReady().read("index.html")).isEqualTo("for its owner only");
    }
}
