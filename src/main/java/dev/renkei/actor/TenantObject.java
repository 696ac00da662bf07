package dev.renkei.actor;

import dev.renkei.cluster.Answer;
import dev.renkei.cluster.ApiRequest;

/** Name one object of a tenant's namespace, and give the requests that can be made about it. */
public final class TenantObject {

    private final String kind;
    private final String namespace;
    private final String name;
    private final String manifest;

    TenantObject(String kind, String namespace, String name, String manifest) {
        this.kind = kind;
        this.namespace = namespace;
        this.name = name;
        this.manifest = manifest;
    }

    /** Give the object's name. */
    public String name() {
        return name;
    }

    /** Make it, of its manifest. */
    public ApiRequest create() {
        return ApiRequest.create(kind, manifest).in(namespace);
    }

    /** Get it. */
    public ApiRequest get() {
        return ApiRequest.get(kind, name).in(namespace);
    }

    /** List all of its kind in its namespace. */
    public ApiRequest list() {
        return ApiRequest.list(kind).in(namespace);
    }

    /** Watch all of its kind in its namespace for a second. */
    public ApiRequest watch() {
        return ApiRequest.watch(kind).in(namespace);
    }

    /** Replace it by what an answer said that it is. */
    public ApiRequest update(Answer current) {
        return ApiRequest.update(kind, name, current.body()).in(namespace);
    }

    /** Set a label on it. */
    public ApiRequest label(String label, String value) {
        return ApiRequest.patch(kind, name, "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(label, value))
                .in(namespace);
    }

    /** Delete it. */
    public ApiRequest delete() {
        return ApiRequest.delete(kind, name).in(namespace);
    }

    /** Delete a collection of its kind in its namespace, by a selector that selects nothing. */
    public ApiRequest deleteCollection() {
        return ApiRequest.deleteCollection(kind).in(namespace);
    }
}
