package dev.renkei.platform;

import dev.renkei.yaml.BadYaml;
import dev.renkei.yaml.NearestName;
import dev.renkei.yaml.StrictYaml;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An OpenStack client configuration: clouds.yaml, and the secure.yaml beside it if there is one.
 *
 * <p>Only entries that log in with a password can be used: application credentials are not supported yet.
 */
public final class CloudsFile {
    private final Path file;
    private final List<Map<String, StrictYaml>> layers;

    private CloudsFile(Path file, List<Map<String, StrictYaml>> layers) {
        this.file = file;
        this.layers = layers;
    }

    /**
     * Read a clouds.yaml, and the secure.yaml beside it, whose values win.
     *
     * @throws ProfileException if it cannot be read
     */
    public static CloudsFile read(Path file) {
        try {
            List<Map<String, StrictYaml>> layers = new ArrayList<>();
            Path secure = file.resolveSibling("secure.yaml");
            if (Files.exists(secure)) {
                layers.add(StrictYaml.read(secure).get("clouds").entries());
            }
            layers.add(StrictYaml.read(file).get("clouds").entries());
            return new CloudsFile(file, layers);
        } catch (BadYaml e) {
            throw new ProfileException(e.getMessage(), e);
        }
    }

    /** Get the clouds.yaml. */
    public Path file() {
        return file;
    }

    /** List the entries' names. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        layers.forEach(layer -> names.addAll(layer.keySet()));
        return Collections.unmodifiableSet(names);
    }

    /**
     * Get an entry.
     *
     * @throws ProfileException if there is none of that name, or it lacks something
     */
    public CloudEntry entry(String name) {
        if (!names().contains(name)) {
            throw new ProfileException(file + ": no cloud '" + name + "'" + NearestName.hint(name, names()));
        }
        try {
            return new Entry(name).read();
        } catch (BadYaml e) {
            throw new ProfileException(e.getMessage(), e);
        }
    }

    /** Reads one entry out of both files. */
    private final class Entry {
        private final String name;

        Entry(String name) {
            this.name = name;
        }

        CloudEntry read() {
            refuseOtherLogins();
            return new CloudEntry(
                    name,
                    authUrl(),
                    required("auth.username").text(),
                    new Secret(required("auth.password").text()),
                    required("auth.project_name").text(),
                    find("auth.project_id").map(StrictYaml::text),
                    domain("user"),
                    domain("project"),
                    required("region_name").text(),
                    find("cacert").map(this::existingFile),
                    find("verify").map(StrictYaml::flag).orElse(true));
        }

        private void refuseOtherLogins() {
            Optional<StrictYaml> type = find("auth_type");
            String kind = type.map(StrictYaml::text).orElse("password");
            Optional<StrictYaml> credential = find("auth.application_credential_id")
                    .or(() -> find("auth.application_credential_name"))
                    .or(() -> kind.equals("v3applicationcredential") ? type : Optional.empty());
            credential.ifPresent(value -> {
                throw value.bad(
                        "cloud '" + name + "' logs in with an application credential, which is not supported yet; "
                                + "use an entry with username and password");
            });
            if (!kind.equals("password") && !kind.equals("v3password")) {
                throw type.orElseThrow()
                        .bad("auth_type '" + kind + "' of cloud '" + name
                                + "' is not supported; use an entry with username and password");
            }
        }

        private URI authUrl() {
            StrictYaml value = required("auth.auth_url");
            String text = value.text();
            if (!text.matches("https?://[^\\s{}]+")) {
                throw value.bad("auth_url of cloud '" + name + "' must be an http or https URL, but is '" + text + "'");
            }
            return URI.create(text);
        }

        private KeystoneRef domain(String whose) {
            return find("auth." + whose + "_domain_id")
                    .map(id -> new KeystoneRef("id", id.text()))
                    .or(() -> find("auth." + whose + "_domain_name").map(it -> new KeystoneRef("name", it.text())))
                    .orElse(new KeystoneRef("id", "default"));
        }

        private Path existingFile(StrictYaml value) {
            Path path = Path.of(value.text().replaceFirst("^~(?=/)", System.getProperty("user.home")));
            if (!Files.exists(path)) {
                throw value.bad("cacert " + path + " of cloud '" + name + "' does not exist; correct it");
            }
            return path;
        }

        private StrictYaml required(String path) {
            return find(path).orElseThrow(() -> {
                StrictYaml entry = layers.get(layers.size() - 1)
                        .getOrDefault(name, layers.get(0).get(name));
                return entry.bad("cloud '" + name + "' has no " + path + "; add it");
            });
        }

        private Optional<StrictYaml> find(String path) {
            return layers.stream()
                    .flatMap(layer -> Optional.ofNullable(layer.get(name)).stream())
                    .flatMap(entry -> find(entry, path).stream())
                    .findFirst();
        }

        private Optional<StrictYaml> find(StrictYaml in, String path) {
            int dot = path.indexOf('.');
            return dot < 0
                    ? in.find(path)
                    : in.find(path.substring(0, dot)).flatMap(inner -> find(inner, path.substring(dot + 1)));
        }
    }
}
