package dev.renkei.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The reports' own names in JSON: what is written here is what the schemas in reports/ publish. */
final class ReportJson {
    static final int SCHEMA = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ReportJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String line(JsonNode node) {
        return node.toString();
    }

    static String page(JsonNode node) {
        return node.toPrettyString() + "\n";
    }

    static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw new ReportException("not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new ReportException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Read a report of this schema; whatever is wrong with it is said with the file's name. */
    static <T> T read(Path file, Function<JsonNode, T> report) {
        try {
            JsonNode node = parse(Files.readString(file));
            int schema = required(node, "schema").asInt();
            if (schema != SCHEMA) {
                throw new ReportException("schema " + schema + " is not the one that is read here, " + SCHEMA);
            }
            return report.apply(node);
        } catch (ReportException e) {
            throw new ReportException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ReportException(file + " can't be read: " + e, e);
        }
    }

    static ObjectNode result(ScenarioResult result) {
        ObjectNode node = object();
        node.put("id", result.id());
        node.put("title", result.title());
        node.put("verdict", result.verdict().label());
        node.put("started", instant(result.startedAt()));
        node.put("seconds", seconds(result.total()));
        node.put("ownSeconds", seconds(result.own()));
        node.put("reason", result.reason());
        node.put("link", result.link());
        ObjectNode calls = node.putObject("apiCalls");
        result.apiCalls().forEach(calls::put);
        ObjectNode windows = node.putObject("windows");
        result.windows().forEach((name, time) -> windows.put(name, seconds(time)));
        ObjectNode latencies = node.putObject("latencies");
        result.latencies().forEach((name, time) -> latencies.put(name, seconds(time)));
        ArrayNode steps = node.putArray("steps");
        for (StepRecord step : result.steps()) {
            steps.addObject()
                    .put("name", step.name())
                    .put("at", seconds(step.startOffset()))
                    .put("seconds", seconds(step.duration()));
        }
        node.put("evidence", result.evidence());
        node.set(
                "contract", result.contract() == null ? null : result.contract().json());
        ArrayNode records = node.putArray("records");
        result.records().forEach(sighting -> records.add(sighting.json()));
        ArrayNode decisions = node.putArray("decisions");
        result.decisions().forEach(row -> decisions.add(row.json()));
        return node;
    }

    static ScenarioResult result(JsonNode node) {
        return new ScenarioResult(
                text(node, "id"),
                text(node, "title"),
                Verdict.of(text(node, "verdict")),
                instantOrNull(node, "started"),
                duration(node, "seconds"),
                duration(node, "ownSeconds"),
                textOrNull(node, "reason"),
                textOrNull(node, "link"),
                map(node, "apiCalls", JsonNode::asInt),
                map(node, "windows", ReportJson::duration),
                map(node, "latencies", ReportJson::duration),
                list(
                        node,
                        "steps",
                        step -> new StepRecord(text(step, "name"), duration(step, "at"), duration(step, "seconds"))),
                textOrNull(node, "evidence"),
                node.hasNonNull("contract") ? ContractFacts.parse(node.get("contract")) : null,
                node.has("records") ? list(node, "records", Sighting::parse) : List.of(),
                node.has("decisions") ? list(node, "decisions", DecisionRow::parse) : List.of());
    }

    static ObjectNode leak(Leak leak) {
        return object().put("kind", leak.kind())
                .put("id", leak.id())
                .put("name", leak.name())
                .put("scenario", leak.scenario());
    }

    static Leak leak(JsonNode node) {
        return new Leak(text(node, "kind"), text(node, "id"), text(node, "name"), textOrNull(node, "scenario"));
    }

    static ObjectNode proof(Proof proof) {
        return object().put("id", proof.id())
                .put("defect", proof.defect())
                .put("caught", proof.caught())
                .put("message", proof.message());
    }

    static Proof proof(JsonNode node) {
        return new Proof(
                text(node, "id"),
                text(node, "defect"),
                required(node, "caught").asBoolean(),
                textOrNull(node, "message"));
    }

    /** Turn a profile's value into JSON; what JSON has no kind for (a path, a duration, a secret) stands as its text. */
    static JsonNode plain(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        } else if (value == null) {
            return nodes.nullNode();
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode node = nodes.objectNode();
            map.forEach((key, inner) -> node.set(String.valueOf(key), plain(inner)));
            return node;
        } else if (value instanceof Collection<?> list) {
            ArrayNode node = nodes.arrayNode();
            list.forEach(inner -> node.add(plain(inner)));
            return node;
        } else if (value instanceof Boolean || value instanceof Number) {
            return JSON.valueToTree(value);
        }
        return nodes.textNode(value.toString());
    }

    static Map<String, Object> plain(JsonNode node, String name) {
        Map<String, Object> values = new LinkedHashMap<>();
        required(node, name)
                .properties()
                .forEach(entry -> values.put(entry.getKey(), JSON.convertValue(entry.getValue(), Object.class)));
        return values;
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    static String instant(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    static Instant instant(JsonNode node, String name) {
        required(node, name);
        return instantOrNull(node, name);
    }

    static Instant instantOrNull(JsonNode node, String name) {
        String text = textOrNull(node, name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ReportException("\"" + name + "\" is not a time: " + text, e);
        }
    }

    static JsonNode required(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new ReportException("\"" + name + "\" is missing");
        }
        return value;
    }

    static String text(JsonNode node, String name) {
        return required(node, name).asText();
    }

    static String textOrNull(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asText() : null;
    }

    static <V> Map<String, V> map(JsonNode node, String name, Function<JsonNode, V> value) {
        Map<String, V> values = new LinkedHashMap<>();
        required(node, name).properties().forEach(entry -> values.put(entry.getKey(), value.apply(entry.getValue())));
        return values;
    }

    static <V> List<V> list(JsonNode node, String name, Function<JsonNode, V> value) {
        List<V> values = new ArrayList<>();
        required(node, name).forEach(element -> values.add(value.apply(element)));
        return values;
    }

    static List<String> texts(JsonNode node, String name) {
        return list(node, name, JsonNode::asText);
    }

    static Duration duration(JsonNode node, String name) {
        return duration(required(node, name));
    }

    static Duration duration(JsonNode seconds) {
        return Duration.ofMillis(Math.round(seconds.asDouble() * 1000));
    }
}
