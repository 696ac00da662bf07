package dev.renkei.contract;

import java.util.Map;

/** A scenario's Kubernetes YAML with placeholders. Immutable. */
public final class Manifest {
    private Manifest() {}

    /**
     * Read a manifest that a contract lists: from the scenario's folder, or else from the common {@code manifests} folder.
     *
     * @throws dev.renkei.yaml.BadYaml if there is none, or it has a placeholder that is not known
     */
    public static Manifest load(Contract contract, String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Put values in the place of the placeholders, and give the text.
     *
     * @param values by placeholder name without {@code ${}}, such as {@code unique}
     * @throws dev.renkei.yaml.BadYaml if a placeholder of the manifest has no value
     */
    public String fill(Map<String, String> values) {
        throw new UnsupportedOperationException();
    }
}
