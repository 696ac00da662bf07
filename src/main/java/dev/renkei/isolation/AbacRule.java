package dev.renkei.isolation;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of an ABAC file as the API server keeps it: whatever format it came in, {@code *} for a user or a group
 * has become the group of all authenticated.
 *
 * @param place {@code file:line}
 * @param user the user's name; empty for any
 * @param group a group that the user must be in; empty for any. With user and group empty, the rule is nobody's
 * @param readOnly whether it is for get, list and watch only
 * @param apiGroup the API group; {@code *} for all
 * @param resource the resource; {@code *} for all
 * @param namespace the namespace; {@code *} for all; empty for requests without one
 * @param path the path or pattern of paths that are no resources; empty for none
 */
record AbacRule(
        String place,
        String user,
        String group,
        boolean readOnly,
        String apiGroup,
        String resource,
        String namespace,
        String path) {

    boolean covers(Request request) {
        return isFor(request.identity()) && (!readOnly || request.isReadOnly()) && covers(request.target());
    }

    private boolean isFor(Identity identity) {
        return !(user.isEmpty() && group.isEmpty())
                && (user.isEmpty() || user.equals(identity.name()))
                && (group.isEmpty() || identity.groups().contains(group));
    }

    private boolean covers(Request.Target target) {
        if (target instanceof Request.Resource asked) {
            // No word of the sub-resource: pods are pods/exec too.
            return isOrAny(namespace, asked.namespace())
                    && isOrAny(resource, asked.resource())
                    && isOrAny(apiGroup, asked.apiGroup());
        }
        return target instanceof Request.Path asked && PathPattern.covers(path, asked.path());
    }

    private static boolean isOrAny(String pattern, String value) {
        return pattern.equals("*") || pattern.equals(value);
    }

    @Override
    public String toString() {
        var who = new ArrayList<String>();
        if (!user.isEmpty()) {
            who.add("user '" + user + "'");
        }
        if (!group.isEmpty()) {
            who.add("group '" + group + "'");
        }
        var what = new ArrayList<>(List.of(
                "resource '%s'".formatted(resource),
                "API group '%s'".formatted(apiGroup),
                "namespace '%s'".formatted(namespace)));
        if (!path.isEmpty()) {
            what.add("path '" + path + "'");
        }
        return "%s may %s %s"
                .formatted(String.join(" in ", who), readOnly ? "read" : "do all to", String.join(", ", what));
    }
}
