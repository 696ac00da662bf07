package dev.renkei.isolation;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The roles and bindings of a cluster, as they stand in it: the rules that aggregation gave to a ClusterRole are its
 * rules, and what Kubernetes makes by itself when it starts is there as well.
 *
 * <p>What surprises: {@code pods} is not {@code pods/log}; a rule with names of objects is for no list, no create and
 * no other request without a name; a RoleBinding gives nothing outside its namespace, and so neither paths nor
 * requests over all namespaces, even where it binds a ClusterRole; a binding to a role that is not there gives
 * nothing, and all that it would give as soon as somebody makes that role.
 */
public final class RbacPolicy implements Policy {
    /** What Kubernetes writes on the roles and bindings that it makes by itself. */
    private static final String DEFAULTS_LABEL = "kubernetes.io/bootstrapping";

    private final Map<String, List<PolicyRule>> clusterRoles = new HashMap<>();
    private final Map<String, List<PolicyRule>> roles = new HashMap<>();
    private final List<Binding> clusterBindings = new ArrayList<>();
    private final Map<String, List<Binding>> bindings = new HashMap<>();

    /**
     * One binding of either kind.
     *
     * @param namespace where it holds; empty for a ClusterRoleBinding
     */
    private record Binding(String description, String namespace, RoleRef role, List<Subject> subjects) {}

    private RbacPolicy() {}

    /**
     * Take ClusterRoles, Roles, ClusterRoleBindings and RoleBindings, in any order.
     *
     * @throws IllegalArgumentException if an object is of another kind
     */
    public static RbacPolicy of(Collection<? extends HasMetadata> objects) {
        var policy = new RbacPolicy();
        objects.forEach(policy::add);
        return policy;
    }

    private void add(HasMetadata object) {
        var name = object.getMetadata().getName();
        var namespace = Optional.ofNullable(object.getMetadata().getNamespace()).orElse("");
        if (object instanceof ClusterRole role) {
            clusterRoles.put(name, orNone(role.getRules()));
        } else if (object instanceof Role role) {
            roles.put(namespace + "/" + name, orNone(role.getRules()));
        } else if (object instanceof ClusterRoleBinding binding) {
            clusterBindings.add(
                    new Binding(described(object), "", binding.getRoleRef(), orNone(binding.getSubjects())));
        } else if (object instanceof RoleBinding binding) {
            bindings.computeIfAbsent(namespace, key -> new ArrayList<>())
                    .add(new Binding(
                            described(object), namespace, binding.getRoleRef(), orNone(binding.getSubjects())));
        } else {
            throw new IllegalArgumentException(
                    "'%s' is of kind %s, which is neither a role nor a binding".formatted(name, object.getKind()));
        }
    }

    private static String described(HasMetadata object) {
        var labels = Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
        var origin = labels.containsKey(DEFAULTS_LABEL) ? " (a default of Kubernetes)" : "";
        var namespace = object.getMetadata().getNamespace();
        var where = namespace == null ? "" : " in '" + namespace + "'";
        return "%s '%s'%s%s".formatted(object.getKind(), object.getMetadata().getName(), where, origin);
    }

    @Override
    public Decision decide(Request request) {
        var namespace = request.target() instanceof Request.Resource asked ? asked.namespace() : "";
        var local = bindings.getOrDefault(namespace, List.of());
        return Stream.concat(clusterBindings.stream(), local.stream())
                .flatMap(binding -> allowing(binding, request).stream())
                .findFirst()
                .map(Decision::allowed)
                .orElseGet(() -> Decision.noOpinion("no role that is bound to '%s' allows it"
                        .formatted(request.identity().name())));
    }

    private Optional<String> allowing(Binding binding, Request request) {
        var subject = binding.subjects().stream()
                .filter(each -> is(each, request.identity(), binding.namespace()))
                .findFirst();
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        var rules = rules(binding);
        for (var index = 0; index < rules.size(); index++) {
            if (covers(rules.get(index), request)) {
                return Optional.of("%s gives %s '%s' (rule %d) to %s '%s'"
                        .formatted(
                                binding.description(),
                                binding.role().getKind(),
                                binding.role().getName(),
                                index + 1,
                                subject.get().getKind(),
                                subject.get().getName()));
            }
        }
        return Optional.empty();
    }

    private List<PolicyRule> rules(Binding binding) {
        var name = binding.role().getName();
        return switch (String.valueOf(binding.role().getKind())) {
            case "ClusterRole" -> clusterRoles.getOrDefault(name, List.of());
            // In a ClusterRoleBinding this finds nothing, since there is no Role outside namespaces.
            case "Role" -> roles.getOrDefault(binding.namespace() + "/" + name, List.of());
            default -> List.of();
        };
    }

    private static boolean is(Subject subject, Identity identity, String bindingNamespace) {
        return switch (String.valueOf(subject.getKind())) {
            case "User" -> identity.name().equals(subject.getName());
            case "Group" -> identity.groups().contains(subject.getName());
            case "ServiceAccount" -> {
                var given = subject.getNamespace();
                var namespace = given == null || given.isEmpty() ? bindingNamespace : given;
                yield !namespace.isEmpty()
                        && identity.name().equals("system:serviceaccount:" + namespace + ":" + subject.getName());
            }
            default -> false;
        };
    }

    private static boolean covers(PolicyRule rule, Request request) {
        if (!hasOrAny(orNone(rule.getVerbs()), request.verb())) {
            return false;
        }
        if (request.target() instanceof Request.Resource asked) {
            return hasOrAny(orNone(rule.getApiGroups()), asked.apiGroup())
                    && coversResource(orNone(rule.getResources()), asked)
                    && coversName(orNone(rule.getResourceNames()), asked.name());
        }
        return request.target() instanceof Request.Path asked
                && orNone(rule.getNonResourceURLs()).stream().anyMatch(url -> PathPattern.covers(url, asked.path()));
    }

    private static boolean coversResource(List<String> resources, Request.Resource asked) {
        return hasOrAny(resources, asked.combined())
                || !asked.subresource().isEmpty() && resources.contains("*/" + asked.subresource());
    }

    private static boolean coversName(List<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }

    /** Kubernetes writes null for a list that is empty. */
    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static boolean hasOrAny(List<String> patterns, String value) {
        return patterns.contains("*") || patterns.contains(value);
    }
}
