package dev.renkei.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.renkei.yaml.SchemaFile;
import dev.renkei.yaml.StrictYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the profiles of this repository to their schema and their reader. */
class ProfileFilesTest {
    private static final Path PLATFORMS = Path.of("platforms");

    @TempDir
    private Path lab;

    static List<Path> profiles() throws IOException {
        try (Stream<Path> files = Files.list(PLATFORMS)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @DisplayName("A profile is valid by the schema that its first line names, and is called like its file")
    void isValid(Path profile) throws IOException {
        String text = Files.readString(profile);

        assertThat(text).startsWith("# yaml-language-server: $schema=schema.json\n");
        assertThat(new SchemaFile(PLATFORMS.resolve("schema.json")).mistakes(text))
                .isEmpty();
        assertThat(profile).hasFileName(StrictYaml.read(profile).get("name").text() + ".yaml");
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @DisplayName("A profile limits no window but those that somebody measures")
    void windowsAreMeasured(Path profile) throws IOException {
        StringBuilder actors = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/renkei/actor"))) {
            for (Path file : files.toList()) {
                actors.append(Files.readString(file));
            }
        }

        assertThat(StrictYaml.read(profile).find("windows").stream()
                        .flatMap(windows -> windows.entries().keySet().stream()))
                .allSatisfy(window -> assertThat(actors).contains("new Window(scene, \"" + window + "\""));
    }

    @Test
    @DisplayName("The schema knows exactly the keys that the reader knows")
    void schemaIsCurrent() throws IOException {
        SchemaFile schema = new SchemaFile(PLATFORMS.resolve("schema.json"));

        assertThat(schema.keys()).containsExactlyInAnyOrderElementsOf(ProfileReader.KEYS);
        assertThat(schema.keys("properties", "kubernetes"))
                .containsExactlyInAnyOrderElementsOf(ProfileReader.KUBERNETES_KEYS);
        assertThat(schema.keys("properties", "openstack"))
                .containsExactlyInAnyOrderElementsOf(ProfileReader.OPENSTACK_KEYS);
        assertThat(schema.keys("properties", "tenants", "items"))
                .containsExactlyInAnyOrderElementsOf(ProfileReader.TENANT_KEYS);
        assertThat(schema.keys("properties", "authorizer"))
                .containsExactlyInAnyOrderElementsOf(ProfileReader.AUTHORIZER_KEYS);
        assertThat(schema.keys("properties", "storage"))
                .containsExactlyInAnyOrderElementsOf(ProfileReader.STORAGE_KEYS);
        assertThat(schema.keys("properties", "known-gaps", "items"))
                .containsExactlyInAnyOrderElementsOf(ProfileReader.GAP_KEYS);
        assertThat(schema.keys("properties", "faults", "additionalProperties"))
                .containsExactlyInAnyOrderElementsOf(ProfileReader.FAULT_KEYS);
    }

    @Test
    @DisplayName("lab-csi is read with the files that the lab leaves in its state folder")
    void readsLabCsi() throws IOException {
        writeState("lab-csi", "lab", "kinoshita", "tanaka");

        Platform platform = load("lab-csi");

        assertThat(platform.kubernetes().kubeconfig()).isEqualTo(lab.resolve("kubeconfig"));
        assertThat(platform.tenants())
                .extracting(TenantAccount::user, TenantAccount::namespace)
                .containsExactly(tuple("kinoshita", "siteop-pc-team"), tuple("tanaka", "other-team"));
        assertThat(platform.auditLog()).contains(lab.resolve("log/audit.log"));
        assertThat(platform.up()).contains("lab/lab up csi");
        assertThat(platform.logs().orElseThrow()).contains("{seconds}");
        assertThat(platform.faults()).containsKeys("authenticator-over-http", "keystone-down");
        assertThat(platform.facts())
                .containsOnlyKeys("authenticator-process", "keystone-calls", "mapped-role", "mapped-group");
    }

    @Test
    @DisplayName("The example is read with an ordinary kubeconfig and clouds.yaml")
    void readsExample() throws IOException {
        writeState("any", "admin", "alice", "bob");

        Platform platform = load("example");

        assertThat(platform.tenants()).extracting(TenantAccount::namespace).containsExactly("team-a", "team-b");
        assertThat(platform.kubernetes().context()).isEqualTo("any");
    }

    private Platform load(String name) {
        Map<String, String> environment = Map.of(
                "RENKEI_LAB", lab.toString(),
                "KUBECONFIG", lab.resolve("kubeconfig").toString(),
                "OS_CLIENT_CONFIG_FILE", lab.resolve("clouds.yaml").toString());
        return new Platforms(Path.of(""), environment, Map.of("platform", name)).load();
    }

    private void writeState(String context, String... clouds) throws IOException {
        Files.writeString(
                lab.resolve("kubeconfig"), "current-context: %s\ncontexts: [{name: %s}]".formatted(context, context));
        StringBuilder text = new StringBuilder("clouds:\n");
        for (String cloud : clouds) {
            text.append(
                    "  %s: {auth: {auth_url: 'https://x/v3', username: %s, password: p, project_name: p}, region_name: R}\n"
                            .formatted(cloud, cloud));
        }
        Files.writeString(lab.resolve("clouds.yaml"), text);
    }
}
