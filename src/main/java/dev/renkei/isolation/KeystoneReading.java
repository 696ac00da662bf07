package dev.renkei.isolation;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keystone's policy, read with some of the differences from its documentation, or with none.
 *
 * @param file the policy's name
 * @param rules its rules
 * @param differences the differences to read it with
 */
record KeystoneReading(String file, List<KeystoneRule> rules, Set<KnownDifference> differences) implements Policy {
    private static final String ROLES = "alpha.kubernetes.io/identity/roles";
    private static final String PROJECT_ID = "alpha.kubernetes.io/identity/project/id";
    private static final String PROJECT_NAME = "alpha.kubernetes.io/identity/project/name";

    /** What one rule means for a request. */
    private enum Effect {
        ALLOWS,
        PASSES,
        ENDS_THE_ANSWER
    }

    /**
     * What one rule means for a request, and why.
     *
     * @param what what in the rule has this effect; empty if it passes
     */
    private record Judgement(Effect effect, String what) {
        static final Judgement PASSES = new Judgement(Effect.PASSES, "");

        static Judgement allows(String what) {
            return new Judgement(Effect.ALLOWS, what);
        }

        static Judgement allowsIf(boolean condition, String what) {
            return condition ? allows(what) : PASSES;
        }
    }

    @Override
    public Decision decide(Request request) {
        var identity = request.identity();
        if (is(KnownDifference.NO_ANSWER_WITHOUT_GROUPS) && identity.groups().isEmpty()) {
            return noAnswer("'%s' is in no group".formatted(identity.name()));
        }
        if (rules.isEmpty()) {
            return Decision.noOpinion(file + " has no rule");
        }
        if (identity.extra().isEmpty()) {
            return Decision.noOpinion("'%s' does not come from Keystone".formatted(identity.name()));
        }
        for (var rule : rules) {
            var judgement = judge(rule, request);
            if (judgement.effect() == Effect.ALLOWS) {
                return Decision.allowed(rule.place() + " allows it: " + judgement.what());
            }
            if (judgement.effect() == Effect.ENDS_THE_ANSWER) {
                return noAnswer(rule.place() + " " + judgement.what());
            }
        }
        return Decision.noOpinion("no rule of " + file + " matches");
    }

    private static Decision noAnswer(String why) {
        return Decision.noOpinion(
                "k8s-keystone-auth crashes and gives no answer, which the API server tells as an error: " + why);
    }

    private boolean is(KnownDifference difference) {
        return differences.contains(difference);
    }

    private Judgement judge(KeystoneRule rule, Request request) {
        if (rule.isNull()) {
            return unfinished("is null");
        }
        if (rule.users() != null && !isAmong(rule.users(), request.identity())) {
            return Judgement.PASSES;
        }
        if (request.target() instanceof Request.Resource asked) {
            return rule.resourcePermissions() != null
                    ? ofVersion2(rule.resourcePermissions(), asked, request.verb())
                    : ofVersion1(rule, asked, request);
        }
        var asked = (Request.Path) request.target();
        return rule.pathPermissions() != null
                ? ofVersion2(rule.pathPermissions(), asked, request.verb())
                : ofVersion1(rule, asked, request);
    }

    private Judgement unfinished(String what) {
        return is(KnownDifference.UNFINISHED_RULE_ENDS_THE_ANSWER)
                ? new Judgement(Effect.ENDS_THE_ANSWER, what)
                : Judgement.PASSES;
    }

    private static boolean isAmong(Map<String, List<String>> users, Identity identity) {
        return identity.extra(ROLES).containsAll(users.getOrDefault("roles", List.of()))
                && projects(identity).anyMatch(users.getOrDefault("projects", List.of())::contains);
    }

    private static Stream<String> projects(Identity identity) {
        return Stream.of(PROJECT_ID, PROJECT_NAME).map(identity::extra).flatMap(List::stream);
    }

    private Judgement ofVersion2(Map<String, List<String>> permissions, Request.Resource asked, String verb) {
        return permissions.entrySet().stream()
                .filter(permission -> covers(permission.getKey(), asked))
                .filter(permission -> permission.getValue().stream()
                        .map(allowed -> allowed.toLowerCase(Locale.ROOT))
                        .anyMatch(allowed -> allowed.equals("*") || allowed.equals(verb)))
                .findFirst()
                .map(permission -> Judgement.allows("'%s': %s".formatted(permission.getKey(), permission.getValue())))
                .orElse(Judgement.PASSES);
    }

