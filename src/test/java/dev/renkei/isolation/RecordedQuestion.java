package dev.renkei.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A policy, what is asked of it, and what its real authoriser said; as JSON, {@code requests} are the specs of
 * SubjectAccessReviews, and {@code error} stands instead of {@code decisions} where the authoriser refused the
 * policy.
 *
 * @param kind abac, keystone or rbac
 * @param policy the text, or the list of objects
 * @param requests what is asked
 * @param decisions what the authoriser said to each: allowed, no opinion, denied, error; empty if it refused the
 *     policy
 */
record RecordedQuestion(String kind, JsonNode policy, List<Request> requests, List<String> decisions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static RecordedQuestion ofText(String kind, String policy, List<Request> requests) {
        return new RecordedQuestion(kind, JsonNodeFactory.instance.textNode(policy), requests, List.of());
    }

    static RecordedQuestion ofObjects(List<? extends KubernetesResource> objects, List<Request> requests) {
        return new RecordedQuestion("rbac", JSON.valueToTree(objects), requests, List.of());
    }

    static RecordedQuestion read(String line) {
        try {
            var node = JSON.readTree(line);
            return new RecordedQuestion(
                    node.path("kind").textValue(),
                    node.path("policy"),
                    stream(node.path("requests")).map(RecordedQuestion::request).toList(),
                    stream(node.path("decisions")).map(JsonNode::textValue).toList());
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    String write() {
        var node = JSON.createObjectNode().put("kind", kind);
        node.set("policy", policy);
        requests.forEach(request -> node.withArray("requests").add(review(request)));
        if (decisions.isEmpty()) {
            node.put("error", "refused");
        }
        decisions.forEach(decision -> node.withArray("decisions").add(decision));
        return node.toString();
    }

    RecordedQuestion answered(List<String> answers) {
        return new RecordedQuestion(kind, policy, requests, answers);
    }

    /** Read the policy with the model. */
    Policy model() {
        return switch (kind) {
            case "abac" -> AbacPolicy.parse("policy", policy.textValue());
            case "keystone" ->
                KeystonePolicy.parse("policy", policy.textValue()).asBuilt();
            default -> RbacPolicy.of(objects());
        };
    }

    /** Say what the model says, in the words of the recording. */
    List<String> modelDecisions() {
        Policy model;
        try {
            model = model();
        } catch (BadPolicy e) {
            return List.of();
        }
        return requests.stream().map(model::decide).map(RecordedQuestion::word).toList();
    }

    private static String word(Decision decision) {
        if (decision.reason().contains("crashes")) {
            return "error";
        }
        return switch (decision.outcome()) {
            case ALLOWED -> "allowed";
            case NO_OPINION -> "no opinion";
            case DENIED -> "denied";
        };
    }

    private List<HasMetadata> objects() {
        var objects = new ArrayList<HasMetadata>();
        for (var object : policy) {
            try {
                objects.add((HasMetadata) JSON.treeToValue(object, KubernetesResource.class));
            } catch (IOException e) {
                throw new AssertionError(object.toString(), e);
            }
        }
        return objects;
    }

    private static ObjectNode review(Request request) {
        var spec = JSON.createObjectNode().put("user", request.identity().name());
        request.identity().groups().forEach(group -> spec.withArray("groups").add(group));
        // In order of the keys, so that a record that is renewed for nothing is the same.
        new TreeMap<>(request.identity().extra()).forEach((key, values) -> {
            var list = spec.withObjectProperty("extra").putArray(key);
            values.forEach(list::add);
        });
        if (request.target() instanceof Request.Resource asked) {
            var attributes = spec.putObject("resourceAttributes").put("verb", request.verb());
            put(attributes, "group", asked.apiGroup());
            put(attributes, "resource", asked.resource());
            put(attributes, "subresource", asked.subresource());
            put(attributes, "namespace", asked.namespace());
            put(attributes, "name", asked.name());
        } else if (request.target() instanceof Request.Path asked) {
            put(spec.putObject("nonResourceAttributes").put("verb", request.verb()), "path", asked.path());
        }
        return spec;
    }

    private static void put(ObjectNode node, String key, String value) {
        if (!value.isEmpty()) {
            node.put(key, value);
        }
    }

    private static Request request(JsonNode spec) {
        Map<String, List<String>> extra = new HashMap<>();
        spec.path("extra").properties().forEach(entry -> extra.put(entry.getKey(), texts(entry.getValue())));
        var identity = new Identity(spec.path("user").asText(), texts(spec.path("groups")), extra);
        var resource = spec.path("resourceAttributes");
        if (resource.isMissingNode()) {
            var path = spec.path("nonResourceAttributes");
            return new Request(
                    identity,
                    path.path("verb").asText(),
                    new Request.Path(path.path("path").asText()));
        }
        return new Request(
                identity,
                resource.path("verb").asText(),
                new Request.Resource(
                        resource.path("group").asText(),
                        resource.path("resource").asText(),
                        resource.path("subresource").asText(),
                        resource.path("namespace").asText(),
                        resource.path("name").asText()));
    }

    private static List<String> texts(JsonNode list) {
        return stream(list).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
