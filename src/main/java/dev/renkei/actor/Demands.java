package dev.renkei.actor;

import dev.renkei.cluster.ApiRequest;
import dev.renkei.yaml.NearestName;
import dev.renkei.yaml.StrictYaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hold the requests of a list that people extend: a manifest with the two keys {@code refused} and {@code allowed}.
 *
 * @param refused what the tenant must not get
 * @param allowed what it gets all the same
 */
public record Demands(List<Demand> refused, List<Demand> allowed) {

    private static final List<String> KEYS = List.of("refused", "allowed");
    private static final List<String> KEYS_OF_ONE =
            List.of("verb", "api", "resource", "namespace", "name", "below", "body", "headers", "decided");
    private static final List<String> KEYS_OF_DECIDED = List.of("verb", "api", "resource", "namespace");
    private static final List<String> READING = List.of("get", "list", "watch");
    private static final List<String> ON_COLLECTION = List.of("list", "watch", "deletecollection");
    private static final String PROXY = "proxy";
    private static final String NOT_THERE = "none-";

    /** Copy the lists. */
    public Demands {
        refused = List.copyOf(refused);
        allowed = List.copyOf(allowed);
    }

    /**
     * Read a list.
     *
     * @param name what it is called in messages
     * @throws dev.renkei.yaml.BadYaml if it is no such list
     */
    static Demands read(String name, String text) {
        var lists = StrictYaml.of(name, text).only(KEYS);
        return new Demands(all(lists, "refused"), all(lists, "allowed"));
    }

    private static List<Demand> all(StrictYaml lists, String key) {
        var items = lists.get(key).items();
        if (items.isEmpty()) {
            throw lists.get(key).bad("'%s' is empty, and so would prove nothing".formatted(key));
        }
        return items.stream().map(Demands::one).toList();
    }

    private static Demand one(StrictYaml item) {
        item.only(KEYS_OF_ONE);
        var verb = verb(item);
        var name = item.find("name").map(StrictYaml::text);
        var object = object(item);
        checkName(item, object, name);
        checkProxy(item, object, name);
        // What is yet to be made has no path of its own; what is made of a part has that of the object.
        var request = verb.equals("create") && object.subresource() == null ? object : named(object, name);
        for (var header :
                item.find("headers").map(StrictYaml::entries).orElseGet(Map::of).entrySet()) {
            request = request.withHeader(header.getKey(), header.getValue().text());
        }
        if (item.find("below").isPresent()) {
            request = request.below(item.get("below").text());
        }
        if (item.find("body").isPresent()) {
            request = request.sending(item.get("body").text());
        }
        // What a proxy leads to knows no dry runs: such a request names what is not there.
        var asItIs = READING.contains(verb) || PROXY.equals(request.subresource());
        return new Demand(
                asItIs ? request : request.asDryRun(),
                item.find("decided")
                        .map(decided -> object(decided.only(KEYS_OF_DECIDED)))
                        .orElse(request),
                READING.contains(verb) || name.isEmpty()
                        ? Optional.empty()
                        : Optional.of(whole(object).named(name.get())));
    }

    private static String verb(StrictYaml item) {
        var value = item.get("verb");
        if (!ApiRequest.verbs().contains(value.text())) {
            throw value.bad("unknown verb '" + value.text() + "'" + NearestName.hint(value.text(), ApiRequest.verbs()));
        }
        return value.text();
    }

    // Without its name a get would silently become a list, and a delete one of all objects; and the other way round.
    private static void checkName(StrictYaml item, ApiRequest object, Optional<String> name) {
        var onCollection = ON_COLLECTION.contains(object.verb());
        var mayBeEither = object.verb().equals("create") && object.subresource() == null;
        if (onCollection && name.isPresent()) {
            throw item.bad("'%s' is for all objects and takes no name; remove it".formatted(object));
        }
        if (!onCollection && !mayBeEither && name.isEmpty()) {
            throw item.bad("'%s' is for one object; add its name".formatted(object));
        }
    }

    // The administrator is allowed what the tenant is refused, and sends the same request.
    private static void checkProxy(StrictYaml item, ApiRequest object, Optional<String> name) {
        var proxied = PROXY.equals(object.subresource());
        if (!proxied && item.find("below").isPresent()) {
            throw item.get("below")
                    .bad("'below' is a path after the part '%s', which '%s' has not".formatted(PROXY, object));
        }
        if (!proxied && object.subresource() != null && object.subresource().startsWith(PROXY + "/")) {
            throw item.get("resource").bad("what follows '%s' belongs under 'below'".formatted(PROXY));
        }
        if (proxied && !name.orElse("").startsWith(NOT_THERE)) {
            throw item.bad("'%s' is no dry run, as a proxy knows none; name what is not there: %s..."
                    .formatted(object, NOT_THERE));
        }
    }

    private static ApiRequest named(ApiRequest request, Optional<String> name) {
        return name.map(request::named).orElse(request);
    }

    private static ApiRequest whole(ApiRequest object) {
        return in(ApiRequest.of("get", object.group(), object.version(), object.resource()), object.namespace());
    }

    private static ApiRequest object(StrictYaml item) {
        var api = item.find("api").map(StrictYaml::text).orElse("v1").split("/");
        var resource = item.get("resource").text().split("/", 2);
        var request =
                ApiRequest.of(item.get("verb").text(), api.length > 1 ? api[0] : "", api[api.length - 1], resource[0]);
        if (resource.length > 1) {
            request = request.part(resource[1]);
        }
        return in(request, item.find("namespace").map(StrictYaml::text).orElse(null));
    }

    private static ApiRequest in(ApiRequest request, String namespace) {
        return namespace == null ? request : request.in(namespace);
    }
}
