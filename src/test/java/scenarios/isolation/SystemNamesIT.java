package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Scenario("isolation/system-names")
@Tag("isolation")
@Isolated
class SystemNamesIT {

    @Test
    @DisplayName("A name in Keystone makes nobody a part of Kubernetes")
    void systemNames(Tenant tenant, Administrator administrator) {
        var domain = administrator.domainLike(tenant);
        var master = domain.user();
        domain.groupOf(master, "system:masters");
        var scheduler = domain.userNamed("system:kube-scheduler");
        var controller = domain.userNamed("system:serviceaccount:kube-system:namespace-controller");

        var names = List.of(master, scheduler, controller);
        assertThat(names)
                .allSatisfy(
                        user -> assertThat(administrator.review(user.logIn()).getAuthenticated())
                                .as("whether Kubernetes knows %s", user.user())
                                .isTrue());

        var pods = ApiRequest.list("pods");
        assertThat(names).allSatisfy(user -> assertThat(user.ask(pods)).isForbidden(user.user(), pods));
        assertThat(tenant.ask(pods.in(tenant.namespace()))).isAllowed();
    }
}
