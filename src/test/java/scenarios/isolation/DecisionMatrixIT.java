package scenarios.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.DecisionCell;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/decision-matrix")
@Tag("core")
class DecisionMatrixIT {

    @Test
    @DisplayName("Policy, review and real request decide alike in every cell")
    void decisionMatrix(Tenant tenant, @Another Tenant other, Administrator administrator) {
        var cells = administrator.decisionMatrix(tenant, other).ask();

        assertThat(cells).as("cells").hasSizeGreaterThan(2000);
        assertThat(cells)
                .filteredOn(DecisionCell::disagrees)
                .as("cells in which policy, review and request disagree")
                .isEmpty();
        assertThat(cells).as("cells").anyMatch(DecisionCell::allowed).anyMatch(DecisionCell::refused);
    }
}
