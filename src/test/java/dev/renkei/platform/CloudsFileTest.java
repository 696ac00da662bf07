package dev.renkei.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudsFileTest {
    private static final String SMALL = """
            clouds:
              alice:
                auth:
                  auth_url: https://10.0.0.1:5000/v3
                  username: alice
                  password: hush
                  project_name: team-a
                region_name: RegionOne
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("An entry is read with domains by name, a private CA and a project id")
    void readsWholeEntry() {
        Path ca = write("ca.pem", "certificate");
        CloudsFile clouds = clouds("""
                clouds:
                  alice:
                    profile: ignored
                    auth_type: v3password
                    auth:
                      auth_url: https://10.0.0.1:5000/v3
                      username: alice
                      password: 12345
                      project_name: team-a
                      project_id: a1b2
                      user_domain_name: Users
                      project_domain_id: d9
                    region_name: RegionOne
                    identity_api_version: 3
                    cacert: %s
                    verify: False
                """.formatted(ca));

        assertThat(clouds.names()).containsExactly("alice");
        assertThat(clouds.entry("alice"))
                .isEqualTo(new CloudEntry(
                        "alice",
                        URI.create("https://10.0.0.1:5000/v3"),
                        "alice",
                        new Secret("12345"),
                        "team-a",
                        Optional.of("a1b2"),
                        new KeystoneRef("name", "Users"),
                        new KeystoneRef("id", "d9"),
                        "RegionOne",
                        Optional.of(ca),
                        false));
    }

    @Test
    @DisplayName("What an entry leaves out is as for the openstack client")
    void hasDefaults() {
        CloudEntry alice = clouds(SMALL).entry("alice");

        assertThat(alice.userDomain()).isEqualTo(new KeystoneRef("id", "default"));
        assertThat(alice.projectDomain()).isEqualTo(new KeystoneRef("id", "default"));
        assertThat(alice.projectId()).isEmpty();
        assertThat(alice.cacert()).isEmpty();
        assertThat(alice.verify()).isTrue();
    }

    @Test
    @DisplayName("The secure.yaml beside it is merged in, and its values win")
    void mergesSecureFile() {
        write("secure.yaml", "clouds: {alice: {auth: {password: better}}}");

        CloudEntry alice = clouds(SMALL.replace("      password: hush\n", "")).entry("alice");

        assertThat(alice.password().reveal()).isEqualTo("better");
        assertThat(alice.username()).isEqualTo("alice");
        assertThat(clouds(SMALL).entry("alice").password().reveal()).isEqualTo("better");
    }

    @Test
    @DisplayName("A password prints as *** and is equal by value")
    void hidesPassword() {
        CloudEntry alice = clouds(SMALL).entry("alice");

        assertThat(alice.toString()).contains("password=***").doesNotContain("hush");
        assertThat(alice.password()).isEqualTo(new Secret("hush")).hasSameHashCodeAs(new Secret("hush"));
        assertThat(alice.password()).isNotEqualTo(new Secret("loud"));
    }

    @Test
    @DisplayName("An unknown entry is told with the nearest one")
    void refusesUnknownEntry() {
        CloudsFile clouds = clouds(SMALL);

        assertThatThrownBy(() -> clouds.entry("alcie"))
                .isInstanceOf(ProfileException.class)
                .hasMessage(folder.resolve("clouds.yaml") + ": no cloud 'alcie'; did you mean 'alice'?");
    }

    @ParameterizedTest
    @DisplayName("A missing field is told by its name in clouds.yaml")
    @CsvSource({
        "auth_url: https://10.0.0.1:5000/v3,auth.auth_url",
        "username: alice,auth.username",
        "password: hush,auth.password",
        "project_name: team-a,auth.project_name",
        "region_name: RegionOne,region_name"
    })
    void refusesMissingField(String line, String field) {
        assertBad(SMALL.replaceFirst(" +" + line + "\n", ""), 2, "cloud 'alice' has no " + field + "; add it");
    }

    @Test
    @DisplayName("An entry that only secure.yaml has is told there")
    void tellsSecureFile() {
        write("secure.yaml", "clouds:\n  bob: {auth: {password: x}}\n");

        assertThatThrownBy(() -> clouds(SMALL).entry("bob"))
                .hasMessage(folder.resolve("secure.yaml") + ":2: cloud 'bob' has no auth.auth_url; add it");
    }

    @Test
    @DisplayName("An application credential is refused as not supported yet")
    void refusesApplicationCredentials() {
        String what =
                "cloud 'alice' logs in with an application credential, which is not supported yet; use an entry with"
                        + " username and password";

        assertBad(SMALL.replace("username: alice", "application_credential_id: x"), 5, what);
        assertBad(SMALL.replace("username: alice", "application_credential_name: x"), 5, what);
        assertBad(SMALL.replace("    auth:", "    auth_type: v3applicationcredential\n    auth:"), 3, what);
    }

    @Test
    @DisplayName("Another way to log in is refused")
    void refusesOtherLogins() {
        assertBad(
                SMALL.replace("    auth:", "    auth_type: v3token\n    auth:"),
                3,
                "auth_type 'v3token' of cloud 'alice' is not supported; use an entry with username and password");
    }

    @Test
    @DisplayName("An address that is no URL, and a certificate that is not there, are told")
    void refusesBadAddresses() {
        assertBad(
                SMALL.replace("https://10.0.0.1:5000/v3", "10.0.0.1:5000"),
                4,
                "auth_url of cloud 'alice' must be an http or https URL, but is '10.0.0.1:5000'");
        assertBad(
                SMALL + "    cacert: /nowhere/ca.pem\n",
                9,
                "cacert /nowhere/ca.pem of cloud 'alice' does not exist; correct it");
    }

    @Test
    @DisplayName("A file without clouds is told")
    void refusesOtherFiles() {
        assertThatThrownBy(() -> clouds("cloud: {}"))
                .isInstanceOf(ProfileException.class)
                .hasMessage(folder.resolve("clouds.yaml") + ":1: key 'clouds' is missing; add it");
        assertThatThrownBy(() -> CloudsFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(ProfileException.class)
                .hasMessage(folder.resolve("none.yaml") + ": the file does not exist");
    }

    private void assertBad(String yaml, int line, String what) {
        assertThatThrownBy(() -> clouds(yaml).entry("alice"))
                .isInstanceOf(ProfileException.class)
                .hasMessage(folder.resolve("clouds.yaml") + ":" + line + ": " + what);
    }

    private CloudsFile clouds(String yaml) {
        return CloudsFile.read(write("clouds.yaml", yaml));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
