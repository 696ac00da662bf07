package dev.renkei.platform;

import java.nio.file.Path;

/**
 * How the administrator of the cloud reaches it.
 *
 * @param cloud an entry of the clouds file
 * @param cloudsFile an existing clouds.yaml
 */
public record OpenStack(String cloud, Path cloudsFile) {}
