package dev.renkei.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Hold what Cinder says of a volume (Block Storage API v3, {@code GET /v3/{project}/volumes/{id}}).
 *
 * @param status as Cinder writes it, such as {@code in-use} or {@code error_deleting}
 * @param sizeGib in GiB
 * @param servers ids of the Nova servers that it is attached to, in Cinder's record
 */
public record Volume(
        String id, String name, String status, int sizeGib, Map<String, String> metadata, List<String> servers) {

    static Volume read(JsonNode json) {
        var metadata = new LinkedHashMap<String, String>();
        json.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        return new Volume(
                json.path("id").asText(),
                json.path("name").asText(""),
                json.path("status").asText(),
                json.path("size").asInt(),
                Map.copyOf(metadata),
                StreamSupport.stream(json.path("attachments").spliterator(), false)
                        .map(attachment -> attachment.path("server_id").asText())
                        .toList());
    }

    /** Say whether Cinder itself calls the volume broken. */
    public boolean inError() {
        return status.startsWith("error");
    }
}
