package scenarios.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("provisioning/in-tree-provider")
@Tag("core")
class InTreeProviderIT {

    @Test
    @DisplayName("The in-tree provider runs in Kubernetes itself, and says of each volume that it made it")
    void inTreeProvider(Tenant tenant, Administrator administrator) {
        administrator.awaitLoggedInTheLastMonth(
                "Successfully initialized cloud provider: \"openstack\" from the config file");

        var claim = tenant.claim("claim.yaml");

        administrator.awaitLogged("Created volume " + claim.volume().id());
        assertThat(claim.persistentVolume().getSpec().getCsi())
                .as("a CSI driver behind the volume")
                .isNull();
    }
}
