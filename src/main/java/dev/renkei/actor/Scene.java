package dev.renkei.actor;

import dev.renkei.cloud.Cloud;
import dev.renkei.cluster.Cluster;
import dev.renkei.cluster.ClusterAccess;
import dev.renkei.contract.Contract;
import dev.renkei.contract.Manifest;
import dev.renkei.platform.CloudsFile;
import dev.renkei.platform.Platform;
import dev.renkei.platform.Secret;
import dev.renkei.platform.TenantAccount;
import dev.renkei.records.Records;
import dev.renkei.records.RunMark;
import dev.renkei.trace.Trace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Hold all that the actors of one scenario stand on; close it to end their connections. */
public final class Scene implements AutoCloseable {

    private static final Duration REMOVAL = Duration.ofMinutes(2);

    private final Platform platform;
    private final Contract contract;
    private final RunMark mark;
    private final Trace trace;
    private final Consumer<Secret> met;
    private final ClusterAccess access;
    private final CloudsFile clouds;
    private final Cluster cluster;
    private final Cloud cloud;
    private final Records records;
    private final Ledger ledger = new Ledger();
    private List<DecisionCell> decisions = List.of();
    private final Map<TenantAccount, Tenant> tenants = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Set<Secret> secrets = new LinkedHashSet<>();

    /** Set the scene of {@code contract} on {@code platform}; nothing is asked of either side yet. */
    public Scene(Platform platform, Contract contract, RunMark mark, Trace trace) {
        this(platform, contract, mark, trace, secret -> {});
    }

    /** Do the same, and tell {@code met} of each secret that the actors meet, besides the platform's own. */
    public Scene(Platform platform, Contract contract, RunMark mark, Trace trace, Consumer<Secret> met) {
        this.platform = platform;
        this.met = met;
        this.contract = contract;
        this.mark = mark;
        this.trace = trace;
        this.access = ClusterAccess.read(platform.kubernetes());
        this.clouds = CloudsFile.read(platform.openStack().cloudsFile());
        this.cluster = access.asAdministrator(trace);
        this.cloud = new Cloud(clouds.entry(platform.openStack().cloud()), trace, this::keepSecret);
        this.records = new Records(cluster, cloud, trace);
    }

    /** Give the platform that the scenario runs on. */
    public Platform platform() {
        return platform;
    }

    /** Give the scenario's contract. */
    public Contract contract() {
        return contract;
    }

    /** Give the trace of all that the actors do. */
    public Trace trace() {
        return trace;
    }

    /** Give the run's mark. */
    public RunMark mark() {
        return mark;
    }

    /** Give the ledger of all that the actors make. */
    public Ledger ledger() {
        return ledger;
    }

    /** Give the three records. */
    public Records records() {
        return records;
    }

    /** Give the cluster as its administrator sees it. */
    public Cluster cluster() {
        return cluster;
    }

    /** Give the cloud as its administrator sees it. */
    public Cloud cloud() {
        return cloud;
    }

    /** Give the administrator of both sides. */
    public Administrator administrator() {
        return new Administrator(this);
    }

    /** Give somebody without credentials. */
    public Stranger stranger() {
        return new Stranger(this);
    }

    /**
     * Give the profile's first tenant (0), second (1) and so on.
     *
     * @throws IllegalArgumentException when the profile has fewer
     */
    public synchronized Tenant tenant(int index) {
        if (index >= platform.tenants().size()) {
            throw new IllegalArgumentException("the scenario needs %d tenants, but platform %s names %d"
                    .formatted(index + 1, platform.name(), platform.tenants().size()));
        }
        return tenants.computeIfAbsent(platform.tenants().get(index), account -> new Tenant(this, account));
    }

    /** Give the limit that scenario.yaml names, stretched by the platform's time factor. */
    public Duration limit(String name) {
        return platform.stretched(contract.limit(name));
    }

    /** Give what the scenario's decision matrix found; empty where it asked for none. */
    public synchronized List<DecisionCell> decisions() {
        return decisions;
    }

    synchronized void keepDecisions(List<DecisionCell> cells) {
        decisions = List.copyOf(cells);
    }

    /** Give every secret that was met so far, for redaction. */
    public synchronized Set<Secret> secrets() {
        var all = new LinkedHashSet<>(platform.secrets());
        all.addAll(secrets);
        return all;
    }

    @Override
    public void close() {
        tenants.values().forEach(Tenant::close);
        cluster.close();
    }

    ClusterAccess access() {
        return access;
    }

    CloudsFile clouds() {
        return clouds;
    }

    /** The time that undoing may take, for one thing. */
    Duration removalLimit() {
        return platform.stretched(REMOVAL);
    }

    synchronized void keepSecret(Secret secret) {
        secrets.add(secret);
        met.accept(secret);
    }

    /** The part of all names that tells this scenario and this run from any other. */
    String unique() {
        return mark.unique(contract.id());
    }

    /** Make a name of this scenario and this run for one more thing, such as {@code user-1-revoked-token-20261125-001502-5b0c}. */
    synchronized String nextName(String what) {
        return "%s-%d-%s".formatted(what, names.merge(what, 1, Integer::sum), unique());
    }

    /** List the namespaces that a project has by synchronisation. */
    List<String> namespacesOf(String projectId) {
        return cluster.namespaces().stream()
                .filter(name -> name.contains(projectId))
                .toList();
    }

    /** Let a claim that names no storage class have the platform's, where that is not the default one anyway. */
    void provisionFromCinder(PersistentVolumeClaim claim) {
        var storageClass = platform.storage().storageClass();
        if (claim.getSpec().getStorageClassName() == null && !cluster.isDefault(storageClass)) {
            claim.getSpec().setStorageClassName(storageClass);
        }
    }

    /** Read a manifest that holds one object of {@code kind}, fill it, and mark it as this run's. */
    <T extends HasMetadata> T manifest(String name, Class<T> kind, Map<String, String> more) {
        return marked(only(name, kind, Manifest.load(contract, name).fill(values(more))));
    }

    /** Do the same with the form that the manifest has for the driver behind the platform's storage class. */
    <T extends HasMetadata> T manifestForDriver(String name, Class<T> kind, Map<String, String> more) {
        var driver = cluster.provisioner(platform.storage().storageClass());
        var values = values(more);
        values.put("storage-driver", driver);
        return marked(only(name, kind, Manifest.load(contract, name, driver).fill(values)));
    }

    /** Read a manifest and fill it. */
    String text(String name, Map<String, String> more) {
        return Manifest.load(contract, name).fill(values(more));
    }

    private Map<String, String> values(Map<String, String> more) {
        var values = new HashMap<>(Map.of(
                "unique", unique(),
                "run", mark.text(),
                "storage-class", platform.storage().storageClass(),
                "image", platform.storage().image()));
        values.putAll(more);
        return values;
    }

    private <T extends HasMetadata> T only(String name, Class<T> kind, String yaml) {
        var objects = cluster.parse(yaml);
        if (objects.size() != 1 || !kind.isInstance(objects.get(0))) {
            throw new IllegalArgumentException(
                    "manifest %s must hold one %s and nothing else".formatted(name, kind.getSimpleName()));
        }
        return kind.cast(objects.get(0));
    }

    <T extends HasMetadata> T marked(T object) {
        var labels = new HashMap<String, String>();
        if (object.getMetadata().getLabels() != null) {
            labels.putAll(object.getMetadata().getLabels());
        }
        labels.put(RunMark.RUN_LABEL, mark.text());
        labels.put(RunMark.SCENARIO_LABEL, contract.id().replace('/', '.'));
        object.getMetadata().setLabels(labels);
        return object;
    }
}
