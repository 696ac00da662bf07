package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Claim;
import dev.renkei.actor.Tenant;
import dev.renkei.actor.Workload;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/volume-theft")
@Tag("isolation")
class VolumeTheftIT {

    @Test
    @DisplayName("A tenant cannot come by another tenant's volume through claims and volumes of its own")
    void volumeTheft(Tenant tenant, @Another Tenant other) {
        var claim = other.claim("claim.yaml");
        var nginx = other.workload("nginx.yaml", claim);
        var data = nginx.awaitReady().writeRandom("data", 8);
        nginx.scaleTo(0);
        claim.awaitDetached();
        tenant.workload("holder.yaml", tenant.claim("kept-claim.yaml")).awaitReady();
        assertThat(tenant.takingsOf(claim))
                .allSatisfy(taking -> assertThat(tenant.ask(taking)).isForbidden(tenant.user(), taking));
        var claims = List.of(
                tenant.claimOnVolumeOf(claim, "named-claim.yaml"), tenant.claimOnVolumeOf(claim, "forged-claim.yaml"));
        var pods = List.of(
                tenant.workload("forged-pod.yaml", claims.get(1)), tenant.workloadOnVolumeOf(claim, "csi-pod.yaml"));
        var clone = tenant.workload("clone-pod.yaml", tenant.claimOnVolumeOf(claim, "clone.yaml"));
        claims.get(0).awaitWarning("FailedBinding");
        claims.get(1).awaitWarning("ClaimMisbound");
        claim.watchThatItStaysDetached();
        assertThat(claims).as("claims on what is another tenant's").noneMatch(Claim::isBound);
        assertThat(pods).as("pods on what is another tenant's").noneMatch(Workload::started);
        assertThat(clone.awaitReadyOrRefused("ProvisioningFailed").map(pod -> pod.checksum("data")))
                .isNotEqualTo(Optional.of(data));

        nginx.scaleTo(1);
        assertThat(nginx.awaitReady().checksum("data")).isEqualTo(data);
    }
}
