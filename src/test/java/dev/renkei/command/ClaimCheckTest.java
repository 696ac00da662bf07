package dev.renkei.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimCheckTest {

    @TempDir
    private Path folder;

    private StubPlatform platform;

    @BeforeEach
    void start() {
        platform = new StubPlatform(folder);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    @DisplayName("Two nodes are claimed, but only one takes pods")
    void twoNodes() {
        platform.cluster().forgetAll("Node").node("n1", "s1");
        platform.node("n2", "\"unschedulable\":true", true);

        assertUnfounded("two-nodes", "only node n1 takes pods");
    }

    @Test
    @DisplayName("CSI is claimed, but no node has the driver that provisions")
    void csi() {
        platform.driver("other.driver");

        assertUnfounded(
                "csi",
                "cinder.csi.openstack.org, which provisions for StorageClass 'cinder', is no CSI driver of any node (other.driver)");
    }

    @Test
    @DisplayName("CSI is claimed, but there is no driver at all")
    void noDriver() {
        platform.cluster().forgetAll("CSINode");

        assertUnfounded(
                "csi",
                "cinder.csi.openstack.org, which provisions for StorageClass 'cinder', is no CSI driver of any node (there is none)");
    }

    @Test
    @DisplayName("Dynamic provisioning is claimed, but the StorageClass has no provisioner")
    void dynamicProvisioning() {
        platform.storageClass("kubernetes.io/no-provisioner");
        platform.driver("kubernetes.io/no-provisioner");

        assertUnfounded("dynamic-provisioning", "StorageClass 'cinder' has no provisioner");
    }

    @Test
    @DisplayName("An audit log is claimed, but its file cannot be read")
    void auditLog() {
        platform.replace("platforms/own.yaml", "/audit.log", "/adit.log");

        assertUnfounded("audit-log", "audit-log %s cannot be read".formatted(platform.file("adit.log")));
    }

    @Test
    @DisplayName("An audit log is claimed, but no file is named")
    void noAuditLog() {
        platform.replace("platforms/own.yaml", "audit-log: ", "logs: ");

        assertUnfounded("audit-log", "no file is named under audit-log");
    }

    @ParameterizedTest
    @DisplayName("What the StorageClass or the profile itself contradicts is not believed")
    @CsvSource(delimiter = '|', textBlock = """
            in-tree-cinder | StorageClass 'cinder' provisions with cinder.csi.openstack.org, not with kubernetes.io/cinder
            expand         | StorageClass 'cinder' does not allow it (allowVolumeExpansion)
            abac           | another authorizer is named under authorizer.kind
            """)
    void contradicted(String capability, String lack) {
        platform.replace("platforms/own.yaml", "[csi", "[" + capability + ", csi");

        assertUnfounded(capability, lack.replace("''", "'"));
    }

    private void assertUnfounded(String capability, String lack) {
        assertThat(platform.problems())
                .containsExactly("%s: capability '%s' is claimed, but %s; remove the claim, or correct that"
                        .formatted(platform.file("platforms/own.yaml"), capability, lack));
    }
}
