package dev.renkei.isolation;

import java.util.Objects;
import java.util.Set;

/**
 * What the API server asks its authorisers.
 *
 * @param identity who asks
 * @param verb the verb, in small letters as the API server gives it: {@code get}, {@code list}, {@code create}, ...
 * @param target what the verb is for
 */
public record Request(Identity identity, String verb, Target target) {
    private static final Set<String> READING = Set.of("get", "list", "watch");

    /** What a request is for: a resource, or a path that is none. */
    public sealed interface Target permits Resource, Path {}

    /**
     * A resource.
     *
     * @param apiGroup its API group; empty for the core group
     * @param resource its plural name, such as {@code pods}
     * @param subresource its sub-resource, such as {@code log}; empty if none
     * @param namespace its namespace; empty for a resource outside namespaces, and for all namespaces at once
     * @param name the object's name; empty if the request names none
     */
    public record Resource(String apiGroup, String resource, String subresource, String namespace, String name)
            implements Target {

        /** Insist on all parts. */
        public Resource {
            Objects.requireNonNull(apiGroup, "apiGroup");
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(subresource, "subresource");
            Objects.requireNonNull(namespace, "namespace");
            Objects.requireNonNull(name, "name");
        }

        /** Name the resource as roles do: {@code pods}, {@code pods/log}. */
        public String combined() {
            return subresource.isEmpty() ? resource : resource + "/" + subresource;
        }

        @Override
        public String toString() {
            var group = apiGroup.isEmpty() ? "" : "." + apiGroup;
            var object = name.isEmpty() ? "" : " '" + name + "'";
            var where = namespace.isEmpty() ? " at cluster scope" : " in namespace '" + namespace + "'";
            return combined() + group + object + where;
        }
    }

    /**
     * A path that is no resource.
     *
     * @param path the path, such as {@code /healthz}
     */
    public record Path(String path) implements Target {

        /** Insist on a path. */
        public Path {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /** Insist on all parts. */
    public Request {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(target, "target");
    }

    /** Tell whether the verb is one that authorisers count as reading: get, list, watch. */
    public boolean isReadOnly() {
        return READING.contains(verb);
    }

    @Override
    public String toString() {
        return "%s %s as '%s'".formatted(verb, target, identity.name());
    }
}
