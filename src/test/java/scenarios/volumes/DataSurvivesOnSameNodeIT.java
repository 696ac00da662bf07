package scenarios.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("volumes/data-survives-on-same-node")
@Tag("core")
class DataSurvivesOnSameNodeIT {

    @Test
    @DisplayName("A volume's data survives when its pod comes back on the same node")
    void dataSurvives(Tenant tenant, Administrator administrator) {
        var node = administrator.twoNodes().get(0);
        var claim = tenant.claim("claim.yaml");
        var nginx = tenant.workloadOn(node, "nginx.yaml", claim);
        var written = nginx.awaitReady().writeRandom("data", 64);

        nginx.scaleTo(0);
        claim.awaitDetached();
        nginx.scaleTo(1);

        var pod = nginx.awaitReady();
        claim.awaitAttachedOnlyTo(node);
        assertThat(pod.checksum("data")).as("checksum of the data").isEqualTo(written);
    }
}
