package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/sub-resources")
@Tag("core")
@Tag("isolation")
class SubResourcesIT {

    @Test
    @DisplayName("A tenant reaches no part of another tenant's pod")
    void subResources(Tenant tenant, @Another Tenant other) {
        var pod = other.runningPod("pod.yaml");
        var get = ApiRequest.get("pods", pod.name()).in(other.namespace());
        pod.write("note", "as it was");
        var before = other.ask(get).json().at("/spec");

        assertSoftly(softly -> other.partsOf(pod)
                .forEach(request ->
                        softly.check(() -> assertThat(tenant.ask(request)).isForbidden(tenant.user(), request))));

        assertThat(other.ask(get.part("log"))).isAllowed();
        assertThat(pod.read("note")).as("what its owner left in the pod").isEqualTo("as it was");
        assertThat(other.ask(get).json().at("/spec"))
                .as("the pod's spec, in which an ephemeral container would show")
                .isEqualTo(before);
    }
}
