package scenarios.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Measure;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("volumes/detached-on-delete")
@Tag("core")
class DetachedOnDeleteIT {

    @Test
    @DisplayName("A volume is detached in all three records when its pod is deleted")
    void detachedOnDelete(Tenant tenant, Measure measure) {
        var claim = tenant.claim("claim.yaml");
        var nginx = tenant.workload("nginx.yaml", claim);
        claim.awaitAttachedOnlyTo(nginx.awaitReady().node());

        measure.begin();
        nginx.delete();
        var state = claim.awaitDetached();
        measure.end("detach");

        assertThat(state.status()).as("Cinder's status").isEqualTo("available");
    }
}
