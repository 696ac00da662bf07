package scenarios.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.actor.Administrator;
import dev.renkei.actor.Tenant;
import dev.renkei.scenario.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Scenario("auth/token-review-is-exact")
@Tag("core")
@Tag("login")
class TokenReviewIsExactIT {

    @Test
    @DisplayName("A TokenReview says exactly what Keystone says of a user, and nothing more")
    void tokenReviewIsExact(Tenant tenant, Administrator administrator) {
        var user = administrator.userLike(tenant);
        var group = administrator.groupOf(user);
        var token = user.logIn();

        var seen = administrator.review(token).getUser();

        assertThat(seen.getUsername()).as("user name in the TokenReview").isEqualTo(token.userName());
        assertThat(seen.getUid()).as("user id in the TokenReview").isEqualTo(token.userId());
        assertThat(seen.getGroups())
                .as("groups in the TokenReview")
                .containsExactlyInAnyOrder(group, token.projectId(), "system:authenticated");
        assertThat(seen.getExtra())
                .as("what else is in the TokenReview")
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(Map.of(
                        "alpha.kubernetes.io/identity/roles", token.roles(),
                        "alpha.kubernetes.io/identity/project/id", List.of(token.projectId()),
                        "alpha.kubernetes.io/identity/project/name", List.of(token.projectName()),
                        "alpha.kubernetes.io/identity/user/domain/id", List.of(token.userDomainId()),
                        "alpha.kubernetes.io/identity/user/domain/name", List.of(token.userDomain())));
    }
}
