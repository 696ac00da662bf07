package dev.renkei.isolation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * What stands on either side of the slash in a key of version 2: {@code name}, {@code *}, {@code ['a', 'b']}, and
 * each of them after an exclamation mark, as all but that.
 *
 * @param text the text, in small letters
 * @param isExclusion whether it is all but the items
 * @param items the names; none if it cannot be read, which then is for nothing
 * @param isReadable whether it can be read
 */
record KeystoneDefinition(String text, boolean isExclusion, List<String> items, boolean isReadable) {
    private static final JsonMapper JSON = PolicyJson.wholeTextMapper();

    static KeystoneDefinition of(String text) {
        var isExclusion = text.startsWith("!");
        var names = isExclusion ? text.substring(1) : text;
        if (!names.startsWith("[")) {
            return new KeystoneDefinition(text, isExclusion, List.of(names), true);
        }
        try {
            // Only a list that ends at its first closing bracket counts as one.
            if (names.indexOf(']') == names.length() - 1) {
                return new KeystoneDefinition(text, isExclusion, names(JSON.readTree(names.replace('\'', '"'))), true);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Falls through: k8s-keystone-auth passes over what it cannot read.
        }
        return new KeystoneDefinition(text, isExclusion, List.of(), false);
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> {
                    if (!item.isTextual() && !item.isNull()) {
                        throw new IllegalArgumentException("not a name: " + item);
                    }
                    return item.isNull() ? "" : item.textValue();
                })
                .toList();
    }

    boolean isAny() {
        return text.equals("*");
    }

    /** Tell whether it is for a name; it is for none, too, which only reviews that are made by hand ask for. */
    boolean covers(String name) {
        return name.isEmpty() || covers(List.of(name), List.of(name));
    }

    /**
     * Tell whether it is for a sub-resource, as version 1 and roles compare them: {@code pods} is not, {@code
     * pods/log}, {@code pods/*} and {@code *} are. An exclusion of pods is one of all that pods have.
     */
    boolean coversSubresource(String resource, String subresource) {
        var names = List.of(resource + "/" + subresource, resource + "/*");
        return covers(names, List.of(names.get(0), names.get(1), resource));
    }

    private boolean covers(List<String> included, List<String> excluded) {
        Predicate<String> isAmong = item -> item.equals("*") || (isExclusion ? excluded : included).contains(item);
        return isReadable && items.stream().anyMatch(isAmong) != isExclusion;
    }
}
