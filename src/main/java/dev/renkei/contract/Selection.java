package dev.renkei.contract;

import dev.renkei.yaml.NearestName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The scenarios that a run was asked for: ids, or patterns in which {@code *} stands for any text. Immutable. */
public final class Selection {
    private final List<String> patterns;

    private Selection(List<String> patterns) {
        this.patterns = patterns;
    }

    /** Parse patterns with commas between them; null or blank text selects every scenario. */
    public static Selection parse(String text) {
        if (text == null || text.isBlank()) {
            return new Selection(List.of());
        }
        return new Selection(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    }

    /** Tell whether a scenario is selected. */
    public boolean matches(String id) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, id));
    }

    /** List the patterns that match none of these ids. */
    public List<String> unmatched(Collection<String> ids) {
        return patterns.stream()
                .filter(pattern -> ids.stream().noneMatch(id -> matches(pattern, id)))
                .toList();
    }

    /**
     * List the ids that are selected, in their own order.
     *
     * @throws SelectionException if a pattern matches none of them
     */
    public List<String> of(Collection<String> ids) {
        for (String pattern : unmatched(ids)) {
            throw new SelectionException("no scenario matches '" + pattern + "'" + NearestName.hint(pattern, ids));
        }
        return ids.stream().filter(this::matches).toList();
    }

    private static boolean matches(String pattern, String id) {
        String regex = Arrays.stream(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((left, right) -> left + ".*" + right)
                .orElseThrow();
        return id.matches(regex);
    }
}
