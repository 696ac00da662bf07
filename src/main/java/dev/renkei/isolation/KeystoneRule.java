package dev.renkei.isolation;

import java.util.List;
import java.util.Map;

/**
 * One rule of Keystone's policy, as it is written.
 *
 * @param place {@code file:line (rule n)}
 * @param isNull whether the file has null in its place; the rest is null then
 * @param users lists by {@code projects} and {@code roles}; null if there are none
 * @param resource version 1 for resources; null if there is none
 * @param path version 1 for paths; null if there is none
 * @param match what version 1 asks of the user; empty for nothing
 * @param resourcePermissions version 2 for resources, verbs by {@code namespace/resource}; null if there is none
 * @param pathPermissions version 2 for paths, verbs by path; null if there is none
 */
record KeystoneRule(
        String place,
        boolean isNull,
        Map<String, List<String>> users,
        ResourceRule resource,
        PathRule path,
        List<Match> match,
        Map<String, List<String>> resourcePermissions,
        Map<String, List<String>> pathPermissions) {

    /**
     * The resources of version 1.
     *
     * @param apiGroup the key {@code version}, which is an API group; null if it is missing
     * @param namespace null if it is missing
     */
    record ResourceRule(List<String> verbs, List<String> resources, String apiGroup, String namespace) {}

    /**
     * The path of version 1.
     *
     * @param path null if it is missing
     */
    record PathRule(List<String> verbs, String path) {}

    /** What version 1 asks of the user: one of these values of this type. */
    record Match(String type, List<String> values) {}

    static KeystoneRule nothing(String place) {
        return new KeystoneRule(place, true, null, null, null, List.of(), null, null);
    }
}
