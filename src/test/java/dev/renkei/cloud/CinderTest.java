package dev.renkei.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.stub.StubCloud;
import dev.renkei.stub.StubServer.Reply;
import dev.renkei.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CinderTest {

    private static final String VOLUME = "GET /volume/v3/p1/volumes/v1";

    private final StubCloud stub = new StubCloud();
    private final Trace trace = Trace.silent();
    private final Cloud cloud = new Cloud(stub.account(), trace);
    private final Cinder cinder = cloud.cinder();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    @DisplayName("A volume is read with all that Cinder says of it")
    void reads() {
        stub.volume("v1", "pvc-1", "in-use", Map.of("csi.storage.k8s.io/pvc/name", "c"), "s1", "s2");

        assertThat(cinder.volume("v1"))
                .contains(new Volume(
                        "v1", "pvc-1", "in-use", 3, Map.of("csi.storage.k8s.io/pvc/name", "c"), List.of("s1", "s2")));
    }

    @ParameterizedTest
    @CsvSource({
        "available,false",
        "reserved,false",
        "extending,false",
        "maintenance,false",
        "error,true",
        "error_deleting,true",
        "error_attaching,true",
        "error_extending,true"
    })
    @DisplayName("A status is kept as Cinder writes it, also one that OpenStack4j does not know")
    void statuses(String status, boolean error) {
        stub.volume("v1", "v", status);

        assertThat(cinder.volume("v1").orElseThrow().status()).isEqualTo(status);
        assertThat(cinder.volume("v1").orElseThrow().inError()).isEqualTo(error);
        assertThat(cinder.volumes()).extracting(Volume::status).containsExactly(status);
    }

    @Test
    @DisplayName("A volume is gone when Cinder itself says so of this very volume")
    void gone() {
        stub.server().on(VOLUME, StubCloud.unknownVolume("v1"));

        assertThat(cinder.volume("v1")).isEmpty();
    }

    @Test
    @DisplayName(
            "A 404 that is not Cinder's own, as from a wrong URL or a proxy, does not pass for a volume that is gone")
    void otherNotFound() {
        assertThatThrownBy(() -> cinder.volume("v1"))
                .isInstanceOf(CloudRefusal.class)
                .hasMessageStartingWith("Cinder was asked for volume v1 and answered 404: 404 Not Found");
        stub.server().on(VOLUME, Reply.json(404, "{\"error\":{\"code\":404,\"message\":\"v1\"}}"));
        assertThatThrownBy(() -> cinder.volume("v1")).isInstanceOf(CloudRefusal.class);
        stub.server().on(VOLUME, StubCloud.unknownVolume("another"));
        assertThatThrownBy(() -> cinder.volume("v1")).isInstanceOf(CloudRefusal.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500, 503})
    @DisplayName("Any other refusal is none of 'there', 'gone' or 'no volumes', and says what was asked and answered")
    void refusals(int status) {
        stub.server()
                .on(VOLUME, Reply.text(status, "no"))
                .on("GET /volume/v3/p1/volumes/detail", Reply.text(status, "no"));

        assertThatThrownBy(() -> cinder.volume("v1"))
                .isInstanceOf(CloudRefusal.class)
                .hasMessage("Cinder was asked for volume v1 and answered %d: no".formatted(status));
        assertThatThrownBy(cinder::volumes)
                .isInstanceOf(CloudRefusal.class)
                .hasMessage("Cinder was asked for the list of volumes and answered %d: no".formatted(status));
    }

    @Test
    @DisplayName("The list of volumes covers all projects, and all of Cinder's pages")
    void listsAllPages() {
        stub.server()
                .on("GET /volume/v3/p1/volumes/detail?all_tenants=1", Reply.json(200, """
                                {"volumes":[{"id":"v1","status":"available"}],"volumes_links":[{"rel":"next",
                                "href":"http://elsewhere.example/volume/v3/p1/volumes/detail?all_tenants=1&marker=v1"}]}"""))
                .on(
                        "GET /volume/v3/p1/volumes/detail?all_tenants=1&marker=v1",
                        Reply.json(200, "{\"volumes\":[{\"id\":\"v2\",\"status\":\"available\"}]}"));

        assertThat(cinder.volumes()).extracting(Volume::id).containsExactly("v1", "v2");
    }

    @Test
    @DisplayName("A volume is deleted by its id, and one that is already gone is no error")
    void deletes() {
        stub.volume("v1", "v", "available");

        cinder.delete("v1");
        cinder.delete("unknown");

        assertThat(stub.asked())
                .containsExactly("DELETE /volume/v3/p1/volumes/v1", "DELETE /volume/v3/p1/volumes/unknown");
    }

    @Test
    @DisplayName("A refused deletion is an error with Cinder's own words, and its status is traced")
    void refusedDeletion() {
        stub.server()
                .on(
                        "DELETE /volume/v3/p1/volumes/v1",
                        Reply.json(
                                400,
                                "{\"badRequest\":{\"code\":400,\"message\":\"Volume status must be available\"}}"));

        assertThatThrownBy(() -> cinder.delete("v1"))
                .isInstanceOf(CloudRefusal.class)
                .hasMessageContaining("volume v1: 400")
                .hasMessageContaining("Volume status must be available");
        assertThat(trace.calls()).extracting(Trace.Call::status).containsExactly(400);
    }
}
