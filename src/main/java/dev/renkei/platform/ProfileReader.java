package dev.renkei.platform;

import dev.renkei.yaml.BadYaml;
import dev.renkei.yaml.NearestName;
import dev.renkei.yaml.StrictYaml;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a platform of a profile's YAML; throws {@link BadYaml}. */
final class ProfileReader {
    static final List<String> KEYS = List.of(
            "name",
            "kubernetes",
            "openstack",
            "tenants",
            "anonymous",
            "authorizer",
            "storage",
            "capabilities",
            "required",
            "windows",
            "time-factor",
            "disruptive",
            "known-gaps",
            "faults",
            "facts",
            "up",
            "defects",
            "audit-log",
            "logs");
    static final List<String> KUBERNETES_KEYS = List.of("kubeconfig", "context");
    static final List<String> OPENSTACK_KEYS = List.of("cloud", "clouds-file");
    static final List<String> TENANT_KEYS = List.of("cloud", "namespace");
    static final List<String> AUTHORIZER_KEYS = List.of("kind", "expected");
    static final List<String> STORAGE_KEYS = List.of("class", "cinder-metadata", "image");
    static final List<String> GAP_KEYS = List.of("scenario", "reason", "link", "message");
    static final List<String> FAULT_KEYS = List.of("begin", "end");

    /** What a kubeconfig's user logs in with; a key as the base64 text that stands there, which is one line. */
    private static final List<String> KUBECONFIG_SECRETS = List.of("token", "password", "client-key-data");

    private static final String DEFAULT_IMAGE = "nginx:alpine";
    private static final Pattern SECRET_VARIABLE =
            Pattern.compile(".*(PASSWORD|PASSWD|TOKEN|SECRET|CREDENTIAL|API_?KEY).*", Pattern.CASE_INSENSITIVE);
    /** Shorter values are words that stand in any text. */
    private static final int SHORTEST_SECRET = 8;

    private final Path file;
    private final StrictYaml root;
    private final Platforms platforms;
    private final String name;
    private final Optional<StrictYaml> kubernetes;
    private final StrictYaml openStack;
    private final List<StrictYaml> tenants;
    private final Anonymous anonymous;
    private final Authorizer authorizer;
    private final Storage storage;
    private final Map<String, Duration> windows;
    private final double timeFactor;
    private final boolean disruptive;
    private final List<KnownGap> knownGaps;
    private final Map<String, FaultCommand> faults;
    private final Map<String, String> facts;
    private final Set<String> capabilities;
    private final Set<String> required;

    /** Read all that stands in the profile itself, so that a mistake is told before a platform is brought up for it. */
    ProfileReader(Path file, StrictYaml root, Platforms platforms) {
        this.file = file;
        this.root = root.only(KEYS);
        this.platforms = platforms;
        name = name();
        kubernetes = root.find("kubernetes").map(section -> section.only(KUBERNETES_KEYS));
        openStack = root.get("openstack").only(OPENSTACK_KEYS);
        openStack.get("cloud");
        tenants = items("tenants");
        tenants.forEach(tenant -> tenant.only(TENANT_KEYS).get("cloud"));
        anonymous = root.find("anonymous")
                .map(value -> value.choice(Anonymous.class))
                .orElse(Anonymous.FORBIDDEN);
        authorizer = authorizer();
        storage = storage();
        windows = values("windows", StrictYaml::duration);
        timeFactor =
                overruled("time-factor", root).map(StrictYaml::positiveNumber).orElse(1.0);
        disruptive = overruled("disruptive", root).map(StrictYaml::flag).orElse(false);
        knownGaps = readKnownGaps();
        faults = faults();
        facts = values("facts", StrictYaml::text);
        capabilities = capabilities();
        required = required();
    }

    Optional<String> up() {
        return text("up");
    }

    List<KnownGap> knownGaps() {
        return knownGaps;
    }

