package dev.renkei.isolation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy file of the API server ({@code --authorization-policy-file}): one rule a line, nothing but permissions, so
 * that neither the order of the lines nor a further line takes anything away.
 *
 * <p>What surprises: a rule knows no verbs but {@code readonly}; it compares the resource and never the sub-resource,
 * so whoever may write pods may exec into them; an empty namespace is that of cluster-scoped resources <em>and</em>
 * of requests over all namespaces; and a line that the API server takes for the old unversioned format gives, for
 * every key that it does not find there, everything.
 */
public final class AbacPolicy implements Policy {
    /** Kubernetes reads the file through a buffer of this many bytes and refuses a line that fills it. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final String file;
    private final List<AbacRule> rules;

    private AbacPolicy(String file, List<AbacRule> rules) {
        this.file = file;
        this.rules = List.copyOf(rules);
    }

    /**
     * Read a policy file as the API server does when it starts.
     *
     * @param file the file's name, for messages and reasons
     * @param text its text
     * @throws BadPolicy if the API server would refuse to start with it, or takes something in it that is ambiguous,
     *     such as a key that stands twice
     */
    public static AbacPolicy parse(String file, String text) {
        var rules = new ArrayList<AbacRule>();
        var number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            if (line.getBytes(StandardCharsets.UTF_8).length >= LONGEST_LINE) {
                throw new BadPolicy(
                        file + ":" + number, "the line is longer than 64 KiB; Kubernetes does not start with it");
            }
            var content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                rules.add(AbacLine.read(file + ":" + number, line));
            }
        }
        return new AbacPolicy(file, rules);
    }

    @Override
    public Decision decide(Request request) {
        return rules.stream()
                .filter(rule -> rule.covers(request))
                .findFirst()
                .map(rule -> Decision.allowed(rule.place() + " allows it: " + rule))
                .orElseGet(() -> Decision.noOpinion("no line of " + file + " matches"));
    }
}
