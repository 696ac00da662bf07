package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.platform.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("The tokens of the cloud's administrator are secrets that the run has met")
    void administratorsTokens() {
        try (var stub = new StubScene(folder, "true")) {
            stub.scene().administrator().volumesNamed("v");

            assertThat(stub.met()).containsExactly(new Secret("gAAAAAstub-token"));
            assertThat(stub.scene().secrets()).contains(new Secret("gAAAAAstub-token"));
        }
    }
}
