package scenarios.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("volumes/read-write-once-is-exclusive")
@Tag("core")
class ReadWriteOnceIsExclusiveIT {

    @Test
    @DisplayName("A ReadWriteOnce volume is never attached to two nodes")
    void readWriteOnce(Tenant tenant, Administrator administrator) {
        var nodes = administrator.twoNodes();
        var claim = tenant.claim("claim.yaml");
        var first = tenant.workloadOn(nodes.get(0), "nginx.yaml", claim);
        first.awaitReady().write("index.html", "written by the first");

        var second = tenant.workloadOn(nodes.get(1), "second.yaml", claim);
        second.watchThatItNeverStarts("exclusive");
        assertThat(second.events()).anySatisfy(event -> assertThat(event).contains("Multi-Attach error for volume"));
        claim.awaitAttachedOnlyTo(nodes.get(0));

        first.delete();
        assertThat(second.awaitReady().read("index.html")).isEqualTo("written by the first");
        claim.awaitAttachedOnlyTo(nodes.get(1));
    }
}
