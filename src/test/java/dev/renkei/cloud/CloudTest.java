package dev.renkei.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.http.NoAnswer;
import dev.renkei.platform.Secret;
import dev.renkei.stub.StubCloud;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.trace.Trace;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CloudTest {

    private final StubCloud stub = new StubCloud();
    private final Trace trace = Trace.silent();
    private final Cloud cloud = new Cloud(stub.account(), trace);
    private final Keystone keystone = new Keystone(stub.account(), trace);

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    @DisplayName("A login gives the token and what Keystone says of its owner")
    void logsIn() {
        var token = keystone.logIn();

        assertThat(token.secret()).isEqualTo(new Secret("gAAAAAstub-token"));
        assertThat(token.userName()).isEqualTo("admin");
        assertThat(token.userDomain()).isEqualTo("Default");
        assertThat(token.projectName()).isEqualTo("admin");
        assertThat(token.roles()).containsExactly("admin", "reader");
        assertThat(token.toString()).doesNotContain("stub-token");
    }

    @Test
    @DisplayName("The version of each service's API is what its root says; a service that says none is left out")
    void versions() {
        stub.server().on("GET /identity/v3", Reply.json(200, "{\"version\":{\"id\":\"v3.14\"}}"));
        stub.server().on("GET /volume/v3/", Reply.json(200, "{\"versions\":[{\"id\":\"v3.0\",\"version\":\"3.70\"}]}"));

        assertThat(cloud.versions()).isEqualTo(Map.of("keystone", "v3.14", "cinder", "3.70"));
    }

    @Test
    @DisplayName("A login is sent with the user, its domain and the project, as clouds.yaml names them")
    void loginBody() {
        keystone.logIn();

        assertThat(stub.server().seen().get(0).body())
                .contains("\"name\":\"admin\"", "\"domain\":{\"id\":\"default\"}", "\"scope\":{\"project\":{");
    }

    @Test
    @DisplayName(
            "A refused login is an answer where it is judged, and an error that names account and reason where not")
    void refusedLogin() {
        var attempt = keystone.tryLogIn(new Secret("wrong-password"));
        assertThat(attempt.accepted()).isFalse();
        assertThat(attempt.status()).isEqualTo(401);
        assertThat(attempt.reason()).isEqualTo("Unauthorized");
        assertThatThrownBy(attempt::token).isInstanceOf(CloudRefusal.class).hasMessageContaining("401 Unauthorized");

        stub.server().on("POST /identity/v3/auth/tokens", Reply.text(503, "busy"));
        assertThatThrownBy(() -> cloud.cinder().volumes())
                .isInstanceOf(CloudRefusal.class)
                .hasMessageContaining("refused user admin of project admin (cloud lab in clouds.yaml): 503");
    }

    @Test
    @DisplayName(
            "A catalogue without the account's region is an error that says what there is, on both ways to a service")
    void wrongRegion() {
        var elsewhere = new Cloud(stub.account("RegionTwo"), trace);

        assertThatThrownBy(() -> elsewhere.cinder().volumes())
                .isInstanceOf(CloudRefusal.class)
                .hasMessage(
                        "Keystone's catalogue has no public endpoint of type block-storage or volumev3 or block-store "
                                + "in region RegionTwo; it has [volumev3, compute]");
        assertThatThrownBy(() -> elsewhere.cinder().delete("v1"))
                .isInstanceOf(CloudRefusal.class)
                .hasMessageContaining("RegionTwo");
        assertThat(stub.asked()).isEmpty();
    }

    @Test
    @DisplayName("The one login serves many requests and several threads, and each is counted as OpenStack's")
    void oneLogin() {
        stub.volume("v1", "v", "available").volume("v2", "v", "available");

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> cloud.cinder().delete("v1")),
                        CompletableFuture.runAsync(() -> cloud.cinder().delete("v2")))
                .join();
        cloud.cinder().volumes();
        cloud.cinder().volumes();

        var logins = stub.server().seen().stream()
                .filter(seen -> seen.path().contains("/auth/tokens"))
                .count();
        assertThat(logins).as("one for each of the two clients").isEqualTo(2);
        assertThat(trace.apiCalls()).isEqualTo(Map.of("kubernetes", 0, "openstack", 5));
    }

    @Test
    @DisplayName("Whoever asks for it is told of each token, that of either client")
    void tellsOfTokens() {
        var met = new ArrayList<Secret>();
        var telling = new Cloud(stub.account(), trace, met::add);
        stub.volume("v1", "v", "available");

        telling.cinder().volumes();
        assertThat(met).as("by our own client").containsExactly(new Secret("gAAAAAstub-token"));
        met.clear();
        telling.cinder().delete("v1");
        assertThat(met).as("by OpenStack4j").containsExactly(new Secret("gAAAAAstub-token"));
    }

    @Test
    @DisplayName("An old token is replaced before it ends")
    void replacesOldTokens() {
        stub.server()
                .on(
                        "POST /identity/v3/auth/tokens",
                        new Reply(
                                201,
                                Map.of("Content-Type", "application/json", "X-Subject-Token", "old"),
                                """
                                {"token":{"user":{"id":"u","name":"n","domain":{"name":"d"}},"expires_at":"%s",
                                "catalog":[{"type":"volumev3","endpoints":[{"interface":"public","region":"RegionOne",
                                "url":"%s/volume/v3/p1"}]}]}}""".formatted(
                                                java.time.Instant.now().plusSeconds(60),
                                                stub.server().url())));

        cloud.cinder().volumes();
        cloud.cinder().volumes();

        assertThat(stub.server().seen())
                .filteredOn(seen -> seen.path().contains("/auth/tokens"))
                .hasSize(2);
    }

    @Test
    @DisplayName("A platform that does not answer is told from one that refuses")
    void noAnswer() {
        stub.volume("v1", "v", "available");
        cloud.cinder().delete("v1");
        stub.close();

        assertThatThrownBy(() -> cloud.cinder().delete("v1")).isInstanceOf(NoAnswer.class);
        assertThatThrownBy(() -> cloud.cinder().volumes()).isInstanceOf(NoAnswer.class);
    }

    @Test
    @DisplayName("Nova's own record of a server's volumes is read; any refusal is an error and not 'none'")
    void novaVolumes() {
        stub.nova("s1", "v1", "v2").nova("s2");

        assertThat(cloud.nova().volumesOf("s1")).containsExactly("v1", "v2");
        assertThat(cloud.nova().volumesOf("s2")).isEmpty();
        assertThatThrownBy(() -> cloud.nova().volumesOf("unknown"))
                .isInstanceOf(CloudRefusal.class)
                .hasMessageStartingWith("Nova was asked for the volumes of server unknown and answered 404");
    }

    @Test
    @DisplayName("A volume is detached from a server; one that is not attached is no error, any other refusal is")
    void detaches() {
        stub.server()
                .on("DELETE /compute/v2.1/servers/s1/os-volume_attachments/v1", Reply.json(202, ""))
                .on(
                        "DELETE /compute/v2.1/servers/s1/os-volume_attachments/v3",
                        Reply.json(409, "{\"conflictingRequest\":{\"code\":409,\"message\":\"server is locked\"}}"));

        cloud.nova().detach("s1", "v1");
        cloud.nova().detach("s1", "v2");

        assertThatThrownBy(() -> cloud.nova().detach("s1", "v3"))
                .isInstanceOf(CloudRefusal.class)
                .hasMessageContaining("volume v3 from server s1")
                .hasMessageContaining("server is locked");
    }
}
