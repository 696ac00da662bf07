package dev.renkei.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.stub.StubCertificate;
import dev.renkei.stub.StubServer;
import dev.renkei.stub.StubServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudCheckTest {

    @TempDir
    private Path folder;

    private StubPlatform platform;
    private Path clouds;

    @BeforeEach
    void start() {
        platform = new StubPlatform(folder);
        clouds = platform.file("clouds.yaml");
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    @DisplayName("A Keystone that nobody listens for is told once, though three accounts are in it")
    void unreachable() {
        platform.cloud().close();

        assertThat(platform.problems())
                .containsExactly(
                        "Keystone %s (cloud 'boss' in %s) cannot be reached: connection refused; is it up, and is auth_url right?"
                                .formatted(platform.keystone(), clouds));
    }

    @Test
    @DisplayName("A certificate of Keystone that nobody vouches for is told as that")
    void untrusted() {
        try (var server =
                StubServer.startTls(StubCertificate.of("ip:127.0.0.1", folder).context())) {
            platform.replace("clouds.yaml", platform.keystone(), server.url() + "/identity");

            assertThat(platform.problems())
                    .containsExactly(
                            "Keystone %s/identity (cloud 'boss' in %s) is not trusted: its certificate is not signed by anybody who is trusted; name its CA under cacert there"
                                    .formatted(server.url(), clouds));
        }
    }

    @Test
    @DisplayName("A cacert that holds no certificate is named, with the entry that names it")
    void noCertificate() {
        platform.write("ca.pem", "nonsense");
        platform.replace("clouds.yaml", "  bob:\n", "  bob:\n    cacert: %s\n".formatted(platform.file("ca.pem")));

        assertThat(platform.problems())
                .containsExactly("cloud 'bob' in %s: cacert %s, named in clouds.yaml, holds no readable certificate"
                        .formatted(clouds, platform.file("ca.pem")));
    }

    @Test
    @DisplayName("A wrong password is told with the entry that it stands in, for administrator and tenant alike")
    void wrongPassword() {
        platform.replace("clouds.yaml", "username: boss, password: kirschbluete", "username: boss, password: wrong");
        platform.replace("clouds.yaml", "username: bob, password: kirschbluete", "username: bob, password: wrong");

        assertThat(platform.problems())
                .containsExactly(
                        "Keystone %s refuses user 'boss' of cloud 'boss' in %s: wrong password, or no such user; correct the entry"
                                .formatted(platform.keystone(), clouds),
                        "Keystone %s refuses user 'bob' of cloud 'bob' in %s: wrong password, or no such user; correct the entry"
                                .formatted(platform.keystone(), clouds));
    }

    @Test
    @DisplayName(
            "A tenant without a role in its project is told as that, though Keystone answers as to a wrong password")
    void noRole() {
        platform.cloud().server().on("POST /elsewhere/v3/auth/tokens", request -> {
            var unscoped = request.body().contains("\"scope\":\"unscoped\"");
            return unscoped
                    ? Reply.json(201, "{\"token\":{}}")
                    : Reply.json(401, "{\"error\":{\"code\":401,\"title\":\"Unauthorized\"}}");
        });
        platform.replace(
                "clouds.yaml",
                "auth: {auth_url: \"%s\", username: bob".formatted(platform.keystone()),
                "auth: {auth_url: \"%s/elsewhere\", username: bob"
                        .formatted(platform.cloud().server().url()));

        assertThat(platform.problems())
                .containsExactly(
                        "user 'bob' of cloud 'bob' in %s has no role in project 'team-b', or there is no such project; give it one (openstack role add), or correct project_name"
                                .formatted(clouds));
    }

    @Test
    @DisplayName("An address at which something else than Keystone answers is told with its answer")
    void notKeystone() {
        platform.replace("clouds.yaml", "/identity\", username: bob", "/nothing\", username: bob");

        assertThat(platform.problems())
                .containsExactly(
                        "Keystone %s/nothing answered 404 to a log-in with cloud 'bob' in %s; is auth_url right?"
                                .formatted(platform.cloud().server().url(), clouds));
    }

    @Test
    @DisplayName("An account that Nova does not show all projects is told to be no administrator")
    void noAdministrator() {
        platform.cloud().server().on("GET /compute/v2.1/servers", Reply.json(403, "{}"));

        assertThat(platform.problems())
                .containsExactly(
                        "user 'boss' of cloud 'boss' in %s is no administrator of the cloud: Nova does not show it all projects; name an administrator's entry under openstack.cloud in %s"
                                .formatted(clouds, platform.file("platforms/own.yaml")));
    }

    @Test
    @DisplayName("A region that the catalogue does not have is told with the types that it has")
    void region() {
        platform.replace(
                "clouds.yaml",
                "project_name: admin}\n    region_name: RegionOne",
                "project_name: admin}\n    region_name: RegionTwo");

        assertThat(platform.problems())
                .containsExactly(
                        "cloud 'boss' in %s: Keystone's catalogue has no public endpoint of type compute in region RegionTwo; it has [volumev3, compute]"
                                .formatted(clouds));
    }
}
