package dev.renkei.isolation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads one line of an ABAC file as Kubernetes' decoder does, which is more lenient than the file's documentation: a
 * line that does not begin with a brace is read as YAML, unknown keys are passed over, and a rule without version or
 * kind is of the old format, where a key that is missing means everything.
 */
final class AbacLine {
    private static final String API_GROUP = "abac.authorization.kubernetes.io";
    private static final JsonMapper JSON = PolicyJson.wholeTextMapper();

    private final String place;
    private final JsonNode line;

    private AbacLine(String place, JsonNode line) {
        this.place = place;
        this.line = line;
    }

    static AbacRule read(String place, String text) {
        return new AbacLine(place, tree(place, text)).rule();
    }

    private static JsonNode tree(String place, String text) {
        var tree = text.strip().startsWith("{") ? json(place, text) : yaml(place, text);
        if (tree.isNull()) {
            return MissingNode.getInstance();
        }
        if (!tree.isObject()) {
            throw new BadPolicy(place, "a line must be a JSON object; Kubernetes does not start with this one");
        }
        return tree;
    }

    private static JsonNode json(String place, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw PolicyJson.bad(place, e);
        }
    }

    private static JsonNode yaml(String place, String text) {
        try {
            return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        } catch (YAMLException | IllegalArgumentException e) {
            throw new BadPolicy(place, "neither JSON nor YAML; Kubernetes does not start with this line");
        }
    }

    private AbacRule rule() {
        var version = text(line, "apiVersion");
        var kind = text(line, "kind");
        if (!kind.isEmpty() && !kind.equals("Policy")) {
            throw new BadPolicy(place, "unknown kind '%s'; write Policy".formatted(kind));
        }
        if (version.isEmpty() || version.equals(API_GROUP + "/v0")) {
            return unversioned();
        }
        if (!version.equals(API_GROUP + "/v1beta1")) {
            throw new BadPolicy(place, "unknown apiVersion '%s'; write %s/v1beta1".formatted(version, API_GROUP));
        }
        if (kind.isEmpty()) {
            throw new BadPolicy(place, "kind is missing; write Policy");
        }
        return versioned(part(line, "spec"));
    }

    private AbacRule versioned(JsonNode spec) {
        var user = text(spec, "user");
        var group = text(spec, "group");
        // A star is not everybody, and it makes the other of the two void.
        var everyone = user.equals("*") || group.equals("*");
        return new AbacRule(
                place,
                everyone ? "" : user,
                everyone ? Identity.AUTHENTICATED : group,
                flag(spec, "readonly"),
                text(spec, "apiGroup"),
                text(spec, "resource"),
                text(spec, "namespace"),
                text(spec, "nonResourcePath"));
    }

    /** Read the format of Kubernetes 1.0, in which what is not said is unlimited. */
    private AbacRule unversioned() {
        var user = text(line, "user");
        var group = text(line, "group");
        var namespace = text(line, "namespace");
        var resource = text(line, "resource");
        var everyone = user.equals("*") || group.equals("*") || user.isEmpty() && group.isEmpty();
        return new AbacRule(
                place,
                everyone ? "" : user,
                everyone ? Identity.AUTHENTICATED : group,
                flag(line, "readonly"),
                "*",
                resource.isEmpty() ? "*" : resource,
                namespace.isEmpty() ? "*" : namespace,
                namespace.isEmpty() && resource.isEmpty() ? "*" : "");
    }

    private JsonNode part(JsonNode parent, String key) {
        var value = parent.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return MissingNode.getInstance();
        }
        if (!value.isObject()) {
            throw wrongType(key, "an object");
        }
        return value;
    }

    private String text(JsonNode parent, String key) {
        var value = parent.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw wrongType(key, "a text");
        }
        return value.textValue();
    }

    private boolean flag(JsonNode parent, String key) {
        var value = parent.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrongType(key, "true or false");
        }
        return value.booleanValue();
    }

    private BadPolicy wrongType(String key, String wanted) {
        return new BadPolicy(place, "'%s' must be %s; Kubernetes does not start with this line".formatted(key, wanted));
    }
}
