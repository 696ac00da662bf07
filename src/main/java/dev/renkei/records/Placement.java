package dev.renkei.records;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hold what Kubernetes says of one volume.
 *
 * @param attached nodes that have it
 * @param requested nodes that shall have it, or have it
 */
record Placement(Set<String> attached, Set<String> requested) {

    Placement {
        attached = new TreeSet<>(attached);
        requested = new TreeSet<>(requested);
        requested.addAll(attached);
    }

    static Placement of(Collection<String> attached, Collection<String> requested) {
        return new Placement(Set.copyOf(attached), Set.copyOf(requested));
    }

    List<String> attachedNodes() {
        return List.copyOf(attached);
    }

    List<String> requestedHereOrIn(Placement other) {
        var all = new TreeSet<>(requested);
        all.addAll(other.requested);
        return List.copyOf(all);
    }
}
