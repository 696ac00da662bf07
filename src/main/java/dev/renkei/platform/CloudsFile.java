package dev.renkei.platform;

import java.nio.file.Path;
import java.util.Set;

/** An OpenStack client configuration: clouds.yaml, and the secure.yaml beside it if there is one. */
public final class CloudsFile {
    private CloudsFile() {}

    /**
     * Read a clouds.yaml, and the secure.yaml beside it, whose values win.
     *
     * @throws ProfileException if it cannot be read
     */
    public static CloudsFile read(Path file) {
        throw new UnsupportedOperationException();
    }

    /** List the entries' names. */
    public Set<String> names() {
        throw new UnsupportedOperationException();
    }

    /**
     * Get an entry.
     *
     * @throws ProfileException if there is none of that name, or it lacks something
     */
    public CloudEntry entry(String name) {
        throw new UnsupportedOperationException();
    }
}