    Platform platform() {
        CloudsFile clouds = cloudsFile();
        CloudEntry administrator = cloud(openStack.get("cloud"), clouds);
        List<CloudEntry> entries = tenants.stream()
                .map(tenant -> cloud(tenant.get("cloud"), clouds))
                .toList();
        Kubernetes cluster = kubernetes();
        return new Platform(
                name,
                file,
                cluster,
                new OpenStack(administrator.name(), clouds.file()),
                accounts(entries),
                anonymous,
                authorizer,
                storage,
                capabilities,
                required,
                windows,
                timeFactor,
                disruptive,
                knownGaps,
                faults,
                facts,
                up(),
                text("defects"),
                text("audit-log").map(platforms::path),
                text("logs"),
                secrets(cluster, administrator, entries));
    }

    private String name() {
        StrictYaml value = root.get("name");
        String name = value.text();
        if (!name.matches("[a-z0-9][a-z0-9.-]*")) {
            throw value.bad("'name' must be small letters, digits, dots and hyphens, but is '" + name + "'");
        }
        return name;
    }

    private Set<String> capabilities() {
        Set<String> capabilities = new TreeSet<>(root.get("capabilities").texts());
        faults.keySet().forEach(fault -> capabilities.add("fault:" + fault));
        facts.keySet().forEach(fact -> capabilities.add("fact:" + fact));
        return capabilities;
    }

    private Set<String> required() {
        Set<String> required = new TreeSet<>();
        for (StrictYaml item : items("required")) {
            String capability = item.text();
            if (!capabilities.contains(capability)) {
                throw item.bad("required capability '" + capability + "' is not among the capabilities"
                        + NearestName.hint(capability, capabilities));
            }
            required.add(capability);
        }
        return required;
    }

    private Kubernetes kubernetes() {
        Path kubeconfig = kubernetes
                .flatMap(value -> value.find("kubeconfig"))
                .map(value -> existing(value, "kubeconfig"))
                .orElseGet(this::usualKubeconfig);
        StrictYaml content = StrictYaml.read(kubeconfig);
        StrictYaml named = kubernetes
                .flatMap(value -> value.find("context"))
                .or(() -> content.find("current-context"))
                .orElseThrow(() -> root.bad(
                        "kubeconfig " + kubeconfig + " has no current-context; name one under kubernetes.context"));
        List<String> contexts = content.get("contexts").items().stream()
                .map(context -> context.get("name").text())
                .toList();
        String context = named.text();
        if (!contexts.contains(context)) {
            throw named.bad("context '" + context + "' is not in " + kubeconfig + NearestName.hint(context, contexts));
        }
        return new Kubernetes(kubeconfig, context);
    }

    private Path usualKubeconfig() {
        String text = platforms.variable("KUBECONFIG").orElse("~/.kube/config");
        if (text.contains(File.pathSeparator)) {
            throw root.bad("KUBECONFIG names several files; name one under kubernetes.kubeconfig");
        }
        Path path = platforms.path(text);
        if (!Files.exists(path)) {
            throw root.bad(
                    "kubeconfig " + path + " does not exist; name one under kubernetes.kubeconfig, or set KUBECONFIG");
        }
        return path;
    }

    private CloudsFile cloudsFile() {
        return CloudsFile.read(openStack
                .find("clouds-file")
                .map(value -> existing(value, "clouds file"))
                .orElseGet(this::usualCloudsFile));
    }

