package scenarios.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Measure;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("volumes/attached-to-the-pods-vm")
@Tag("core")
class AttachedToThePodsVmIT {

    @Test
    @DisplayName("A pod's volume is attached by Nova to the very server that runs the pod")
    void attachedToThePodsVm(Tenant tenant, Measure measure) {
        var claim = tenant.claim("claim.yaml");
        var nginx = tenant.workload("nginx.yaml", claim);

        measure.begin();
        var pod = nginx.awaitReady();
        claim.awaitAttachedOnlyTo(pod.node());
        measure.end("attach");

        assertThat(pod.device()).as("device in df").startsWith("/dev/");
        assertThat(pod.sizeKib()).as("size in df, a little under 3 GiB").isBetween(2_800_000L, 3_145_728L);
        pod.write("index.html", "written on the volume");
        assertThat(pod.fetch("index.html").body().strip()).isEqualTo("written on the volume");
    }
}
