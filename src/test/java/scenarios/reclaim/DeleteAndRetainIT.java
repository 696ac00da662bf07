package scenarios.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("reclaim/delete-and-retain")
@Tag("core")
class DeleteAndRetainIT {

    @Test
    @DisplayName("A deleted claim takes its volume along, or leaves it with its data, as its policy says")
    void deleteAndRetain(Tenant tenant, Administrator administrator) {
        var deleted = tenant.claim("kept-claim.yaml");
        var gone = deleted.records();
        deleted.delete();
        gone.awaitDeleted(deleted.limit("deleted"));

        var retained = tenant.claim("claim.yaml");
        var writer = tenant.workload("nginx.yaml", retained);
        writer.awaitReady().write("index.html", "retained");
        var volume = administrator.keepVolumeOf(retained, writer);
        assertThat(volume.status()).as("Cinder's status of the retained volume").isEqualTo("available");

        var again = tenant.claimOf(administrator.staticVolume("static-volume.yaml", volume.id()), "static-claim.yaml");
        assertThat(tenant.workload("reader.yaml", again).awaitReady().read("index.html"))
                .isEqualTo("retained");
    }
}
