package dev.renkei.isolation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A policy of k8s-keystone-auth, version 1 and version 2, in two readings: what it does as built (1.34.1), and what
 * its documentation promises, which differs from that by {@link KnownDifference}s only. Where the documentation says
 * nothing, both readings do as is built.
 *
 * <p>What surprises in both: a rule without {@code users} (and, in version 1, without {@code match}) is for everybody
 * of whom the authenticator said anything extra; {@code users} with roles but without projects is for nobody; a user
 * needs all the roles of {@code users}; {@code match} is not looked at where version 2 stands beside it; version 2
 * knows no API groups.
 *
 * <p>A refusal is {@link Decision.Outcome#NO_OPINION}, never {@code DENIED}: the webhook's answer does not say {@code
 * denied}, so the API server asks its next authoriser.
 */
public final class KeystonePolicy {
    private final String file;
    private final List<KeystoneRule> rules;

    private KeystonePolicy(String file, List<KeystoneRule> rules) {
        this.file = file;
        this.rules = List.copyOf(rules);
    }

    /**
     * Read a policy as k8s-keystone-auth does when it starts.
     *
     * @param file the file's name, for messages and reasons
     * @param text its text: a JSON list
     * @throws BadPolicy if k8s-keystone-auth would refuse to start with it, or takes something in it that is
     *     ambiguous, such as a key that stands twice
     */
    public static KeystonePolicy parse(String file, String text) {
        return new KeystonePolicy(file, KeystoneFile.read(file, text));
    }

    /** Get the policy as k8s-keystone-auth decides. */
    public Policy asBuilt() {
        return with(EnumSet.allOf(KnownDifference.class));
    }

    /** Get the policy as the documentation promises. */
    public Policy asDocumented() {
        return with(EnumSet.noneOf(KnownDifference.class));
    }

    /**
     * Find the differences for which the two readings decide differently over a request.
     *
     * @return the differences that by themselves turn the documented decision, or without which the built one turns;
     *     empty if the readings agree, and never empty if they do not
     */
    public Set<KnownDifference> differences(Request request) {
        var documented = asDocumented().decide(request).isAllowed();
        var built = asBuilt().decide(request).isAllowed();
        if (documented == built) {
            return Set.of();
        }
        var decisive = EnumSet.allOf(KnownDifference.class);
        decisive.removeIf(
                difference -> with(EnumSet.of(difference)).decide(request).isAllowed() == documented
                        && with(EnumSet.complementOf(EnumSet.of(difference)))
                                        .decide(request)
                                        .isAllowed()
                                == built);
        return Set.copyOf(decisive);
    }

    private Policy with(Set<KnownDifference> differences) {
        return new KeystoneReading(file, rules, differences);
    }
}
