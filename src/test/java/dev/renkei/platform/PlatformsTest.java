package dev.renkei.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformsTest {
    private static final String PROFILE = "platforms/own.yaml";

    @TempDir
    private Path directory;

    private ProfileFolder folder;

    @BeforeEach
    void writeGoodProfile() {
        folder = new ProfileFolder(directory);
    }

    @Test
    @DisplayName("A whole profile is read")
    void readsWholeProfile() {
        Platform platform = folder.platforms().load();

        assertThat(platform.name()).isEqualTo("own");
        assertThat(platform.profile()).isEqualTo(folder.file(PROFILE));
        assertThat(platform.kubernetes()).isEqualTo(new Kubernetes(folder.file("kubeconfig"), "admin"));
        assertThat(platform.openStack()).isEqualTo(new OpenStack("boss", folder.file("clouds.yaml")));
        assertThat(platform.tenants())
                .containsExactly(
                        new TenantAccount("alice", "team-a", "alice", "team-a"),
                        new TenantAccount("bob", "b-space", "bob", "team-b"));
        assertThat(platform.anonymous()).isEqualTo(Anonymous.UNAUTHENTICATED);
        assertThat(platform.authorizer()).isEqualTo(new Authorizer(Authorizer.Kind.ABAC, "policy.json"));
        assertThat(platform.storage()).isEqualTo(new Storage("cinder", Map.of("owner", "own"), "nginx:alpine"));
        assertThat(platform.capabilities()).containsExactly("csi", "fact:answers", "fault:keystone-down", "two-nodes");
        assertThat(platform.required()).containsExactly("csi");
        assertThat(platform.windows()).containsExactly(Map.entry("token-revoked", Duration.ofSeconds(20)));
        assertThat(platform.facts()).containsExactly(Map.entry("answers", "count them"));
        assertThat(platform.timeFactor()).isEqualTo(1.5);
        assertThat(platform.disruptive()).isTrue();
        assertThat(platform.faults())
                .containsExactly(Map.entry("keystone-down", new FaultCommand("stop it", "start it")));
        assertThat(platform.up()).contains("make up");
        assertThat(platform.defects()).contains("make defect");
        assertThat(platform.auditLog()).contains(folder.file("audit.log"));
        assertThat(platform.logs()).contains("make logs");
    }

    @Test
    @DisplayName("What a short profile leaves out has a default")
    void hasDefaults() {
        folder.write(PROFILE, """
                name: own
                openstack: {cloud: boss}
                authorizer: {kind: keystone-policy}
                storage: {class: cinder}
                capabilities: [csi]
                """);
        folder.environment("KUBECONFIG", "kubeconfig");

        Platform platform = folder.platforms().load();

        assertThat(platform.kubernetes()).isEqualTo(new Kubernetes(folder.file("kubeconfig"), "admin"));
        assertThat(platform.openStack().cloudsFile()).isEqualTo(folder.file("clouds.yaml"));
        assertThat(platform.anonymous()).isEqualTo(Anonymous.FORBIDDEN);
        assertThat(platform.authorizer().expected()).isNull();
        assertThat(platform.storage()).isEqualTo(new Storage("cinder", Map.of(), "nginx:alpine"));
        assertThat(platform.timeFactor()).isEqualTo(1);
        assertThat(platform.disruptive()).isFalse();
        assertThat(platform.tenants()).isEmpty();
        assertThat(platform.required()).isEmpty();
        assertThat(platform.knownGaps()).isEmpty();
        assertThat(platform.faults()).isEmpty();
        assertThat(platform.up()).isEmpty();
    }

    @Test
    @DisplayName("The known gap of a scenario is found, with the message where one is given")
    void findsKnownGaps() {
        Platform platform = folder.platforms().load();

        assertThat(platform.knownGap("volumes/one"))
                .contains(new KnownGap("volumes/one", "slow", "https://example.com/1", null));
        assertThat(platform.knownGap("volumes/two").orElseThrow().message()).isEqualTo("still attached");
        assertThat(platform.knownGap("volumes/three")).isEmpty();
    }

    @Test
    @DisplayName("Limits are multiplied with the time factor")
    void stretchesLimits() {
        assertThat(folder.platforms().load().stretched(Duration.ofSeconds(3))).isEqualTo(Duration.ofMillis(4500));
    }

    @Test
    @DisplayName(
            "The command that brings the platform up is known before there is a kubeconfig or clouds file, and so are mistakes")
    void knowsUpBeforehand() throws IOException {
        Files.delete(folder.file("kubeconfig"));
        Files.delete(folder.file("clouds.yaml"));

        assertThat(folder.platforms().up()).contains("make up");

        folder.replace("begin: stop it, ", "");
        assertThatThrownBy(() -> folder.platforms().up())
                .isInstanceOf(ProfileException.class)
                .hasMessage(folder.file(PROFILE) + ":21: key 'begin' is missing in 'faults.keystone-down'; add it");
    }

    @Test
    @DisplayName("Without a setting, the platform is lab-csi")
    void takesTheLab() {
        folder.noProperty("platform");
        folder.write("platforms/lab-csi.yaml", "name: lab-csi");

        assertThat(folder.platforms().file()).isEqualTo(folder.file("platforms/lab-csi.yaml"));
    }

    @Test
    @DisplayName("A profile may lie anywhere")
    void takesAnyFile() {
        folder.write("elsewhere/mine.yaml", "name: mine");
        folder.property("platform.file", "elsewhere/mine.yaml");

        assertThat(folder.platforms().file()).isEqualTo(folder.file("elsewhere/mine.yaml"));
    }

    @Test
    @DisplayName("Environment variables overrule the file, and system properties overrule both")
    void overlays() {
        folder.environment("RENKEI_TIME_FACTOR", "2");
        folder.environment("RENKEI_DISRUPTIVE", "false");
        folder.environment("RENKEI_IMAGE", "mirror/nginx");
        folder.property("renkei.time-factor", "3");

        Platform platform = folder.platforms().load();

        assertThat(platform.timeFactor()).isEqualTo(3);
        assertThat(platform.disruptive()).isFalse();
        assertThat(platform.storage().image()).isEqualTo("mirror/nginx");
    }

    @Test
    @DisplayName("Kubeconfig and clouds file are looked for where their own clients look")
    void looksInUsualPlaces() throws IOException {
        folder.replace("kubeconfig: kubeconfig, ", "");
        folder.replace(", clouds-file: clouds.yaml", "");
        folder.write("home/.kube/config", Files.readString(folder.file("kubeconfig")));
        folder.write("home/.config/openstack/clouds.yaml", Files.readString(folder.file("clouds.yaml")));
        Files.delete(folder.file("clouds.yaml"));

        Platform platform = folder.platforms().load();

        assertThat(platform.kubernetes().kubeconfig()).isEqualTo(folder.file("home/.kube/config"));
        assertThat(platform.openStack().cloudsFile()).isEqualTo(folder.file("home/.config/openstack/clouds.yaml"));
    }

    @Test
    @DisplayName("OS_CLIENT_CONFIG_FILE names the clouds file")
    void heedsClientConfigFile() throws IOException {
        folder.replace(", clouds-file: clouds.yaml", "");
        folder.write("elsewhere/clouds.yaml", Files.readString(folder.file("clouds.yaml")));
        folder.environment(
                "OS_CLIENT_CONFIG_FILE", folder.file("elsewhere/clouds.yaml").toString());

        assertThat(folder.platforms().load().openStack().cloudsFile()).isEqualTo(folder.file("elsewhere/clouds.yaml"));
    }

    @Test
    @DisplayName("The profile is shown as it is in effect, as plain data, without secrets")
    void showsItself() throws IOException {
        folder.environment("BOARD_TOKEN", "c0ffee-c0ffee");
        folder.replace("stop it", "\"curl -H X-Key:${env:BOARD_TOKEN} -u admin:boss-password board\"");
        folder.property("renkei.time-factor", "2");

        Platform platform = folder.platforms().load();
        Map<String, Object> shown = platform.redacted();

        assertThat(shown)
                .containsEntry("name", "own")
                .containsEntry("time-factor", 2.0)
                .containsEntry("anonymous", "unauthenticated")
                .containsEntry("windows", Map.of("token-revoked", "20s"))
                .containsEntry(
                        "faults",
                        Map.of(
                                "keystone-down",
                                Map.of("begin", "curl -H X-Key:*** -u admin:*** board", "end", "start it")));
        assertThat(shown.get("known-gaps"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(Map.of("scenario", "volumes/one", "reason", "slow", "link", "https://example.com/1"));
        assertThat(new ObjectMapper().writeValueAsString(shown)).doesNotContain("c0ffee", "-password");
        assertThat(platform.toString()).doesNotContain("alice-password");
    }

    @Test
    @DisplayName(
            "A window that is not named is limited as revoked tokens are, and by three minutes where they aren't either")
    void limitsWindows() throws IOException {
        folder.replace("{token-revoked: 20s}", "{token-revoked: 20s, user-disabled: 5s}");
        var platform = folder.platforms().load();
        assertThat(platform.window("user-disabled")).isEqualTo(Duration.ofSeconds(5));
        assertThat(platform.window("password-changed")).isEqualTo(Duration.ofSeconds(20));

        folder.replace("{token-revoked: 20s, user-disabled: 5s}", "{user-disabled: 5s}");
        assertThat(folder.platforms().load().window("password-changed")).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    @DisplayName("All passwords of the platform are known as secrets")
    void knowsSecrets() {
        assertThat(folder.platforms().load().secrets())
                .contains(new Secret("boss-password"), new Secret("alice-password"), new Secret("bob-password"));
    }

    @Test
    @DisplayName("What the kubeconfig's user logs in with is known as a secret, and that of no other user")
    void knowsSecretsOfKubeconfig() {
        folder.write("kubeconfig", """
                contexts:
                  - {name: admin, context: {cluster: c, user: u}}
                users:
                  - {name: v, user: {token: another-token}}
                  - {name: u, user: {token: admins-token, password: admins-password, client-key-data: LS0tLS1CRUdJTiBF}}
                """);

        assertThat(folder.platforms().load().secrets())
                .contains(new Secret("admins-token"), new Secret("admins-password"), new Secret("LS0tLS1CRUdJTiBF"))
                .doesNotContain(new Secret("another-token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users: null",
                "users: [{name: v, user: {token: t}}]",
                "users: [{name: u, user: null}]",
                "users: [{name: u, user: {token: '', password: null, exec: {command: log-in}}}]"
            })
    @DisplayName("A kubeconfig whose user logs in by something else has no secret to hide")
    void noSecretsOfKubeconfig(String users) {
        folder.write("kubeconfig", "contexts: [{name: admin, context: {cluster: c, user: u}}]\n" + users);

        assertThat(folder.platforms().load().secrets()).hasSize(3);
    }

    @Test
    @DisplayName("A missing profile is told with the nearest one in platforms/")
    void refusesMissingProfile() {
        folder.property("platform", "onw");

        assertBad("profile " + folder.file("platforms/onw.yaml") + " does not exist; did you mean 'own'?");
    }

    @Test
    @DisplayName("Several platforms are named with commas, and each is read by itself, in that order")
    void several() throws IOException {
        folder.write(
                "platforms/other.yaml",
                Files.readString(folder.file("platforms/own.yaml")).replace("name: own", "name: other"));
        folder.property("platform", "other, own");

        assertThat(folder.platforms().each())
                .extracting(each -> each.load().name())
                .containsExactly("other", "own");
        assertThat(folder.platforms().each()).extracting(Platforms::asked).containsExactly("other", "own");
    }

    @ParameterizedTest
    @CsvSource({
        "'own,own', '-Dplatform names own twice'",
        "'own,', '-Dplatform=own, names nothing between two commas or at an end'",
        "'', '-Dplatform= names nothing between two commas or at an end'"
    })
    @DisplayName("A list of platforms that names one twice or nothing is refused")
    void refusesOddLists(String list, String message) {
        folder.property("platform", list);

        assertThatThrownBy(() -> folder.platforms().each())
                .isInstanceOf(ProfileException.class)
                .hasMessage(message);
    }

    @Test
    @DisplayName("A profile of -Dplatform.file is the only platform, by its file's name")
    void eachFile() {
        folder.property("platform.file", "platforms/own.yaml");
        folder.property("platform", "nobody,asks");

        assertThat(folder.platforms().each()).extracting(Platforms::asked).containsExactly("own.yaml");
    }

    @Test
    @DisplayName("A missing profile that is like no other is told with all that there are")
    void listsProfiles() {
        folder.write("platforms/schema.json", "{}");
        folder.write("platforms/another.yaml", "name: another");
        folder.property("platform", "wonderland");

        assertBad("profile " + folder.file("platforms/wonderland.yaml") + " does not exist; known: another, own");
    }

    @Test
    @DisplayName("A missing profile is told as well where there is no folder of profiles")
    void refusesMissingFolder(@TempDir Path empty) {
        assertThatThrownBy(() -> new Platforms(empty, Map.of(), Map.of()).load())
                .isInstanceOf(ProfileException.class)
                .hasMessage("profile " + empty.resolve("platforms/lab-csi.yaml") + " does not exist; there are none");
    }

    @Test
    @DisplayName("A missing file of -Dplatform.file is told")
    void refusesMissingFile() {
        folder.property("platform.file", "nowhere.yaml");

        assertBad("profile " + folder.file("nowhere.yaml") + " does not exist; correct -Dplatform.file");
    }

    @Test
    @DisplayName("An unknown key is refused at any depth, with the nearest known one")
    void refusesUnknownKeys() {
        assertBad("storage:", "storag:", 9, "unknown key 'storag'; did you mean 'storage'?");
        assertBad("context:", "contxt:", 2, "unknown key 'contxt' in 'kubernetes'; did you mean 'context'?");
        assertBad("{cloud: boss,", "{clod: boss,", 3, "unknown key 'clod' in 'openstack'; did you mean 'cloud'?");
        assertBad(
                "{cloud: bob, n",
                "{cloud: bob, m",
                6,
                "unknown key 'mamespace' in 'tenants[1]'; did you mean 'namespace'?");
        assertBad("expected:", "expects:", 8, "unknown key 'expects' in 'authorizer'; did you mean 'expected'?");
        assertBad(
                "  cinder-metadata",
                "  cinder-meta",
                11,
                "unknown key 'cinder-meta' in 'storage'; known: class, cinder-metadata, image");
        assertBad(
                "reason: slow, link: \"https://example.com/1\"",
                "reasons: x",
                18,
                "unknown key 'reasons' in 'known-gaps[0]'; did you mean 'reason'?");
        assertBad("{begin:", "{start:", 21, "unknown key 'start' in 'faults.keystone-down'; known: begin, end");
    }

    @Test
    @DisplayName("A missing key is told with the section that lacks it")
    void refusesMissingKeys() {
        assertBad("name: own\n", "", 1, "key 'name' is missing; add it");
        assertBad("cloud: boss, ", "", 3, "key 'cloud' is missing in 'openstack'; add it");
        assertBad("{cloud: alice}", "{namespace: x}", 5, "key 'cloud' is missing in 'tenants[0]'; add it");
        assertBad("kind: abac, ", "", 8, "key 'kind' is missing in 'authorizer'; add it");
        assertBad("  class: cinder\n", "", 9, "key 'class' is missing in 'storage'; add it");
        assertBad("capabilities: [csi, two-nodes]\n", "", 1, "key 'capabilities' is missing; add it");
    }

    @Test
    @DisplayName("A value of the wrong type is refused")
    void refusesWrongTypes() {
        assertBad("[csi, two-nodes]", "csi", 12, "'capabilities' must be a list, but is a text");
        assertBad("{token-revoked: 20s}", "[20s]", 14, "'windows' must be a mapping, but is a list");
        assertBad("20s", "20", 14, "'windows.token-revoked' must be a duration such as 500ms, 20s or 2m, but is '20'");
        assertBad("disruptive: true", "disruptive: yes", 16, "'disruptive' must be true or false, but is 'yes'");
        assertBad("unauthenticated", "forbiden", 7, "'anonymous' cannot be 'forbiden'; did you mean 'forbidden'?");
        assertBad(
                "kind: abac",
                "kind: webhook",
                8,
                "'authorizer.kind' cannot be 'webhook'; known: keystone-policy, abac, rbac");
        assertBad("up: make up", "up: [make, up]", 22, "'up' must be a text, but is a list");
        assertBad(
                "name: own",
                "name: My Own",
                1,
                "'name' must be small letters, digits, dots and hyphens, but is 'My Own'");
    }

    @Test
    @DisplayName("A key that stands twice is refused")
    void refusesDuplicateKeys() {
        assertBad(
                "up: make up",
                "up: make up\nup: make it",
                23,
                "key 'up' stands here again, first in line 22; remove one");
    }

    @Test
    @DisplayName("An environment variable that is not set is told")
    void refusesUnsetVariable() {
        assertBad(
                "up: make up",
                "up: ${env:RENKEI_NONE}/up",
                22,
                "environment variable RENKEI_NONE is not set; set it, or write ${env:RENKEI_NONE:-default}");
    }

    @Test
    @DisplayName("A missing kubeconfig or clouds file is told with the path")
    void refusesMissingFiles() {
        assertBad(
                "kubeconfig: kubeconfig",
                "kubeconfig: none",
                2,
                "kubeconfig " + folder.file("none")
                        + " does not exist; correct the path, or bring the platform up first");
        assertBad(
                "clouds-file: clouds.yaml",
                "clouds-file: none.yaml",
                3,
                "clouds file " + folder.file("none.yaml")
                        + " does not exist; correct the path, or bring the platform up first");
    }

    @Test
    @DisplayName("Where no kubeconfig is named, a missing usual one is told with what to do")
    void refusesMissingUsualKubeconfig() {
        folder.replace("kubeconfig: kubeconfig, ", "");

        assertBad(folder.file(PROFILE) + ":1: kubeconfig " + folder.file("home/.kube/config")
                + " does not exist; name one under kubernetes.kubeconfig, or set KUBECONFIG");
    }

    @Test
    @DisplayName("A list of kubeconfigs is refused, since kubectl would merge them")
    void refusesSeveralKubeconfigs() {
        folder.replace("kubeconfig: kubeconfig, ", "");
        folder.environment("KUBECONFIG", "one:two");

        assertBad(folder.file(PROFILE) + ":1: KUBECONFIG names several files; name one under kubernetes.kubeconfig");
    }

    @Test
    @DisplayName("An unknown context is told with the nearest one")
    void refusesUnknownContext() {
        assertBad(
                "context: admin",
                "context: admim",
                2,
                "context 'admim' is not in " + folder.file("kubeconfig") + "; did you mean 'admin'?");
    }

    @Test
    @DisplayName("A kubeconfig without a current context needs the profile to name one")
    void refusesNoContext() {
        folder.replace(", context: admin", "");
        folder.replaceIn("kubeconfig", "current-context: admin\n", "");

        assertBad(folder.file(PROFILE) + ":1: kubeconfig " + folder.file("kubeconfig")
                + " has no current-context; name one under kubernetes.context");
    }

    @Test
    @DisplayName("A current context that the kubeconfig lacks is told there")
    void refusesBadCurrentContext() {
        folder.replace(", context: admin", "");
        folder.replaceIn("kubeconfig", "current-context: admin", "current-context: root");

        assertBad(folder.file("kubeconfig") + ":3: context 'root' is not in " + folder.file("kubeconfig")
                + "; known: admin, other");
    }

    @Test
    @DisplayName("An unknown cloud is told with the nearest entry")
    void refusesUnknownClouds() {
        Path clouds = folder.file("clouds.yaml");
        assertBad("cloud: boss", "cloud: bosss", 3, "cloud 'bosss' is not in " + clouds + "; did you mean 'boss'?");
        assertBad("cloud: alice", "cloud: alic", 5, "cloud 'alic' is not in " + clouds + "; did you mean 'alice'?");
    }

    @Test
    @DisplayName("What an entry of the clouds file lacks is told there")
    void refusesIncompleteClouds() {
        folder.replaceIn("clouds.yaml", "      password: bob-password\n", "");

        assertBad(folder.file("clouds.yaml") + ":16: cloud 'bob' has no auth.password; add it");
    }

    @Test
    @DisplayName("A time factor that is not greater than 0 is refused, wherever it comes from")
    void refusesBadTimeFactors() {
        String wanted = "'time-factor' must be a number greater than 0, such as 1.5, but is '0'";
        assertBad("time-factor: 1.5", "time-factor: 0", 15, wanted);

        folder.environment("RENKEI_TIME_FACTOR", "0");
        assertBad("RENKEI_TIME_FACTOR: " + wanted);

        folder.property("renkei.time-factor", "0");
        assertBad("-Drenkei.time-factor: " + wanted);
    }

    @Test
    @DisplayName("A fault needs a command that begins it")
    void refusesFaultWithoutBegin() {
        assertBad("begin: stop it, ", "", 21, "key 'begin' is missing in 'faults.keystone-down'; add it");
    }

    @Test
    @DisplayName("A known gap needs a reason and a link")
    void refusesUnexplainedGaps() {
        assertBad(
                "reason: slow, link: \"https://example.com/1\"",
                "link: x",
                18,
                "key 'reason' is missing in 'known-gaps[0]'; add it");
        assertBad(", link: \"https://example.com/2\"", "", 19, "key 'link' is missing in 'known-gaps[1]'; add it");
    }

    @Test
    @DisplayName("A scenario has one known gap at most")
    void refusesSecondGap() {
        assertBad("volumes/two", "volumes/one", 19, "scenario 'volumes/one' has two known gaps; remove one");
    }

    @Test
    @DisplayName("A required capability must be one of the platform's")
    void refusesShrunkenPlatform() {
        assertBad(
                "required: [csi]",
                "required: [csi, two-node]",
                13,
                "required capability 'two-node' is not among the capabilities; did you mean 'two-nodes'?");
    }

    /** Spoil a line of the good profile, expect one message, and put the line back. */
    private void assertBad(String text, String spoilt, int line, String what) {
        folder.replace(text, spoilt);
        assertBad(folder.file(PROFILE) + ":" + line + ": " + what);
        folder.restore();
    }

    private void assertBad(String message) {
        assertThatThrownBy(() -> folder.platforms().load())
                .isInstanceOf(ProfileException.class)
                .hasMessage(message)
                .satisfies(error ->
                        assertThat(List.of(error.getMessage().split("\n"))).hasSize(1));
    }
}
