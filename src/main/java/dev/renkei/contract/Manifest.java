package dev.renkei.contract;

import dev.renkei.yaml.BadYaml;
import dev.renkei.yaml.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A scenario's Kubernetes YAML with placeholders. Immutable. */
public final class Manifest {
    /** The names that may stand in {@code ${}}. */
    public static final List<String> PLACEHOLDERS = List.of(
            "unique",
            "run",
            "namespace",
            "storage-class",
            "image",
            "node",
            "volume-id",
            "volume-name",
            "storage-driver");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\n]*)}");

    private final Path file;
    private final String text;

    private Manifest(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Read a manifest that a contract lists in the form that it has for one storage driver: {@code volume.yaml} as
     * {@code volume.kubernetes.io-cinder.yaml} for the driver {@code kubernetes.io/cinder}; without such a file, as it is.
     *
     * @throws BadYaml as {@link #load(Contract, String)} does
     */
    public static Manifest load(Contract contract, String name, String driver) {
        String own = name.replaceAll("\\.yaml$", "") + "." + driver.replace('/', '-') + ".yaml";
        return find(contract.folder(), own).isPresent() ? read(contract, name, own) : load(contract, name);
    }

    /**
     * Read a manifest that a contract lists: from the scenario's folder, or else from the common {@code manifests}
     * folder.
     *
     * @throws BadYaml if the contract lists none of that name, or a placeholder in it is not known
     */
    public static Manifest load(Contract contract, String name) {
        return read(contract, name, name);
    }

    private static Manifest read(Contract contract, String name, String form) {
        if (!contract.manifests().contains(name)) {
            throw new BadYaml(
                    contract.folder().resolve(Contracts.FILE).toString(),
                    "manifest '" + name + "' is not listed" + NearestName.hint(name, contract.manifests()));
        }
        Path file = find(contract.folder(), form)
                .orElseThrow(() -> new BadYaml(contract.folder().resolve(form).toString(), "the file does not exist"));
        try {
            Manifest manifest = new Manifest(file, Files.readString(file));
            manifest.replaced(placeholder -> "");
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Put values in the place of the placeholders, and give the text.
     *
     * @param values by placeholder name without {@code ${}}, such as {@code unique}
     * @throws BadYaml if a placeholder of the manifest has no value
     */
    public String fill(Map<String, String> values) {
        return replaced(values::get);
    }

    private String replaced(UnaryOperator<String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String name = found.group(1);
            if (!PLACEHOLDERS.contains(name)) {
                throw bad(
                        found.start(),
                        "unknown placeholder ${" + name + "}" + NearestName.hint(name, PLACEHOLDERS)
                                + " (a shell's variable is written without braces)");
            }
            String value = values.apply(name);
            if (value == null) {
                throw bad(found.start(), "placeholder ${" + name + "} has no value here; give it one, or remove it");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private BadYaml bad(int position, String what) {
        long line = text.substring(0, position).lines().count();
        boolean lineBegins = position == 0 || text.charAt(position - 1) == '\n';
        return new BadYaml(file + ":" + (lineBegins ? line + 1 : line), what);
    }

    static Path commonFolder(Path scenarios) {
        return scenarios.resolve("manifests");
    }

    static Optional<Path> find(Path folder, String name) {
        return places(folder)
                .map(place -> place.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** List the manifests that a scenario could name. */
    static List<String> names(Path folder) {
        return places(folder)
                .filter(Files::isDirectory)
                .flatMap(place -> {
                    try (Stream<Path> files = Files.list(place)) {
                        return files.map(file -> file.getFileName().toString()).toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .filter(name -> !name.equals(Contracts.FILE))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<Path> places(Path folder) {
        return Stream.of(folder, commonFolder(folder.getParent().getParent()));
    }
}
