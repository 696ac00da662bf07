package dev.renkei.contract;

import dev.renkei.yaml.BadYaml;
import dev.renkei.yaml.NearestName;
import dev.renkei.yaml.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the contracts of all scenarios. */
public final class Contracts {
    static final String FILE = "scenario.yaml";
    static final List<String> KEYS = List.of(
            "id", "title", "source", "contract", "needs", "tags", "disruptive", "defect", "limits", "manifests");
    static final List<String> CONTRACT_KEYS = List.of("given", "when", "then");
    static final List<String> DEFECT_KEYS = List.of("name", "message");

    private Contracts() {}

    /**
     * Read every {@code AREA/NAME/scenario.yaml} in a folder; its {@code manifests} folder is none of them.
     *
     * @return the contracts by id, in the order of their ids
     * @throws BadYaml at the first mistake, with file and line
     */
    public static Map<String, Contract> load(Path scenarios) {
        if (!Files.isDirectory(scenarios)) {
            throw new BadYaml(scenarios.toString(), "the folder of the scenarios does not exist");
        }
        Map<String, Contract> contracts = new TreeMap<>();
        for (Path area : folders(scenarios)) {
            if (area.equals(Manifest.commonFolder(scenarios))) {
                continue;
            }
            for (Path folder : folders(area)) {
                Contract contract = read(folder);
                contracts.put(contract.id(), contract);
            }
        }
        return Collections.unmodifiableMap(contracts);
    }

    private static List<Path> folders(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Contract read(Path folder) {
        StrictYaml root = StrictYaml.read(folder.resolve(FILE)).only(KEYS);
        StrictYaml contract = root.get("contract").only(CONTRACT_KEYS);
        StrictYaml defect = root.get("defect").only(DEFECT_KEYS);
        return new Contract(
                id(root.get("id"), folder),
                root.get("title").text(),
                root.get("source").text(),
                sentences(contract, "given"),
                sentences(contract, "when"),
                sentences(contract, "then"),
                names(root, "needs"),
                names(root, "tags"),
                root.find("disruptive").map(StrictYaml::flag).orElse(false),
                new Defect(defect.get("name").text(), defect.get("message").text()),
                limits(root),
                manifests(root, folder),
                folder);
    }

    private static String id(StrictYaml value, Path folder) {
        String expected = folder.getParent().getFileName() + "/" + folder.getFileName();
        String id = value.text();
        if (!id.equals(expected)) {
            throw value.bad("id '" + id + "' is not its folder's name; write '" + expected + "', or move the folder");
        }
        return id;
    }

    private static List<String> sentences(StrictYaml contract, String key) {
        StrictYaml value = contract.get(key);
        List<String> sentences = value.textOrTexts();
        if (sentences.isEmpty()) {
            throw value.bad("'contract." + key + "' is empty; say something");
        }
        return sentences;
    }

    private static Set<String> names(StrictYaml root, String key) {
        Set<String> names = new HashSet<>();
        for (StrictYaml item : root.find(key).map(StrictYaml::items).orElse(List.of())) {
            if (!names.add(item.text())) {
                throw item.bad("'" + item.text() + "' stands twice in '" + key + "'; remove one");
            }
        }
        return names;
    }

    private static Map<String, Duration> limits(StrictYaml root) {
        Map<String, Duration> limits = new LinkedHashMap<>();
        root.find("limits")
                .ifPresent(section -> section.entries().forEach((name, value) -> limits.put(name, value.duration())));
        return limits;
    }

    private static List<String> manifests(StrictYaml root, Path folder) {
        List<StrictYaml> items = root.find("manifests").map(StrictYaml::items).orElse(List.of());
        for (StrictYaml item : items) {
            String name = item.text();
            if (Manifest.find(folder, name).isEmpty()) {
                throw item.bad("manifest '" + name + "' is neither in this folder nor in the common one"
                        + NearestName.hint(name, Manifest.names(folder)));
            }
        }
        return items.stream().map(StrictYaml::text).toList();
    }
}
