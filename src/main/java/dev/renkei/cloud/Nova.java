package dev.renkei.cloud;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Ask Nova (Compute API v2.1). */
public final class Nova {

    private final Cloud cloud;

    Nova(Cloud cloud) {
        this.cloud = cloud;
    }

    /** List the servers of all projects that this user may see. */
    public List<Server> servers() {
        return cloud.act("list servers", client -> client.compute().servers().list(Map.of("all_tenants", "1"))).stream()
                .map(server -> new Server(
                        server.getId(), server.getName(), server.getStatus().value()))
                .toList();
    }

    /**
     * Say whether this user may see the servers of all projects, as only an administrator may.
     *
     * @throws CloudRefusal when Nova answers neither yes nor no
     */
    public boolean showsAllProjects() {
        var answer = cloud.get("/servers?all_tenants=1&limit=1", "compute");
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
        var answer = cloud.get("/servers/%s/os-volume_attachments".formatted(serverId), "compute");
        if (answer.status() != 200) {
            throw new CloudRefusal("Nova was asked for the volumes of server %s and answered %d: %s"
                    .formatted(serverId, answer.status(), answer.body()));
        }
        return StreamSupport.stream(answer.json().path("volumeAttachments").spliterator(), false)
                .map(attachment -> attachment.path("volumeId").asText())
                .toList();
    }

    /** Ask Nova to detach a volume from a server; used by cleanup only. */
    public void detach(String serverId, String volumeId) {
        var response = cloud.act(
                "detach volume %s from server %s".formatted(volumeId, serverId),
                client -> client.compute().servers().detachVolume(serverId, volumeId));
        if (!response.isSuccess() && response.getCode() != 404) {
            throw new CloudRefusal("Nova refused to detach volume %s from server %s: %s"
                    .formatted(volumeId, serverId, response.getFault()));
        }
    }
}