    private boolean covers(String key, Request.Resource asked) {
        var parts = key.split("/", is(KnownDifference.SUBRESOURCE_KEYS_SKIPPED) ? -1 : 2);
        if (parts.length != 2) {
            return false;
        }
        var namespaces = KeystoneDefinition.of(parts[0].strip().toLowerCase(Locale.ROOT));
        var resources = KeystoneDefinition.of(parts[1].strip().toLowerCase(Locale.ROOT));
        // What is in no namespace, or in all of them, is not in all but one either.
        if (asked.namespace().isEmpty() ? !namespaces.isAny() : !namespaces.covers(asked.namespace())) {
            return false;
        }
        if (asked.subresource().isEmpty()) {
            return resources.covers(asked.resource());
        }
        return resources.coversSubresource(asked.resource(), asked.subresource())
                || is(KnownDifference.SUBRESOURCES_NOT_COMPARED) && resources.covers(asked.resource());
    }

    private Judgement ofVersion2(Map<String, List<String>> permissions, Request.Path asked, String verb) {
        return permissions.entrySet().stream()
                .filter(permission -> is(KnownDifference.PATH_PATTERNS_NOT_READ)
                        ? permission.getKey().equals(asked.path())
                        : PathPattern.covers(permission.getKey(), asked.path()))
                .filter(permission -> hasOrAny(permission.getValue(), verb))
                .findFirst()
                .map(permission -> Judgement.allows("'%s': %s".formatted(permission.getKey(), permission.getValue())))
                .orElse(Judgement.PASSES);
    }

    private Judgement ofVersion1(KeystoneRule rule, Request.Resource asked, Request request) {
        var written = rule.resource();
        if (written == null) {
            return Judgement.PASSES;
        }
        if (written.apiGroup() == null) {
            return unfinished("has no version");
        }
        if (!isOrAny(written.apiGroup(), asked.apiGroup())) {
            return Judgement.PASSES;
        }
        if (written.namespace() == null) {
            return unfinished("has no namespace");
        }
        return Judgement.allowsIf(
                isOrAny(written.namespace(), asked.namespace())
                        && coversResource(written.resources(), asked)
                        && hasOrAny(written.verbs(), request.verb())
                        && matches(rule.match(), request.identity()),
                "%s on %s".formatted(written.verbs(), written.resources()));
    }

    private static boolean coversResource(List<String> resources, Request.Resource asked) {
        return hasOrAny(resources, asked.combined())
                || !asked.subresource().isEmpty() && resources.contains(asked.resource() + "/*");
    }

    private static Judgement ofVersion1(KeystoneRule rule, Request.Path asked, Request request) {
        var written = rule.path();
        if (written == null || written.path() == null || written.verbs().contains("")) {
            return Judgement.PASSES;
        }
        return Judgement.allowsIf(
                hasOrAny(written.verbs(), request.verb())
                        && PathPattern.covers(written.path(), asked.path())
                        && matches(rule.match(), request.identity()),
                "%s on %s".formatted(written.verbs(), written.path()));
    }

    private static boolean matches(List<KeystoneRule.Match> all, Identity identity) {
        return all.stream().allMatch(match -> switch (match.type()) {
            case "group" -> hasOneOf(match.values(), identity.groups());
            // The webhook is told no id of the user, and takes the empty one for it.
            case "user" -> hasOneOf(match.values(), List.of(identity.name(), ""));
            case "project" -> hasOneOf(match.values(), projects(identity).toList());
            case "role" -> hasOneOf(match.values(), identity.extra(ROLES));
            default -> false;
        });
    }

    private static boolean hasOneOf(List<String> wanted, Collection<String> had) {
        return wanted.contains("*") || had.stream().anyMatch(wanted::contains);
    }

    private static boolean hasOrAny(List<String> patterns, String value) {
        return patterns.contains("*") || patterns.contains(value);
    }

    private static boolean isOrAny(String pattern, String value) {
        return pattern.equals("*") || pattern.equals(value);
    }
}
