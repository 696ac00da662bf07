package scenarios.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("provisioning/static-volume")
@Tag("core")
class StaticVolumeIT {

    @Test
    @DisplayName("A PersistentVolume made for an existing Cinder volume gives that volume with its data")
    void staticVolume(Tenant tenant, Administrator administrator) {
        var first = tenant.claim("claim.yaml");
        var writer = tenant.workload("nginx.yaml", first);
        writer.awaitReady().write("index.html", "kept by its administrator");
        var volume = administrator.keepVolumeOf(first, writer);

        var second = tenant.claimOf(administrator.staticVolume("static-volume.yaml", volume.id()), "static-claim.yaml");
        var reader = tenant.workload("reader.yaml", second).awaitReady();

        assertThat(second.volume().id()).as("the volume's id").isEqualTo(volume.id());
        second.awaitAttachedOnlyTo(reader.node());
        assertThat(reader.read("index.html")).as("the bytes that were kept").isEqualTo("kept by its administrator");
    }
}
