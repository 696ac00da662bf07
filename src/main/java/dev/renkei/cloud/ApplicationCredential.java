package dev.renkei.cloud;

import dev.renkei.platform.Secret;
import java.time.Instant;

/**
 * Hold an application credential: a second way to log in as its user, to one project.
 *
 * @param expires when it ends by itself; null when it does not
 */
public record ApplicationCredential(String id, String name, Secret secret, Instant expires) {}
