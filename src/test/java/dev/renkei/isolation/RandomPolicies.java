package dev.renkei.isolation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes policies and requests of few words, so that they often have to do with each other. What it makes follows from
 * its seed alone.
 */
final class RandomPolicies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IDENTITY = "alpha.kubernetes.io/identity/";

    private static final List<String> USERS = List.of(
            "kinoshita", "tanaka", "system:serviceaccount:team-a:default", "system:serviceaccount:team-b:default");
    private static final List<String> GROUPS = List.of("system:authenticated", "system:unauthenticated", "devs", "ops");
    private static final List<String> NAMESPACES = List.of("team-a", "team-b", "kube-system");
    private static final List<String> RESOURCES = List.of("pods", "secrets", "nodes", "services");
    private static final List<String> SUBRESOURCES = List.of("log", "exec", "proxy");
    private static final List<String> API_GROUPS = List.of("", "apps");
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "delete");
    private static final List<String> NAMES = List.of("web", "db");
    private static final List<String> PATHS = List.of("/", "/api", "/api/v1", "/apis", "/healthz");
    private static final List<String> PATH_PATTERNS =
            List.of("/", "/api", "/api/*", "/api*", "/api**", "*", "**", "/*", "/v1*", "/healthz", "");
    private static final List<String> PROJECTS = List.of("siteop-pc-team", "other-team", "c1f7910086964990");
    private static final List<String> ROLES = List.of("member", "reader", "admin");

    private final Random random;

    RandomPolicies(long seed) {
        random = new Random(seed);
    }

    // ---------------------------------------------------------------- requests

    List<Request> requests(int count) {
        return Stream.generate(this::request).limit(count).toList();
    }

    Request request() {
        return new Request(identity(), one(VERBS), oneIn(5) ? path() : resource());
    }

    private Request.Target path() {
        return new Request.Path(one(PATHS));
    }

    private Request.Target resource() {
        return new Request.Resource(
                one(API_GROUPS),
                oneIn(40) ? "" : one(RESOURCES),
                oneIn(2) ? one(SUBRESOURCES) : "",
                oneIn(4) ? "" : one(NAMESPACES),
                oneIn(2) ? one(NAMES) : "");
    }

    Identity identity() {
        var groups = new ArrayList<String>();
        if (!oneIn(20)) {
            groups.add(oneIn(8) ? Identity.UNAUTHENTICATED : Identity.AUTHENTICATED);
            groups.addAll(some(List.of("devs", "ops"), 1));
        }
        var extra = new TreeMap<String, List<String>>();
        if (!oneIn(8)) {
            extra.put(IDENTITY + "roles", some(ROLES, 2));
            if (!oneIn(6)) {
                extra.put(IDENTITY + "project/name", List.of(one(PROJECTS)));
            }
            if (oneIn(2)) {
                extra.put(IDENTITY + "project/id", List.of(one(PROJECTS)));
            }
        }
        return new Identity(one(USERS), groups, extra);
    }

    // ---------------------------------------------------------------- ABAC

    String abac(int lines) {
        return String.join("\n", Stream.generate(this::abacLine).limit(lines).toList());
    }

    String abacLine() {
        return switch (random.nextInt(12)) {
            case 0 -> "# " + one(USERS);
            case 1 -> " ".repeat(random.nextInt(3));
            case 2, 3 -> abacUnversioned();
            default -> abacVersioned();
        };
    }

    private String abacUnversioned() {
        var line = JSON.createObjectNode();
        abacWho(line);
        perhaps(line, "resource", () -> one(orStar(RESOURCES)));
        perhaps(line, "namespace", () -> one(orStar(NAMESPACES)));
        return line.toString();
    }

    private String abacVersioned() {
        var line = JSON.createObjectNode()
                .put("apiVersion", "abac.authorization.kubernetes.io/v1beta1")
                .put("kind", "Policy");
        var spec = line.putObject("spec");
        abacWho(spec);
        perhaps(spec, "apiGroup", () -> one(orStar(API_GROUPS)));
        perhaps(spec, "resource", () -> one(orStar(RESOURCES)));
        perhaps(spec, "namespace", () -> one(orStar(NAMESPACES)));
        if (oneIn(4)) {
            spec.put("nonResourcePath", one(PATH_PATTERNS));
        }
        return line.toString();
    }

    private void abacWho(ObjectNode spec) {
        perhaps(spec, "user", () -> one(orStar(USERS)));
        perhaps(spec, "group", () -> one(orStar(GROUPS)));
        if (oneIn(3)) {
            spec.put("readonly", random.nextBoolean());
        }
    }

    // ---------------------------------------------------------------- Keystone

    String keystone(int rules) {
        var list = JSON.createArrayNode();
        for (var rule = 0; rule < rules; rule++) {
            keystoneRule(list);
        }
        return list.toString();
    }

    private void keystoneRule(ArrayNode list) {
        if (oneIn(60)) {
            list.addNull();
            return;
        }
        var rule = list.addObject();
        var version = random.nextInt(5);
        if (version <= 1) {
            keystoneVersion1(rule);
        }
        if (version >= 1) {
            keystoneVersion2(rule);
        }
    }

    private void keystoneVersion1(ObjectNode rule) {
        if (oneIn(3)) {
            var spec = rule.putObject(oneIn(10) ? "NonResource" : "nonresource");
            texts(spec, "verbs", oneIn(10) ? List.of("get", "") : some(orStar(VERBS), 3));
            perhaps(spec, "path", () -> one(PATH_PATTERNS));
        } else {
            var spec = rule.putObject("resource");
            texts(spec, "verbs", some(orStar(VERBS), 3));
            texts(
                    spec,
                    "resources",
                    Stream.generate(this::resourceWithSubresource).limit(3).toList());
            often(spec, "version", () -> one(orStar(API_GROUPS)));
            often(spec, "namespace", () -> oneIn(6) ? "" : one(orStar(NAMESPACES)));
        }
        if (!oneIn(6)) {
            var match = rule.putArray("match");
            for (var count = random.nextInt(3); count > 0; count--) {
                keystoneMatch(match.addObject());
            }
        }
    }

    private void keystoneMatch(ObjectNode match) {
        var type = one(List.of("user", "group", "project", "role", oneIn(5) ? "domain" : "role"));
        match.put("type", type);
        var values = switch (type) {
            case "user" -> USERS;
            case "group" -> GROUPS;
            case "project" -> PROJECTS;
            default -> ROLES;
        };
        texts(match, "values", oneIn(8) ? List.of(one(List.of("*", ""))) : some(values, 2));
    }

    private void keystoneVersion2(ObjectNode rule) {
        if (!oneIn(6)) {
            var users = rule.putObject("users");
            if (!oneIn(8)) {
                texts(users, "projects", some(PROJECTS, 2));
            }
            if (!oneIn(4)) {
                texts(users, "roles", some(ROLES, 1));
            }
        } else if (oneIn(3)) {
            rule.putNull("users");
        }
        if (!oneIn(5)) {
            var permissions = rule.putObject("resource_permissions");
            for (var count = 1 + random.nextInt(3); count > 0; count--) {
                texts(permissions, keystoneKey(), keystoneVerbs());
            }
        }
        if (oneIn(3)) {
            var permissions = rule.putObject("nonresource_permissions");
            texts(permissions, one(PATH_PATTERNS), keystoneVerbs());
        }
    }

    private List<String> keystoneVerbs() {
        return oneIn(8) ? List.of("GET", "List") : some(orStar(VERBS), 3);
    }

    private String keystoneKey() {
        return definition(NAMESPACES)
                + (oneIn(10) ? " / " : "/")
                + (oneIn(5) ? resourceWithSubresource() : definition(RESOURCES));
    }

    private String definition(List<String> words) {
        var first = one(words);
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> "*";
            case 3 -> "!" + first;
            case 4 -> "['%s', '%s']".formatted(first, one(words));
            case 5 -> "!['%s', '%s']".formatted(first, one(words));
            case 6 -> one(List.of("['*']", "![]", "!['*']", "[]", "!*", "!!" + first));
            case 7 ->
                one(List.of(
                        "['" + first,
                        "['" + first + "']]",
                        "[" + first + "]",
                        "[null, 5]",
                        "['x', ']']",
                        "[\"" + first + "\"]",
                        "!",
                        ""));
            case 8 -> first.toUpperCase();
            default -> first;
        };
    }

    private String resourceWithSubresource() {
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> one(RESOURCES) + "/*";
            case 2 -> one(RESOURCES) + "/" + one(SUBRESOURCES);
            case 3 -> "*/" + one(SUBRESOURCES);
            default -> one(RESOURCES);
        };
    }

    // ---------------------------------------------------------------- RBAC

    List<HasMetadata> rbac(int bindings) {
        // A cluster has no two objects of one kind and name.
        Map<String, HasMetadata> objects = new LinkedHashMap<>();
        for (var role : List.of("viewer", "editor")) {
            keep(
                    objects,
                    new ClusterRoleBuilder()
                            .withNewMetadata()
                            .withName(role)
                            .endMetadata()
                            .withRules(rules())
                            .build());
            for (var namespace : NAMESPACES) {
                if (oneIn(2)) {
                    keep(
                            objects,
                            new RoleBuilder()
                                    .withNewMetadata()
                                    .withName(role)
                                    .withNamespace(namespace)
                                    .endMetadata()
                                    .withRules(rules())
                                    .build());
                }
            }
        }
        for (var binding = 0; binding < bindings; binding++) {
            keep(objects, binding("binding-" + binding));
        }
        return List.copyOf(objects.values());
    }

    private static void keep(Map<String, HasMetadata> objects, HasMetadata object) {
        var metadata = object.getMetadata();
        objects.put(object.getKind() + " " + metadata.getNamespace() + "/" + metadata.getName(), object);
    }

    private HasMetadata binding(String name) {
        var role = new RoleRef(
                "rbac.authorization.k8s.io",
                one(List.of("ClusterRole", "ClusterRole", "Role")),
                one(List.of("viewer", "editor", oneIn(4) ? "gone" : "viewer")));
        var subjects = Stream.generate(this::subject)
                .limit(oneIn(8) ? 0 : 1 + random.nextInt(2))
                .toList();
        return oneIn(3)
                ? new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRoleRef(role)
                        .withSubjects(subjects)
                        .build()
                : new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(one(NAMESPACES))
                        .endMetadata()
                        .withRoleRef(role)
                        .withSubjects(subjects)
                        .build();
    }

    private Subject subject() {
        return switch (random.nextInt(4)) {
            case 0 -> new SubjectBuilder().withKind("User").withName(one(USERS)).build();
            case 1 ->
                new SubjectBuilder()
                        .withKind("ServiceAccount")
                        .withName("default")
                        .withNamespace(oneIn(3) ? null : one(NAMESPACES))
                        .build();
            case 2 ->
                new SubjectBuilder()
                        .withKind(oneIn(5) ? "Team" : "Group")
                        .withName(one(GROUPS))
                        .build();
            default ->
                new SubjectBuilder().withKind("Group").withName(one(GROUPS)).build();
        };
    }

    private List<PolicyRule> rules() {
        return Stream.generate(this::rule)
                .limit(oneIn(8) ? 0 : 1 + random.nextInt(3))
                .toList();
    }

    private PolicyRule rule() {
        var rule = new PolicyRuleBuilder().withVerbs(oneIn(2) ? List.of("*") : some(VERBS, 3));
        if (oneIn(4)) {
            return rule.withNonResourceURLs(some(PATH_PATTERNS, 2)).build();
        }
        return rule.withApiGroups(oneIn(2) ? List.of("*") : some(API_GROUPS, 2))
                .withResources(
                        Stream.generate(this::resourceWithSubresource).limit(2).toList())
                .withResourceNames(oneIn(4) ? some(NAMES, 1) : List.of())
                .build();
    }

    // ---------------------------------------------------------------- dice

    boolean oneIn(int sides) {
        return random.nextInt(sides) == 0;
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Choose between none and this many, without one twice. */
    private List<String> some(List<String> list, int most) {
        return Stream.generate(() -> one(list))
                .limit(random.nextInt(most + 1))
                .distinct()
                .toList();
    }

    private static List<String> orStar(List<String> list) {
        return Stream.concat(list.stream(), Stream.of("*")).toList();
    }

    private void perhaps(ObjectNode node, String key, Supplier<String> value) {
        if (!oneIn(3)) {
            node.put(key, value.get());
        }
    }

    private void often(ObjectNode node, String key, Supplier<String> value) {
        if (!oneIn(15)) {
            node.put(key, value.get());
        }
    }

    private static void texts(ObjectNode node, String key, List<String> values) {
        var list = node.putArray(key);
        values.forEach(list::add);
    }
}
