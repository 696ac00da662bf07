package dev.renkei.isolation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads the requests of tests from words: {@code get pods/log named web in team-a}, {@code create
 * deployments.apps/scale in team-a}, {@code list secrets} (all namespaces, or cluster scope), {@code get /healthz}.
 */
final class Asked {
    private Asked() {}

    static Request of(Identity identity, String words) {
        var parts = Arrays.asList(words.trim().split(" +"));
        var what = parts.get(1);
        var target = what.startsWith("/")
                ? new Request.Path(what)
                : resource(what, after("in", parts), after("named", parts));
        return new Request(identity, parts.get(0), target);
    }

    /**
     * Read an identity from words: {@code kinoshita} or {@code kinoshita of devs, ops}; everybody is authenticated.
     */
    static Identity identity(String words) {
        var parts = words.trim().split(" of ");
        var groups = parts.length == 1 ? new String[0] : parts[1].split(", *");
        var all = Arrays.copyOf(groups, groups.length + 1);
        all[groups.length] = Identity.AUTHENTICATED;
        return Identity.of(parts[0], all);
    }

    /** Make what k8s-keystone-auth says of a user in a project. */
    static Identity fromKeystone(String name, String project, String... roles) {
        return new Identity(
                name,
                List.of(project + "-id", Identity.AUTHENTICATED),
                Map.of(
                        "alpha.kubernetes.io/identity/project/name", List.of(project),
                        "alpha.kubernetes.io/identity/project/id", List.of(project + "-id"),
                        "alpha.kubernetes.io/identity/roles", List.of(roles)));
    }

    private static Request.Resource resource(String words, String namespace, String name) {
        var subresource = words.contains("/") ? words.substring(words.indexOf('/') + 1) : "";
        var main = words.contains("/") ? words.substring(0, words.indexOf('/')) : words;
        var group = main.contains(".") ? main.substring(main.indexOf('.') + 1) : "";
        var resource = main.contains(".") ? main.substring(0, main.indexOf('.')) : main;
        return new Request.Resource(group, resource, subresource, namespace, name);
    }

    private static String after(String word, List<String> parts) {
        var index = parts.indexOf(word);
        return index < 0 ? "" : parts.get(index + 1);
    }
}
