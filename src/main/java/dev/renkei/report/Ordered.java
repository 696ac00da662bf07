package dev.renkei.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies that keep their order, which {@link Map#copyOf} does not: two reports of one run must not differ by chance. */
final class Ordered {
    private Ordered() {}

    static <V> Map<String, V> copy(Map<String, ? extends V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
