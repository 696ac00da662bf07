package dev.renkei.platform;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds and reads the profile of the platform that a run is for. */
public final class Platforms {
    private final Path directory;
    private final Map<String, String> environment;
    private final Map<String, String> properties;

    /**
     * Look for profiles in {@code platforms/} of a directory.
     *
     * @param directory the working directory, from which relative paths are taken
     * @param environment the environment variables
     * @param properties the system properties
     */
    public Platforms(Path directory, Map<String, String> environment, Map<String, String> properties) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.properties = Map.copyOf(properties);
    }

    /** Look in this process's working directory, with its environment variables and system properties. */
    public static Platforms here() {
        throw new UnsupportedOperationException();
    }

    /** Find the profile's file. */
    public Path file() {
        throw new UnsupportedOperationException();
    }

    /** Read only the command that brings the platform up: kubeconfig and clouds file may not exist before. */
    public Optional<String> up() {
        throw new UnsupportedOperationException();
    }

    /**
     * Read the platform.
     *
     * @throws ProfileException if anything in the profile, kubeconfig or clouds file keeps it from being used
     */
    public Platform load() {
        throw new UnsupportedOperationException();
    }
}
