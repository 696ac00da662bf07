package dev.renkei.isolation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who asks, as the authenticator said it.
 *
 * @param name the user's name
 * @param groups the user's groups, those that the API server adds among them ({@code system:authenticated}); may be
 *     empty
 * @param extra what else the authenticator said, values by name; empty if it said nothing
 */
public record Identity(String name, List<String> groups, Map<String, List<String>> extra) {

    /** The group that the API server adds to everybody who was authenticated. */
    public static final String AUTHENTICATED = "system:authenticated";

    /** The group that the API server adds to everybody else. */
    public static final String UNAUTHENTICATED = "system:unauthenticated";

    /** Copy what can change. */
    public Identity {
        Objects.requireNonNull(name, "name");
        groups = List.copyOf(groups);
        var copy = new LinkedHashMap<String, List<String>>();
        extra.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        extra = Collections.unmodifiableMap(copy);
    }

    /** Make an identity of which the authenticator said no more than name and groups. */
    public static Identity of(String name, String... groups) {
        return new Identity(name, List.of(groups), Map.of());
    }

    /** Get the values of one name in the extra part; empty if there are none. */
    public List<String> extra(String key) {
        return extra.getOrDefault(key, List.of());
    }
}
