package dev.renkei.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An account in an OpenStack cloud: one entry of a clouds.yaml that logs in with a password.
 *
 * @param name the entry's name in clouds.yaml
 * @param authUrl Keystone's address as written there, with or without {@code /v3}
 * @param username the user's name
 * @param password the user's password
 * @param project the project's name
 * @param projectId the project's id where the entry has one; it is then the surer way to name the project
 * @param userDomain the domain that the user is in; {@code id: default} unless the entry says otherwise, as for the
 *     openstack client
 * @param projectDomain the domain that the project is in; same default
 * @param region the region whose endpoints are meant
 * @param cacert the certificates to trust instead of the machine's own
 * @param verify whether to verify the cloud's certificate at all
 */
public record CloudEntry(
        String name,
        URI authUrl,
        String username,
        Secret password,
        String project,
        Optional<String> projectId,
        KeystoneRef userDomain,
        KeystoneRef projectDomain,
        String region,
        Optional<Path> cacert,
        boolean verify) {

    /** Give the way in which another user of the same cloud logs in, to the project of this id. */
    public CloudEntry asUser(String user, Secret itsPassword, String itsDomainId, String itsProjectId) {
        return new CloudEntry(
                user,
                authUrl,
                user,
                itsPassword,
                project,
                Optional.of(itsProjectId),
                new KeystoneRef("id", itsDomainId),
                projectDomain,
                region,
                cacert,
                verify);
    }
}