    private Path usualCloudsFile() {
        List<Path> places = Stream.concat(
                        platforms.variable("OS_CLIENT_CONFIG_FILE").stream(),
                        Stream.of("clouds.yaml", "~/.config/openstack/clouds.yaml", "/etc/openstack/clouds.yaml"))
                .map(platforms::path)
                .toList();
        return places.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() ->
                        root.bad("no clouds.yaml in any of the usual places; name one under openstack.clouds-file"));
    }

    private Path existing(StrictYaml value, String what) {
        Path path = platforms.path(value.text());
        if (!Files.exists(path)) {
            throw value.bad(what + " " + path + " does not exist; correct the path, or bring the platform up first");
        }
        return path;
    }

    private CloudEntry cloud(StrictYaml value, CloudsFile clouds) {
        String name = value.text();
        if (!clouds.names().contains(name)) {
            throw value.bad("cloud '" + name + "' is not in " + clouds.file() + NearestName.hint(name, clouds.names()));
        }
        return clouds.entry(name);
    }

    private List<TenantAccount> accounts(List<CloudEntry> entries) {
        List<TenantAccount> accounts = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            CloudEntry entry = entries.get(i);
            String namespace =
                    tenants.get(i).find("namespace").map(StrictYaml::text).orElse(entry.project());
            accounts.add(new TenantAccount(entry.name(), namespace, entry.username(), entry.project()));
        }
        return accounts;
    }

    private Authorizer authorizer() {
        StrictYaml section = root.get("authorizer").only(AUTHORIZER_KEYS);
        return new Authorizer(section.get("kind").choice(Authorizer.Kind.class), textOrNull(section, "expected"));
    }

    private Storage storage() {
        StrictYaml section = root.get("storage").only(STORAGE_KEYS);
        Map<String, String> metadata = new LinkedHashMap<>();
        section.find("cinder-metadata")
                .ifPresent(value -> value.entries().forEach((key, text) -> metadata.put(key, text.text())));
        return new Storage(
                section.get("class").text(),
                metadata,
                overruled("image", section).map(StrictYaml::text).orElse(DEFAULT_IMAGE));
    }

    private List<KnownGap> readKnownGaps() {
        List<KnownGap> gaps = new ArrayList<>();
        Set<String> scenarios = new HashSet<>();
        for (StrictYaml item : items("known-gaps")) {
            item.only(GAP_KEYS);
            KnownGap gap = new KnownGap(
                    item.get("scenario").text(),
                    item.get("reason").text(),
                    item.get("link").text(),
                    textOrNull(item, "message"));
            if (!scenarios.add(gap.scenario())) {
                throw item.bad("scenario '" + gap.scenario() + "' has two known gaps; remove one");
            }
            gaps.add(gap);
        }
        return gaps;
    }

    private Map<String, FaultCommand> faults() {
        return values(
                "faults",
                fault -> new FaultCommand(fault.only(FAULT_KEYS).get("begin").text(), textOrNull(fault, "end")));
    }

    private <T> Map<String, T> values(String key, Function<StrictYaml, T> reader) {
        Map<String, T> values = new LinkedHashMap<>();
        root.find(key)
                .ifPresent(
                        section -> section.entries().forEach((name, value) -> values.put(name, reader.apply(value))));
        return values;
    }

    private Optional<StrictYaml> overruled(String key, StrictYaml section) {
        return platforms.overruling(key).or(() -> section.find(key));
    }

    private static Set<Secret> secretsOf(Kubernetes cluster) {
        StrictYaml kubeconfig = StrictYaml.read(cluster.kubeconfig());
        Optional<String> user = named(kubeconfig, "contexts", cluster.context())
                .flatMap(context -> context.findFilled("context"))
                .flatMap(context -> context.findFilled("user"))
                .map(StrictYaml::text);
        return user.flatMap(name -> named(kubeconfig, "users", name))
                .flatMap(entry -> entry.findFilled("user"))
                .map(entry -> KUBECONFIG_SECRETS.stream()
                        .flatMap(key -> entry.findFilled(key).stream())
                        .map(value -> new Secret(value.text().strip()))
                        .collect(Collectors.toSet()))
                .orElseGet(Set::of);
    }

    private static Optional<StrictYaml> named(StrictYaml kubeconfig, String list, String name) {
        return kubeconfig.findFilled(list).map(StrictYaml::items).orElseGet(List::of).stream()
                .filter(item -> item.get("name").text().equals(name))
                .findFirst();
    }

    private Set<Secret> secrets(Kubernetes cluster, CloudEntry administrator, List<CloudEntry> entries) {
        Set<Secret> secrets = new HashSet<>(secretsOf(cluster));
        secrets.add(administrator.password());
        entries.forEach(entry -> secrets.add(entry.password()));
        platforms.environment().forEach((variable, value) -> {
            if (value.length() >= SHORTEST_SECRET
                    && SECRET_VARIABLE.matcher(variable).matches()) {
                secrets.add(new Secret(value));
            }
        });
        return secrets;
    }

    private List<StrictYaml> items(String key) {
        return root.find(key).map(StrictYaml::items).orElse(List.of());
    }

    private Optional<String> text(String key) {
        return root.find(key).map(StrictYaml::text);
    }

    private static String textOrNull(StrictYaml section, String key) {
        return section.find(key).map(StrictYaml::text).orElse(null);
    }
}
