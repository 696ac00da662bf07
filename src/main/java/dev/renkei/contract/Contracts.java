package dev.renkei.contract;

import java.nio.file.Path;
import java.util.Map;

/** Reads the contracts of all scenarios. */
public final class Contracts {
    static final String FILE = "scenario.yaml";

    private Contracts() {}

    /**
     * Read every {@code AREA/NAME/scenario.yaml} in a folder.
     *
     * @return the contracts by id, in the order of their ids
     * @throws dev.renkei.yaml.BadYaml at the first mistake, with file and line
     */
    public static Map<String, Contract> load(Path scenarios) {
        throw new UnsupportedOperationException();
    }
}
