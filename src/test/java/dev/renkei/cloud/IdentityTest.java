package dev.renkei.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.cloud.IdentityObject.Kind;
import dev.renkei.platform.Secret;
import dev.renkei.stub.StubCloud;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.stub.StubServer.Seen;
import dev.renkei.trace.Trace;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static final String USERS = "/identity/v3/users";

    private final StubCloud stub = new StubCloud();
    private final Identity identity = new Cloud(stub.account(), Trace.silent()).identity();
    private final Keystone keystone = new Keystone(stub.account(), Trace.silent());

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    @DisplayName("A user is made in the domain that is named, by the administrator's token")
    void createsUser() {
        stub.server().on("POST " + USERS, Reply.json(201, "{\"user\":{\"id\":\"u7\",\"name\":\"aki\"}}"));

        assertThat(identity.createUser("aki", new Secret("tsubaki"), "d1"))
                .isEqualTo(new IdentityObject(Kind.USER, "u7", "aki"));

        assertThat(last().body()).contains("\"name\":\"aki\"", "\"password\":\"tsubaki\"", "\"domain_id\":\"d1\"");
        assertThat(last().headers()).containsEntry("x-auth-token", "gAAAAAstub-token");
    }

    @Test
    @DisplayName("A refusal says what Keystone was asked and what it answered, and never the password")
    void refused() {
        stub.server().on("POST " + USERS, Reply.json(409, "{\"error\":{\"message\":\"Duplicate entry.\"}}"));

        assertThatThrownBy(() -> identity.createUser("aki", new Secret("tsubaki"), "d1"))
                .isInstanceOf(CloudRefusal.class)
                .hasMessageContaining("Keystone was asked to POST /users and answered 409")
                .hasMessageContaining("Duplicate entry.")
                .hasMessageNotContaining("tsubaki");
    }

    @Test
    @DisplayName("A role is granted by its id; one that Keystone does not know is an error that names it")
    void grants() {
        stub.server().on("GET /identity/v3/roles?name=member", Reply.json(200, "{\"roles\":[{\"id\":\"r1\"}]}"));
        stub.server().on("GET /identity/v3/roles?name=guest", Reply.json(200, "{\"roles\":[]}"));
        stub.server().on("PUT /identity/v3/projects/p1/users/u7/roles/r1", Reply.json(204, ""));

        identity.grantInProject("p1", "u7", "member");

        assertThat(last()).hasToString("PUT /identity/v3/projects/p1/users/u7/roles/r1");
        assertThatThrownBy(() -> identity.grantInProject("p1", "u7", "guest"))
                .isInstanceOf(CloudRefusal.class)
                .hasMessageContaining("no role guest");
    }

    @Test
    @DisplayName("A token is revoked by naming it beside the administrator's own")
    void revokes() {
        stub.server().on("DELETE /identity/v3/auth/tokens", Reply.json(204, ""));

        identity.revoke(new Secret("gAAAAAother"));

        assertThat(last().headers())
                .containsEntry("x-auth-token", "gAAAAAstub-token")
                .containsEntry("x-subject-token", "gAAAAAother");
    }

    @Test
    @DisplayName("What is gone already is deleted, and any other refusal to delete is an error")
    void deletes() {
        var user = new IdentityObject(Kind.USER, "u7", "aki");

        identity.delete(user);

        stub.server().on("DELETE " + USERS + "/u7", Reply.json(403, "{}"));
        assertThatThrownBy(() -> identity.delete(user)).isInstanceOf(CloudRefusal.class);
    }

    @Test
    @DisplayName("A domain is disabled before it is deleted, as Keystone demands")
    void deletesDomains() {
        stub.identity("domain", "d7", "elsewhere");

        identity.delete(new IdentityObject(Kind.DOMAIN, "d7", "elsewhere"));

        assertThat(stub.asked()).containsExactly("PATCH /identity/v3/domains/d7", "DELETE /identity/v3/domains/d7");
        assertThat(stub.server().seen().get(1).body()).isEqualTo("{\"domain\":{\"enabled\":false}}");
    }

    @Test
    @DisplayName("A domain that is gone already is no error")
    void domainIsGone() {
        identity.delete(new IdentityObject(Kind.DOMAIN, "d7", "elsewhere"));

        assertThat(stub.asked()).hasSize(2);
    }

    @Test
    @DisplayName("Of the roles that a user was given in a project, all but the named ones are taken away")
    void takesRolesAway() {
        var roles = "/identity/v3/projects/p1/users/u7/roles";
        stub.server()
                .on(
                        "GET " + roles,
                        Reply.json(
                                200,
                                "{\"roles\":[{\"id\":\"r1\",\"name\":\"member\"},{\"id\":\"r2\",\"name\":\"reader\"}]}"));
        stub.server().on("DELETE " + roles + "/r1", Reply.json(204, ""));

        identity.retainInProject("p1", "u7", Set.of("reader"));

        assertThat(stub.asked()).containsExactly("GET " + roles, "DELETE " + roles + "/r1");
    }

    @Test
    @DisplayName("An application credential is made by its owner's token, with an end only where one is asked for")
    void applicationCredentials() {
        var owner = keystone.logIn();
        stub.server()
                .on(
                        "POST /identity/v3/users/u1/application_credentials",
                        Reply.json(201, "{\"application_credential\":{\"id\":\"a1\",\"secret\":\"momiji\"}}"));

        var credential = keystone.createApplicationCredential(owner, "ci", Instant.parse("2026-11-25T01:00:00Z"));

        assertThat(credential.secret()).isEqualTo(new Secret("momiji"));
        assertThat(last().body()).contains("\"expires_at\":\"2026-11-25T01:00:00Z\"");
        keystone.createApplicationCredential(owner, "ci", null);
        assertThat(last().body()).doesNotContain("expires_at");
    }

    @Test
    @DisplayName("A token's end is read in the form that Keystone has for tokens of application credentials too")
    void endWithoutZone() {
        stub.server()
                .on(
                        "POST /identity/v3/auth/tokens",
                        new Reply(
                                201,
                                java.util.Map.of("X-Subject-Token", "gAAAAAx", "Content-Type", "application/json"),
                                "{\"token\":{\"expires_at\":\"2026-11-25T01:00:00\"}}"));

        assertThat(keystone.logIn().expires()).isEqualTo(Instant.parse("2026-11-25T01:00:00Z"));
    }

    private Seen last() {
        var seen = stub.server().seen();
        return seen.get(seen.size() - 1);
    }
}
