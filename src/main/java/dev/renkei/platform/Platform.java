package dev.renkei.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One Kubernetes on one OpenStack. Immutable.
 *
 * @param name its name in reports
 * @param profile the file that describes it
 * @param kubernetes how the cluster is reached
 * @param openStack how the cloud is reached
 * @param tenants its tenants, in the profile's order
 * @param anonymous how it turns away somebody without credentials
 * @param authorizer what decides over requests
 * @param storage what the scenarios about volumes use
 * @param capabilities what it can do; each fault is one, named {@code fault:NAME}
 * @param required the capabilities that must not vanish, a part of {@code capabilities}
 * @param windows how long old decisions may live on, by name
 * @param timeFactor what all limits are multiplied with; greater than 0
 * @param disruptive whether scenarios may disturb others on it
 * @param knownGaps the scenarios that it is known to fail
 * @param faults how its faults are caused, by name
 * @param facts the shell commands that print what no API tells, by name; each is a capability {@code fact:NAME}
 * @param up the shell command that brings it up
 * @param defects the shell command that switches a defect when {@code NAME on} or {@code NAME off} is appended
 * @param auditLog the API server's audit log
 * @param logs the shell command that prints its logs of the last seconds; {@code {seconds}} in it is their number
 * @param secrets every secret that is known about it: the passwords of its accounts, what the kubeconfig's user logs in
 *     with, and the environment variables that are called like one
 */
public record Platform(
        String name,
        Path profile,
        Kubernetes kubernetes,
        OpenStack openStack,
        List<TenantAccount> tenants,
        Anonymous anonymous,
        Authorizer authorizer,
        Storage storage,
        Set<String> capabilities,
        Set<String> required,
        Map<String, Duration> windows,
        double timeFactor,
        boolean disruptive,
        List<KnownGap> knownGaps,
        Map<String, FaultCommand> faults,
        Map<String, String> facts,
        Optional<String> up,
        Optional<String> defects,
        Optional<Path> auditLog,
        Optional<String> logs,
        Set<Secret> secrets) {

    private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(3);

    /** Keep copies. */
    public Platform {
        tenants = List.copyOf(tenants);
        capabilities = Collections.unmodifiableSet(new TreeSet<>(capabilities));
        required = Collections.unmodifiableSet(new TreeSet<>(required));
        windows = Collections.unmodifiableMap(new TreeMap<>(windows));
        knownGaps = List.copyOf(knownGaps);
        faults = Collections.unmodifiableMap(new TreeMap<>(faults));
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
        secrets = Set.copyOf(secrets);
    }

    /** Stretch a limit by this platform's time factor. */
    public Duration stretched(Duration limit) {
        return Duration.ofNanos(Math.round(limit.toNanos() * timeFactor));
    }

    /**
     * Give how long an old decision of this name may live on: what the profile says of it, else of {@code token-revoked}, else
     * three minutes, which is the API server's own default and half as much again.
     */
    public Duration window(String name) {
        return windows.getOrDefault(name, windows.getOrDefault("token-revoked", DEFAULT_WINDOW));
    }

    /** Find the gap that is known for a scenario. */
    public Optional<KnownGap> knownGap(String scenario) {
        return knownGaps.stream().filter(gap -> gap.scenario().equals(scenario)).findFirst();
    }

    /**
     * Show the profile as it is in effect, for reports: maps, lists, texts, numbers and booleans only, keys as in the
     * profile, and {@code ***} wherever a secret stood.
     */
    public Map<String, Object> redacted() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", name);
        shown.put("kubernetes", fields("kubeconfig", kubernetes.kubeconfig(), "context", kubernetes.context()));
        shown.put("openstack", fields("cloud", openStack.cloud(), "clouds-file", openStack.cloudsFile()));
        shown.put(
                "tenants",
                tenants.stream()
                        .map(tenant -> fields(
                                "cloud", tenant.cloud(),
                                "namespace", tenant.namespace(),
                                "user", tenant.user(),
                                "project", tenant.project()))
                        .toList());
        shown.put("anonymous", anonymous);
        shown.put("authorizer", fields("kind", authorizer.kind(), "expected", authorizer.expected()));
        shown.put(
                "storage",
                fields(
                        "class", storage.storageClass(),
                        "cinder-metadata", storage.cinderMetadata(),
                        "image", storage.image()));
        shown.put("capabilities", capabilities);
        shown.put("required", required);
        shown.put("windows", windows);
        shown.put("time-factor", timeFactor);
        shown.put("disruptive", disruptive);
        shown.put(
                "known-gaps",
                knownGaps.stream()
                        .map(gap -> fields(
                                "scenario", gap.scenario(),
                                "reason", gap.reason(),
                                "link", gap.link(),
                                "message", gap.message()))
                        .toList());
        Map<String, Object> commands = new LinkedHashMap<>();
        faults.forEach((fault, command) -> commands.put(fault, fields("begin", command.begin(), "end", command.end())));
        shown.put("faults", commands);
        shown.put("facts", facts);
        up.ifPresent(command -> shown.put("up", command));
        defects.ifPresent(command -> shown.put("defects", command));
        auditLog.ifPresent(file -> shown.put("audit-log", file));
        logs.ifPresent(command -> shown.put("logs", command));
        return redactedMap(shown);
    }

    /** Collect keys and values in turn; a null is left out. */
    private static Map<String, Object> fields(Object... keysAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return fields;
    }

    private Map<String, Object> redactedMap(Map<?, ?> map) {
        Map<String, Object> redacted = new LinkedHashMap<>();
        map.forEach((key, value) -> redacted.put((String) key, redactedValue(value)));
        return Collections.unmodifiableMap(redacted);
    }

    private Object redactedValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return redactedMap(map);
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(this::redactedValue).collect(Collectors.toUnmodifiableList());
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Duration duration) {
            return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        String text = value.toString();
        for (Secret secret : secrets) {
            text = text.replace(secret.reveal(), secret.toString());
        }
        return text;
    }
}
