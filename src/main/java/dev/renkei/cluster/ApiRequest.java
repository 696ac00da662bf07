package dev.renkei.cluster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Describe one request to the Kubernetes API in the authoriser's own words: a verb on a resource, in a namespace or at
 * cluster scope.
 *
 * @param verb as RBAC names it, such as {@code list}
 * @param group the API group, empty for the core group
 * @param version of the group, such as {@code v1}
 * @param resource in the plural, such as {@code persistentvolumeclaims}
 * @param namespace null for cluster scope or all namespaces
 * @param name null where the verb is on the collection
 * @param subresource such as {@code log}; null for the object itself
 * @param below the path after {@code proxy}, which is for what it leads to; null for none
 * @param dryRun whether nothing shall come of it even where it is allowed
 * @param query more of the query, by name, not yet encoded
 * @param headers more headers, by name; one that is sent anyway is replaced
 * @param body null where the verb sends none
 */
public record ApiRequest(
        String verb,
        String group,
        String version,
        String resource,
        String namespace,
        String name,
        String subresource,
        String below,
        boolean dryRun,
        Map<String, String> query,
        Map<String, String> headers,
        String body) {

    private static final Map<String, String> METHODS = Map.of(
            "get", "GET",
            "list", "GET",
            "watch", "GET",
            "create", "POST",
            "update", "PUT",
            "patch", "PATCH",
            "delete", "DELETE",
            "deletecollection", "DELETE");

    /** Copy the maps, in their order. */
    public ApiRequest {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Ask for one object of the core group. */
    public static ApiRequest get(String resource, String name) {
        return core("get", resource).named(name);
    }

    /** Ask for all objects of a kind of the core group. */
    public static ApiRequest list(String resource) {
        return core("list", resource);
    }

    /** Watch all objects of a kind of the core group; the server ends the watch after one second. */
    public static ApiRequest watch(String resource) {
        return core("watch", resource);
    }

    /** Make an object of the core group of a JSON or YAML text. */
    public static ApiRequest create(String resource, String body) {
        return core("create", resource).sending(body);
    }

    /** Replace an object of the core group by a JSON or YAML text. */
    public static ApiRequest update(String resource, String name, String body) {
        return core("update", resource).named(name).sending(body);
    }

    /** Change an object of the core group by a JSON merge patch. */
    public static ApiRequest patch(String resource, String name, String body) {
        return core("patch", resource).named(name).sending(body);
    }

    /** Delete one object of the core group. */
    public static ApiRequest delete(String resource, String name) {
        return core("delete", resource).named(name);
    }

    /** Delete those objects of a kind of the core group whose label {@code renkei.dev/none} is set: in truth, none. */
    public static ApiRequest deleteCollection(String resource) {
        return core("deletecollection", resource);
    }

    /** Make a request of any group, to a collection. */
    public static ApiRequest of(String verb, String group, String version, String resource) {
        return new ApiRequest(verb, group, version, resource, null, null, null, null, false, Map.of(), Map.of(), null);
    }

    /** The same request in {@code namespace}. */
    public ApiRequest in(String namespace) {
        return new ApiRequest(
                verb, group, version, resource, namespace, name, subresource, below, dryRun, query, headers, body);
    }

    /** The same request for a part of the object, such as {@code log}. */
    public ApiRequest part(String subresource) {
        return new ApiRequest(
                verb, group, version, resource, namespace, name, subresource, below, dryRun, query, headers, body);
    }

    /** The same request for a path below the part, such as {@code pods} below {@code proxy} of a node. */
    public ApiRequest below(String path) {
        return new ApiRequest(
                verb, group, version, resource, namespace, name, subresource, path, dryRun, query, headers, body);
    }

    /** The same request with one more pair in its query, such as {@code limit} and {@code 1}. */
    public ApiRequest with(String key, String value) {
        return new ApiRequest(
                verb,
                group,
                version,
                resource,
                namespace,
                name,
                subresource,
                below,
                dryRun,
                and(query, key, value),
                headers,
                body);
    }

    /** The same request with one more header. */
    public ApiRequest withHeader(String header, String value) {
        return new ApiRequest(
                verb,
                group,
                version,
                resource,
                namespace,
                name,
                subresource,
                below,
                dryRun,
                query,
                and(headers, header, value),
                body);
    }

    private static Map<String, String> and(Map<String, String> pairs, String key, String value) {
        var more = new LinkedHashMap<>(pairs);
        more.put(key, value);
        return more;
    }

    /** The same request, of which nothing shall come even where it is allowed. */
    public ApiRequest asDryRun() {
        return new ApiRequest(
                verb, group, version, resource, namespace, name, subresource, below, true, query, headers, body);
    }

    /** List the verbs that a request can be sent with; the authoriser is asked for others too, such as {@code impersonate}. */
    public static Set<String> verbs() {
        return new TreeSet<>(METHODS.keySet());
    }

    /**
     * The HTTP method that carries the verb.
     *
     * @throws IllegalStateException when none does, as it is for the authoriser only
     */
    public String method() {
        if (!METHODS.containsKey(verb)) {
            throw new IllegalStateException("no HTTP method carries '%s'".formatted(this));
        }
        return METHODS.get(verb);
    }

    /** The path and query that carry the request. */
    public String path() {
        var path = new StringBuilder(group.isEmpty() ? "/api/" : "/apis/" + group + "/").append(version);
        if (namespace != null) {
            path.append("/namespaces/").append(namespace);
        }
        path.append('/').append(resource);
        if (name != null) {
            path.append('/').append(name);
        }
        if (subresource != null) {
            path.append('/').append(subresource);
        }
        if (below != null) {
            path.append('/').append(below);
        }
        var pairs = allOfTheQuery().entrySet().stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
        return pairs.isEmpty() ? path.toString() : path + "?" + pairs;
    }

    private Map<String, String> allOfTheQuery() {
        var all = new LinkedHashMap<String, String>();
        if (verb.equals("watch")) {
            all.put("watch", "true");
            all.put("timeoutSeconds", "1");
        }
        if (verb.equals("deletecollection")) {
            all.put("labelSelector", "renkei.dev/none");
        }
        if (dryRun) {
            all.put("dryRun", "All");
        }
        all.putAll(query);
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The resource as the authoriser names it in a refusal: with the part, such as {@code pods/log}. */
    public String resourceAndPart() {
        return subresource == null ? resource : resource + "/" + subresource;
    }

    /**
     * The namespace that the authoriser sees; null for cluster scope or all namespaces. A request for a Namespace is one in it
     * ({@code RequestInfo} of the API server).
     */
    public String namespaceOfObject() {
        return resource.equals("namespaces") && group.isEmpty() && name != null ? name : namespace;
    }

    /** The type of the body's text. */
    public String contentType() {
        return verb.equals("patch") ? "application/merge-patch+json" : "application/yaml";
    }

    @Override
    public String toString() {
        return verb + " " + resource + (name == null ? "" : "/" + name) + (subresource == null ? "" : "/" + subresource)
                + (below == null ? "" : "/" + below)
                + (namespace == null ? "" : " in namespace " + namespace)
                + inWords(query)
                + inWords(headers);
    }

    private static String inWords(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> " with " + pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining());
    }

    private static ApiRequest core(String verb, String resource) {
        return of(verb, "", "v1", resource);
    }

    /** The same request for the object {@code name}. */
    public ApiRequest named(String name) {
        return new ApiRequest(
                verb, group, version, resource, namespace, name, subresource, below, dryRun, query, headers, body);
    }

    /** The same request with a body. */
    public ApiRequest sending(String body) {
        return new ApiRequest(
                verb, group, version, resource, namespace, name, subresource, below, dryRun, query, headers, body);
    }
}
