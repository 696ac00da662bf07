package scenarios.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.platform.Platform;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("provisioning/dynamic-claim")
@Tag("core")
class DynamicClaimIT {

    @Test
    @DisplayName("A claim becomes exactly one Cinder volume of the size asked for")
    void dynamicClaim(Tenant tenant, Administrator administrator, Platform platform) {
        var claim = tenant.claim("claim.yaml");

        var persistentVolume = claim.persistentVolume();
        assertThat(persistentVolume.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
        assertThat(persistentVolume.getSpec().getCapacity().get("storage")).hasToString("3Gi");

        var volume = claim.volume();
        assertThat(volume.sizeGib()).as("size in GiB, as Cinder records it").isEqualTo(3);
        assertThat(volume.status()).as("Cinder's status").isEqualTo("available");
        assertThat(volume.metadata()).containsAllEntriesOf(platform.storage().cinderMetadata());
        assertThat(administrator.volumesNamed(volume.name()))
                .as("volumes of that name")
                .hasSize(1);
    }
}
