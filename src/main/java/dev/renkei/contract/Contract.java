package dev.renkei.contract;

import dev.renkei.yaml.NearestName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a scenario promises: the content of its scenario.yaml. Immutable.
 *
 * @param id {@code area/name}; never changes and never means something else
 * @param title the contract in one sentence
 * @param source where the contract comes from
 * @param given what holds before
 * @param when what happens
 * @param then what must hold after
 * @param needs the capabilities without which it is skipped
 * @param tags its tags
 * @param disruptive whether it disturbs others, and so runs alone
 * @param defect the defect that must turn it red
 * @param limits how long its waits may take at most, by name, before the platform's time factor
 * @param manifests the names of its manifests
 * @param folder the folder of its scenario.yaml
 */
public record Contract(
        String id,
        String title,
        String source,
        List<String> given,
        List<String> when,
        List<String> then,
        Set<String> needs,
        Set<String> tags,
        boolean disruptive,
        Defect defect,
        Map<String, Duration> limits,
        List<String> manifests,
        Path folder) {

    /** Keep copies. */
    public Contract {
        given = List.copyOf(given);
        when = List.copyOf(when);
        then = List.copyOf(then);
        needs = Collections.unmodifiableSet(new TreeSet<>(needs));
        tags = Collections.unmodifiableSet(new TreeSet<>(tags));
        limits = Collections.unmodifiableMap(new TreeMap<>(limits));
        manifests = List.copyOf(manifests);
    }

    /** Get the first part of the id. */
    public String area() {
        return id.substring(0, id.indexOf('/'));
    }

    /**
     * Get a limit, before the platform's time factor.
     *
     * @throws IllegalArgumentException if scenario.yaml has none of that name
     */
    public Duration limit(String name) {
        Duration limit = limits.get(name);
        if (limit == null) {
            throw new IllegalArgumentException(folder.resolve(Contracts.FILE) + ": no limit '" + name + "'"
                    + NearestName.hint(name, limits.keySet()));
        }
        return limit;
    }
}
