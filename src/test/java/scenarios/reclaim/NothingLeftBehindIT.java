package scenarios.reclaim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Tenant;
import dev.renkei.records.Inventory;
import dev.renkei.records.Leftover;
import dev.renkei.scenario.Last;
import dev.renkei.scenario.Run;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("reclaim/nothing-left-behind")
@Tag("core")
@Last
class NothingLeftBehindIT {

    @Test
    @DisplayName("The run leaves nothing behind on either side")
    void nothingLeftBehind(Tenant tenant, Inventory inventory, Run run) {
        var claim = tenant.claim("claim.yaml");
        claim.awaitBound();
        assertThat(inventory.leftovers())
                .extracting(Leftover::kind)
                .as("what the inventory finds while there is a claim")
                .contains("PersistentVolumeClaim", "PersistentVolume", "Cinder volume");
        claim.deleteWithVolume();

        var left = inventory.leftoversAfter(claim.limit("gone"));

        run.leaked(left);
        assertThat(left).as("left behind by run %s", run.mark().run()).isEmpty();
    }
}
