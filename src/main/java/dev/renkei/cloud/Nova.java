package dev.renkei.cloud;

import java.util.List;
import java.util.stream.StreamSupport;

/** Ask Nova (Compute API v2.1). */
public final class Nova {

    static final List<String> TYPES = List.of("compute");

    private final Cloud cloud;

    Nova(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Say whether this user may see the servers of all projects, as only an administrator may.
     *
     * @throws CloudRefusal when Nova answers neither yes nor no
     */
    public boolean showsAllProjects() {
        var answer = cloud.get("/servers?all_tenants=1&limit=1", TYPES);
        if (answer.status() != 200 && answer.status() != 403) {
            throw new CloudRefusal("Nova was asked for the servers of all projects and answered %d: %s"
                    .formatted(answer.status(), answer.body()));
        }
        return answer.status() == 200;
    }

    /**
     * List the ids of the volumes that Nova has attached to a server
     * ({@code GET /servers/{id}/os-volume_attachments}).
     *
     * @throws CloudRefusal when Nova answers anything but 200
     */
    public List<String> volumesOf(String serverId) {
        var answer = cloud.get("/servers/%s/os-volume_attachments".formatted(serverId), TYPES);
        if (answer.status() != 200) {
            throw new CloudRefusal("Nova was asked for the volumes of server %s and answered %d: %s"
                    .formatted(serverId, answer.status(), answer.body()));
        }
        return StreamSupport.stream(answer.json().path("volumeAttachments").spliterator(), false)
                .map(attachment -> attachment.path("volumeId").asText())
                .toList();
    }

    /**
     * Ask Nova to detach a volume from a server; one that is not attached is no error. Used by cleanup only.
     *
     * @throws CloudRefusal when Nova refuses
     */
    public void detach(String serverId, String volumeId) {
        // Not through OpenStack4j, which reports every answer to this request as a success.
        var answer = cloud.send("DELETE", "/servers/%s/os-volume_attachments/%s".formatted(serverId, volumeId), TYPES);
        if (answer.status() != 202 && answer.status() != 404) {
            throw new CloudRefusal("Nova refused to detach volume %s from server %s: %d %s"
                    .formatted(volumeId, serverId, answer.status(), answer.body()));
        }
    }
}
