package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.stub.StubServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantTest {

    @TempDir
    Path folder;

    private StubScene stub;

    @BeforeEach
    void start() {
        stub = new StubScene(folder, "true");
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    @DisplayName("A tenant is whom the API server says that its token belongs to")
    void identity() {
        review("{\"authenticated\":true,\"user\":{\"username\":\"admin\",\"groups\":[\"g\"]}}");

        assertThat(stub.scene().tenant(0).identity().getUsername()).isEqualTo("admin");
    }

    @Test
    @DisplayName("A token that the API server does not accept is told of with its words, also where it has none")
    void notAccepted() {
        review("{\"authenticated\":false,\"error\":\"[invalid bearer token, webhook is away]\"}");
        assertThatThrownBy(() -> stub.scene().tenant(0).identity())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the API server did not accept the token of admin, and said: "
                        + "[invalid bearer token, webhook is away]");

        review("{\"user\":{}}");
        assertThatThrownBy(() -> stub.scene().tenant(0).identity())
                .hasMessage("the API server did not accept the token of admin, and said: nothing");
    }

    private void review(String status) {
        stub.cluster().server().on("POST /apis/authentication.k8s.io/v1/tokenreviews", Reply.json(201, """
                {"kind":"TokenReview","apiVersion":"authentication.k8s.io/v1","status":%s}""".formatted(
                        status)));
    }
}
