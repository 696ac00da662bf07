package dev.renkei.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.renkei.http.HttpAnswer;
import java.util.List;
import java.util.Optional;

/** Ask and act on Cinder (Block Storage API v3). */
public final class Cinder {

    static final List<String> TYPES = List.of("block-storage", "volumev3", "block-store");

    private final Cloud cloud;

    Cinder(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Look a volume up; empty only when Cinder itself says that it does not know the id.
     *
     * @throws CloudRefusal when Cinder answers anything but 200, or 404 with its own fault for this volume
     */
    public Optional<Volume> volume(String id) {
        var answer = cloud.get("/volumes/" + id, TYPES);
        if (answer.status() == 404
                && answer.json().path("itemNotFound").path("message").asText().contains(id)) {
            return Optional.empty();
        }
        return Optional.of(Volume.read(ok(answer, "volume " + id).path("volume")));
    }

    /**
     * List the volumes of all projects that this user may see.
     *
     * @throws CloudRefusal when Cinder answers anything but 200
     */
    public List<Volume> volumes() {
        return cloud.list("Cinder", "volumes", "/volumes/detail?all_tenants=1", TYPES).stream()
                .map(Volume::read)
                .toList();
    }

    /**
     * List the volumes of all projects that bear this name.
     *
     * @throws CloudRefusal when Cinder answers anything but 200
     */
    public List<Volume> named(String name) {
        return cloud.list("Cinder", "volumes", "/volumes/detail?all_tenants=1&name=" + name, TYPES).stream()
                .map(Volume::read)
                .toList();
    }

    /**
     * Ask Cinder to delete a volume; a volume that is already gone is no error.
     *
     * @throws CloudRefusal when Cinder refuses
     */
    public void delete(String id) {
        var response = cloud.act(
                "delete volume " + id, client -> client.blockStorage().volumes().delete(id));
        if (!response.isSuccess() && response.getCode() != 404) {
            throw new CloudRefusal(
                    "Cinder refused to delete volume %s: %d %s".formatted(id, response.getCode(), response.getFault()));
        }
    }

    private static JsonNode ok(HttpAnswer answer, String what) {
        if (answer.status() != 200) {
            throw new CloudRefusal(
                    "Cinder was asked for %s and answered %d: %s".formatted(what, answer.status(), answer.body()));
        }
        return answer.json();
    }
}
