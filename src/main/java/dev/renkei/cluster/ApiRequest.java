package dev.renkei.cluster;

import java.util.Map;

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
 * @param dryRun whether nothing shall come of it even where it is allowed
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
        boolean dryRun,
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
        return new ApiRequest(verb, group, version, resource, null, null, null, false, null);
    }

    /** The same request in {@code namespace}. */
    public ApiRequest in(String namespace) {
        return new ApiRequest(verb, group, version, resource, namespace, name, subresource, dryRun, body);
    }

    /** The same request for a part of the object, such as {@code log}. */
    public ApiRequest part(String subresource) {
        return new ApiRequest(verb, group, version, resource, namespace, name, subresource, dryRun, body);
    }

    /** The same request, of which nothing shall come even where it is allowed. */
    public ApiRequest asDryRun() {
        return new ApiRequest(verb, group, version, resource, namespace, name, subresource, true, body);
    }

    /** The HTTP method that carries the verb. */
    public String method() {
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
        return switch (verb) {
            case "watch" -> path + "?watch=true&timeoutSeconds=1";
            case "deletecollection" -> path + "?labelSelector=renkei.dev%2Fnone" + (dryRun ? "&dryRun=All" : "");
            default -> path + (dryRun ? "?dryRun=All" : "");
        };
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
                + (namespace == null ? "" : " in namespace " + namespace);
    }

    private static ApiRequest core(String verb, String resource) {
        return of(verb, "", "v1", resource);
    }

    /** The same request for the object {@code name}. */
    public ApiRequest named(String name) {
        return new ApiRequest(verb, group, version, resource, namespace, name, subresource, dryRun, body);
    }

    /** The same request with a body. */
    public ApiRequest sending(String body) {
        return new ApiRequest(verb, group, version, resource, namespace, name, subresource, dryRun, body);
    }
}
