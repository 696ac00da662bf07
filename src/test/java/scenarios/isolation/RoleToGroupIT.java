package scenarios.isolation;

import static dev.renkei.cluster.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.fault.Facts;
import dev.renkei.scenario.Another;
import dev.renkei.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("isolation/role-to-group")
@Tag("isolation")
class RoleToGroupIT {

    @Test
    @DisplayName("A role of Keystone that is mapped to a group gives what that group is bound to, and nothing else")
    void roleToGroup(Tenant tenant, @Another Tenant other, Administrator administrator, Facts facts) {
        var deployments = ApiRequest.of("list", "apps", "v1", "deployments");
        var secrets = ApiRequest.list("secrets").in(tenant.namespace());
        var write = tenant.object("configmaps", "configmap.yaml").create().asDryRun();
        var bound = deployments.in(tenant.namespace());
        var unbound = deployments.in(other.namespace());
        var group = facts.of("mapped-group");
        var user = administrator.userWithRole(tenant, facts.of("mapped-role"));
        assertThat(user.ask(bound)).isForbidden(user.user(), bound);

        administrator.letRead(group, tenant);

        user.awaitAllowed(bound);
        assertThat(List.of(secrets, write, unbound))
                .allSatisfy(request -> assertThat(user.ask(request)).isForbidden(user.user(), request));
        assertThat(List.of(secrets, write))
                .allSatisfy(request -> assertThat(tenant.ask(request)).isAllowed());
        assertThat(other.ask(unbound)).isAllowed();
        assertThat(administrator.review(user.logIn()).getUser().getGroups()).contains(group);
        assertThat(administrator.review(tenant.logIn()).getUser().getGroups())
                .as("the tenant's groups")
                .isNotEmpty()
                .doesNotContain(group);
    }
}
