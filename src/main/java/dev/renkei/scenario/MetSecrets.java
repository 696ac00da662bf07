package dev.renkei.scenario;

import dev.renkei.evidence.Redactor;
import dev.renkei.platform.Secret;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keep the secrets that all scenarios of a run have met; they come from several threads. */
final class MetSecrets {

    private final Set<Secret> known;
    private final Set<Secret> met = ConcurrentHashMap.newKeySet();
    private final Set<Secret> everMet = ConcurrentHashMap.newKeySet();

    /** Begin with those that are known of the platform. */
    MetSecrets(Collection<Secret> known) {
        this.known = Set.copyOf(known);
        everMet.addAll(known);
    }

    void add(Secret secret) {
        met.add(secret);
        everMet.add(secret);
    }

    /** Give those that nobody may have seen. */
    Set<Secret> all() {
        var all = new HashSet<>(known);
        all.addAll(met);
        return all;
    }

    /** Forget those that a defect may have let out; they are taken out of texts all the same. */
    void forget() {
        met.clear();
    }

    /**
     * Give what takes them all out of texts, whichever scenario met them, also those that are met while evidence is
     * collected: a platform's log holds what others do at that time.
     */
    Redactor redactor() {
        return new Redactor(everMet);
    }
}
