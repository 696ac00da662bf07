package scenarios.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.records.VolumeState;
import dev.renkei.scenario.Measure;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("volumes/data-survives-on-another-node")
@Tag("core")
class DataSurvivesOnAnotherNodeIT {

    @Test
    @DisplayName("A volume's data survives when its pod comes back on another node")
    void dataSurvives(Tenant tenant, Administrator administrator, Measure measure) {
        var nodes = administrator.twoNodes();
        var claim = tenant.claim("claim.yaml");
        var nginx = tenant.workloadOn(nodes.get(0), "nginx.yaml", claim);
        var written = nginx.awaitReady().writeRandom("data", 64);
        claim.awaitAttachedOnlyTo(nodes.get(0));

        measure.begin();
        nginx.moveTo(nodes.get(1));
        var pod = nginx.awaitReady();
        claim.awaitAttachedOnlyTo(nodes.get(1));
        measure.end("re-attach");

        assertThat(claim.records().history()).noneMatch(VolumeState::attachedTwice);
        assertThat(pod.checksum("data")).as("checksum of the data").isEqualTo(written);
    }
}
