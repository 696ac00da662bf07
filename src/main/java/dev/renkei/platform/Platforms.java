package dev.renkei.platform;

import dev.renkei.yaml.BadYaml;
import dev.renkei.yaml.NearestName;
import dev.renkei.yaml.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds and reads the profiles of the platforms that a run is for.
 *
 * <p>{@code -Dplatform=NAME} means {@code platforms/NAME.yaml}, {@code -Dplatform=NAME,NAME} several of them,
 * {@code -Dplatform.file=PATH} any other file, and neither of them {@code platforms/lab-csi.yaml}. These settings
 * overrule the file; where both are given, the system property wins:
 *
 * <ul>
 *   <li>{@code time-factor}: {@code RENKEI_TIME_FACTOR}, {@code -Drenkei.time-factor}
 *   <li>{@code disruptive}: {@code RENKEI_DISRUPTIVE}, {@code -Drenkei.disruptive}
 *   <li>{@code storage.image}: {@code RENKEI_IMAGE}, {@code -Drenkei.image}
 * </ul>
 */
public final class Platforms {
    private static final String DEFAULT = "lab-csi";

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
        Properties properties = System.getProperties();
        return new Platforms(
                Path.of(""),
                System.getenv(),
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(Function.identity(), properties::getProperty)));
    }

    /**
     * Part them: each result finds one platform, in the order in which they are named.
     *
     * @throws ProfileException if one is named twice, or the list names nothing
     */
    public List<Platforms> each() {
        if (properties.containsKey("platform.file")) {
            return List.of(this);
        }
        List<String> names = Stream.of(
                        properties.getOrDefault("platform", DEFAULT).split(",", -1))
                .map(String::strip)
                .toList();
        for (String name : names) {
            if (name.isEmpty()) {
                throw new ProfileException("-Dplatform=%s names nothing between two commas or at an end"
                        .formatted(properties.get("platform")));
            }
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw new ProfileException("-Dplatform names %s twice".formatted(name));
            }
        }
        return names.stream().map(this::only).toList();
    }

    private Platforms only(String name) {
        Map<String, String> one = new HashMap<>(properties);
        one.put("platform", name);
        return new Platforms(directory, environment, one);
    }

    /** Give the name by which the one platform was asked for: that of its profile, or its file's without folders. */
    public String asked() {
        return properties.containsKey("platform.file")
                ? Path.of(properties.get("platform.file")).getFileName().toString()
                : properties.getOrDefault("platform", DEFAULT);
    }

    /**
     * Find the one profile's file.
     *
     * @throws ProfileException if there is no such file
     */
    public Path file() {
        if (properties.containsKey("platform.file")) {
            Path file = directory.resolve(properties.get("platform.file"));
            if (!Files.exists(file)) {
                throw new ProfileException("profile " + file + " does not exist; correct -Dplatform.file");
            }
            return file;
        }
        String name = properties.getOrDefault("platform", DEFAULT);
        Path file = directory.resolve("platforms").resolve(name + ".yaml");
        if (!Files.exists(file)) {
            throw new ProfileException("profile " + file + " does not exist" + NearestName.hint(name, names()));
        }
        return file;
    }

    /**
     * Read only the command that brings the platform up: kubeconfig and clouds file may not exist before it has run.
     *
     * @throws ProfileException if there is a mistake in the profile itself
     */
    public Optional<String> up() {
        return read(ProfileReader::up);
    }

    /**
     * Read only the scenarios that the platform is known to fail.
     *
     * @throws ProfileException if there is a mistake in the profile itself
     */
    public List<KnownGap> knownGaps() {
        return read(ProfileReader::knownGaps);
    }

    /**
     * Read the platform.
     *
     * @throws ProfileException if anything in the profile, kubeconfig or clouds file keeps it from being used
     */
    public Platform load() {
        return read(ProfileReader::platform);
    }

    private <T> T read(Function<ProfileReader, T> part) {
        try {
            Path file = file();
            return part.apply(new ProfileReader(file, StrictYaml.read(file, environment::get), this));
        } catch (BadYaml e) {
            throw new ProfileException(e.getMessage(), e);
        }
    }

    private List<String> names() {
        Path folder = directory.resolve("platforms");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Find the setting that overrules a key of the file. */
    Optional<StrictYaml> overruling(String key) {
        String property = "renkei." + key;
        String variable = "RENKEI_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
        if (properties.containsKey(property)) {
            return Optional.of(StrictYaml.value("-D" + property, key, properties.get(property)));
        }
        return variable(variable).map(text -> StrictYaml.value(variable, key, text));
    }

    /** Find an environment variable that is not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Give all environment variables. */
    Map<String, String> environment() {
        return environment;
    }

    /** Find a file from the working directory, or from the home directory where the text begins with {@code ~/}. */
    Path path(String text) {
        return text.startsWith("~/") ? home().resolve(text.substring(2)) : directory.resolve(text);
    }

    private Path home() {
        return Path.of(properties.getOrDefault("user.home", "/"));
    }
}
