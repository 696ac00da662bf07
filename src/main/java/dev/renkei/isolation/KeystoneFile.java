package dev.renkei.isolation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.renkei.isolation.KeystoneRule.Match;
import dev.renkei.isolation.KeystoneRule.PathRule;
import dev.renkei.isolation.KeystoneRule.ResourceRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads Keystone's policy as Go's JSON reader does: keys of rules whatever their case, unknown ones passed over, null
 * as if the key were not there. The keys inside {@code users} and the permissions are data, and their case counts.
 */
final class KeystoneFile {
    private static final JsonMapper JSON = PolicyJson.refusingMapper();

    private final String place;

    private KeystoneFile(String place) {
        this.place = place;
    }

    static List<KeystoneRule> read(String file, String text) {
        var rules = new ArrayList<KeystoneRule>();
        try (var parser = JSON.createParser(text)) {
            var first = parser.nextToken();
            if (first == null) {
                throw new BadPolicy(file, "the policy is empty; write [] for one that allows nothing");
            }
            if (first != JsonToken.START_ARRAY && first != JsonToken.VALUE_NULL) {
                throw new BadPolicy(file + ":" + line(parser), "the policy must be a list of rules");
            }
            while (first == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
                var place = "%s:%d (rule %d)".formatted(file, line(parser), rules.size() + 1);
                rules.add(new KeystoneFile(place).rule(JSON.readTree(parser)));
            }
            if (parser.nextToken() != null) {
                throw new BadPolicy(file + ":" + line(parser), "something stands after the list of rules; remove it");
            }
        } catch (JsonProcessingException e) {
            throw PolicyJson.bad(file + ":" + e.getLocation().getLineNr(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private KeystoneRule rule(JsonNode node) {
        if (node == null || node.isNull()) {
            return KeystoneRule.nothing(place);
        }
        insist(node.isObject(), "a rule", "an object");
        return new KeystoneRule(
                place,
                false,
                find(node, "users").map(value -> lists(value, "users")).orElse(null),
                find(node, "resource").map(this::resource).orElse(null),
                find(node, "nonresource").map(this::path).orElse(null),
                find(node, "match")
                        .map(value -> items(value, "match", this::match))
                        .orElse(List.of()),
                find(node, "resource_permissions")
                        .map(value -> lists(value, "resource_permissions"))
                        .orElse(null),
                find(node, "nonresource_permissions")
                        .map(value -> lists(value, "nonresource_permissions"))
                        .orElse(null));
    }

    private ResourceRule resource(JsonNode node) {
        insist(node.isObject(), "resource", "an object");
        return new ResourceRule(
                texts(node, "verbs"),
                texts(node, "resources"),
                find(node, "version").map(value -> text(value, "version")).orElse(null),
                find(node, "namespace").map(value -> text(value, "namespace")).orElse(null));
    }

    private PathRule path(JsonNode node) {
        insist(node.isObject(), "nonresource", "an object");
        return new PathRule(
                texts(node, "verbs"),
                find(node, "path").map(value -> text(value, "path")).orElse(null));
    }

    private Match match(JsonNode node) {
        if (node.isNull()) {
            return new Match("", List.of());
        }
        insist(node.isObject(), "an item of match", "an object");
        return new Match(find(node, "type").map(value -> text(value, "type")).orElse(""), texts(node, "values"));
    }

    private Optional<JsonNode> find(JsonNode node, String key) {
        var found = node.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(key))
                .toList();
        if (found.size() > 1) {
            throw new BadPolicy(
                    place, "key '%s' stands twice, if one looks past the case of letters; remove one".formatted(key));
        }
        return found.stream()
                .map(Map.Entry::getValue)
                .filter(value -> !value.isNull())
                .findFirst();
    }

    private Map<String, List<String>> lists(JsonNode node, String key) {
        insist(node.isObject(), key, "an object");
        var lists = new LinkedHashMap<String, List<String>>();
        node.properties().forEach(property -> {
            var inside = key + "." + property.getKey();
            lists.put(property.getKey(), items(property.getValue(), inside, item -> itemText(item, inside)));
        });
        return lists;
    }

    private List<String> texts(JsonNode node, String key) {
        return find(node, key)
                .map(value -> items(value, key, item -> itemText(item, key)))
                .orElse(List.of());
    }

    private <T> List<T> items(JsonNode node, String key, Function<JsonNode, T> read) {
        if (node.isNull()) {
            return List.of();
        }
        insist(node.isArray(), key, "a list");
        var items = new ArrayList<T>();
        node.forEach(item -> items.add(read.apply(item)));
        return List.copyOf(items);
    }

    private String itemText(JsonNode node, String key) {
        return node.isNull() ? "" : text(node, "an item of " + key);
    }

    private String text(JsonNode node, String key) {
        insist(node.isTextual(), key, "a text");
        return node.textValue();
    }

    private void insist(boolean holds, String key, String wanted) {
        if (!holds) {
            throw new BadPolicy(
                    place, "'%s' must be %s; k8s-keystone-auth does not start with it".formatted(key, wanted));
        }
    }
}
