package dev.renkei.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds for every policy and every request; each seed is another policy, and the message names it. */
class PolicyPropertiesTest {
    private static final int POLICIES = 300;
    private static final int REQUESTS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @DisplayName("A further line of an ABAC file takes nothing away")
    void abacLineAdded() {
        var granted = new AtomicInteger();
        forEachSeed(seed -> {
            var random = new RandomPolicies(seed);
            var text = random.abac(3);
            onlyWidens(seed, abac(text), abac(text + "\n" + random.abacLine()), random, granted);
        });
        assertThat(granted).as("some line gave something").hasPositiveValue();
    }

    @Test
    @DisplayName("The order of an ABAC file's lines does not matter")
    void abacOrder() {
        forEachSeed(seed -> {
            var random = new RandomPolicies(seed);
            var lines = new ArrayList<>(List.of(random.abac(6).split("\n")));
            var ordered = abac(String.join("\n", lines));
            Collections.shuffle(lines, new Random(seed));
            agree(seed, ordered, abac(String.join("\n", lines)), random);
        });
    }

    @Test
    @DisplayName("A star in the place of a resource, namespace, API group or path widens an ABAC rule")
    void abacStar() {
        var granted = new AtomicInteger();
        for (var key : List.of("resource", "namespace", "apiGroup", "nonResourcePath")) {
            forEachSeed(seed -> {
                var random = new RandomPolicies(seed);
                var text = random.abac(3);
                onlyWidens(seed, abac(text), abac(withStar(text, key)), random, granted);
            });
        }
        assertThat(granted).as("some star gave something").hasPositiveValue();
    }

    @Test
    @DisplayName("A further rule of Keystone's policy takes nothing away, as its documentation says")
    void keystoneRuleAdded() {
        var granted = new AtomicInteger();
        forEachSeed(seed -> {
            var random = new RandomPolicies(seed);
            var text = random.keystone(4);
            var rules = (ArrayNode) tree(text);
            rules.remove(new Random(seed).nextInt(rules.size()));
            onlyWidens(
                    seed,
                    keystone(rules.toString()).asDocumented(),
                    keystone(text).asDocumented(),
                    random,
                    granted);
        });
        assertThat(granted).as("some rule gave something").hasPositiveValue();
    }

    @Test
    @DisplayName("The order of the rules of Keystone's policy does not matter, as its documentation says")
    void keystoneOrder() {
        forEachSeed(seed -> {
            var random = new RandomPolicies(seed);
            var rules = new ArrayList<JsonNode>();
            var text = random.keystone(5);
            tree(text).forEach(rules::add);
            Collections.shuffle(rules, new Random(seed));
            agree(
                    seed,
                    keystone(text).asDocumented(),
                    keystone(rules.toString()).asDocumented(),
                    random);
        });
    }

    @Test
    @DisplayName("Where what is built and what is documented disagree, a known difference of the right kind is named")
    void keystoneDifferences() {
        var named = new AtomicInteger();
        forEachSeed(seed -> {
            var random = new RandomPolicies(seed);
            var policy = keystone(random.keystone(4));
            for (var request : random.requests(REQUESTS)) {
                var built = policy.asBuilt().decide(request).isAllowed();
                var documented = policy.asDocumented().decide(request).isAllowed();
                var differences = policy.differences(request);
                assertThat(differences.isEmpty())
                        .as("seed %d: %s", seed, request)
                        .isEqualTo(built == documented);
                assertThat(differences).as("seed %d: %s", seed, request).allMatch(each -> each.opens() == built);
                named.addAndGet(differences.size());
            }
        });
        assertThat(named).as("some difference showed").hasPositiveValue();
    }

    @Test
    @DisplayName("A further role or binding takes nothing away")
    void rbacObjectAdded() {
        var granted = new AtomicInteger();
        forEachSeed(seed -> {
            var random = new RandomPolicies(seed);
            var objects = random.rbac(6);
            var without = new ArrayList<HasMetadata>(objects);
            without.remove(new Random(seed).nextInt(objects.size()));
            onlyWidens(seed, RbacPolicy.of(without), RbacPolicy.of(objects), random, granted);
        });
        assertThat(granted).as("some object gave something").hasPositiveValue();
    }

    @Test
    @DisplayName("The order of roles and bindings does not matter")
    void rbacOrder() {
        forEachSeed(seed -> {
            var random = new RandomPolicies(seed);
            var objects = new ArrayList<>(random.rbac(6));
            var ordered = RbacPolicy.of(objects);
            Collections.shuffle(objects, new Random(seed));
            agree(seed, ordered, RbacPolicy.of(objects), random);
        });
    }

    @Test
    @DisplayName("Each policy says the same to the same request, and a reason in one line")
    void reasons() {
        forEachSeed(seed -> {
            var random = new RandomPolicies(seed);
            for (var policy : List.of(
                    abac(random.abac(3)), keystone(random.keystone(3)).asBuilt(), RbacPolicy.of(random.rbac(3)))) {
                var request = random.request();
                assertThat(policy.decide(request))
                        .as("seed %d: %s", seed, request)
                        .isEqualTo(policy.decide(request));
                assertThat(policy.decide(request).reason()).isNotBlank().doesNotContain("\n");
            }
        });
    }

    private static void forEachSeed(LongConsumer property) {
        LongStream.range(0, POLICIES).forEach(property);
    }

    private static void onlyWidens(
            long seed, Policy narrow, Policy wide, RandomPolicies random, AtomicInteger granted) {
        for (var request : random.requests(REQUESTS)) {
            var before = narrow.decide(request);
            var after = wide.decide(request);
            assertThat(before.isAllowed() && !after.isAllowed())
                    .as("seed %d: %s was allowed, as %s", seed, request, before.reason())
                    .isFalse();
            granted.addAndGet(after.isAllowed() && !before.isAllowed() ? 1 : 0);
        }
    }

    private static void agree(long seed, Policy one, Policy other, RandomPolicies random) {
        for (var request : random.requests(REQUESTS)) {
            assertThat(other.decide(request).outcome())
                    .as("seed %d: %s", seed, request)
                    .isEqualTo(one.decide(request).outcome());
        }
    }

    private static String withStar(String text, String key) {
        return String.join(
                "\n",
                text.lines()
                        .map(line -> line.startsWith("{") ? lineWithStar(line, key) : line)
                        .toList());
    }

    private static String lineWithStar(String line, String key) {
        var rule = tree(line);
        if (rule.path("spec") instanceof ObjectNode spec) {
            spec.put(key, "*");
        }
        return rule.toString();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static AbacPolicy abac(String text) {
        return AbacPolicy.parse("policy.jsonl", text);
    }

    private static KeystonePolicy keystone(String text) {
        return KeystonePolicy.parse("policy.json", text);
    }
}
