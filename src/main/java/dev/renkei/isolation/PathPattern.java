package dev.renkei.isolation;

/** A pattern for paths that are no resources, as ABAC, RBAC and version 1 of Keystone's policy share it. */
final class PathPattern {
    private PathPattern() {}

    /** Tell whether the pattern is the path, or ends in stars and the path begins with what stands before them. */
    static boolean covers(String pattern, String path) {
        return pattern.equals(path) || pattern.endsWith("*") && path.startsWith(withoutTrailingStars(pattern));
    }

    private static String withoutTrailingStars(String pattern) {
        var end = pattern.length();
        while (end > 0 && pattern.charAt(end - 1) == '*') {
            end--;
        }
        return pattern.substring(0, end);
    }
}
