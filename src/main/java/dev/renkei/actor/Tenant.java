package dev.renkei.actor;

import dev.renkei.cluster.Answer;
import dev.renkei.cluster.Api;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.cluster.Cluster;
import dev.renkei.cluster.Pods;
import dev.renkei.platform.TenantAccount;
import dev.renkei.wait.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Act as a Keystone user in a project that owns a namespace in Kubernetes. */
public final class Tenant extends User {

    private final String namespace;
    private final String project;
    private Cluster cluster;

    Tenant(Scene scene, TenantAccount account) {
        super(scene, scene.clouds().entry(account.cloud()));
        this.namespace = account.namespace();
        this.project = account.project();
    }

    /** Give the tenant's namespace. */
    public String namespace() {
        return namespace;
    }

    /** Give the name of the tenant's project in Keystone. */
    public String project() {
        return project;
    }

    /** Make the claim of a manifest in the tenant's namespace, as the tenant. */
    public Claim claim(String manifest) {
        return claim(manifest, Map.of());
    }

    /** Make the claim of a manifest for one existing PersistentVolume, as the tenant. */
    public Claim claimOf(StaticVolume volume, String manifest) {
        return claim(manifest, Map.of("volume-id", volume.name()));
    }

    /** Make the claim of a manifest in the tenant's namespace that asks for the volume of somebody else's bound claim. */
    public Claim claimOnVolumeOf(Claim another, String manifest) {
        return claim(manifest, valuesOf(another));
    }

    /** Make the workload of a manifest in the tenant's namespace, as the tenant; its pod may run on any node. */
    public Workload workload(String manifest, Claim claim) {
        return workload(manifest, claim, null);
    }

    /** Make the workload of a manifest, as the tenant; its pod may only run on {@code node}. */
    public Workload workloadOn(String node, String manifest, Claim claim) {
        return workload(manifest, claim, node);
    }

    /** Make the workload of a manifest, as the tenant, whose pod itself names the volume of somebody else's bound claim. */
    public Workload workloadOnVolumeOf(Claim another, String manifest) {
        return workload(manifest, null, null, valuesOf(another));
    }

    /**
     * Give the requests at cluster scope by which a tenant would lay hands on the volume of somebody else's bound claim: a
     * PersistentVolume of its own for it, that of the claim bound anew, an attachment, and the content of a snapshot. Nothing
     * comes of them even where they are allowed.
     */
    public List<ApiRequest> takingsOf(Claim another) {
        var volume = another.persistentVolume().getMetadata().getName();
        return Stream.of(
                        ApiRequest.create("persistentvolumes", takingBy("stolen-volume.yaml", another)),
                        ApiRequest.patch(
                                "persistentvolumes",
                                volume,
                                "{\"spec\":{\"claimRef\":{\"namespace\":\"%s\",\"name\":\"stolen\",\"uid\":null}}}"
                                        .formatted(namespace())),
                        ApiRequest.of("create", "storage.k8s.io", "v1", "volumeattachments")
                                .sending(takingBy("stolen-attachment.yaml", another)),
                        ApiRequest.of("create", "snapshot.storage.k8s.io", "v1", "volumesnapshotcontents")
                                .sending(takingBy("stolen-snapshot.yaml", another)))
                .map(ApiRequest::asDryRun)
                .toList();
    }

    private String takingBy(String manifest, Claim another) {
        return scene().cluster().write(scene().manifestForDriver(manifest, HasMetadata.class, valuesOf(another)));
    }

    private Map<String, String> valuesOf(Claim bound) {
        var volume = bound.persistentVolume();
        return Map.of(
                "namespace",
                namespace(),
                "volume-name",
                volume.getMetadata().getName(),
                "volume-id",
                CinderVolumes.idOf(volume));
    }

    /**
     * Watch for the scenario's limit {@code watched} that the tenant gets none of what is another tenant's or the cluster's,
     * and is answered about its own namespace by leave or by the authoriser's refusal, and nothing else.
     */
    public void watchThatItGainsNothingFrom(Tenant other) {
        new Confinement(this, other).watch();
    }

    /** Name the object of a manifest in the tenant's namespace; nothing is made yet, but whatever is will be removed. */
    public TenantObject object(String kind, String manifest) {
        var object = scene().manifest(manifest, HasMetadata.class, Map.of("namespace", namespace()));
        var name = object.getMetadata().getName();
        scene().ledger()
                .before("%s %s".formatted(kind, name), () -> scene().cluster().deleteAndWait(object));
        return new TenantObject(kind, namespace(), name, scene().cluster().write(object));
    }

    /** Make the pod of a manifest in the tenant's namespace, as the tenant, and wait until it is ready, within the scenario's limit {@code ready}. */
    public RunningPod runningPod(String manifest) {
        var pod = object("pods", manifest);
        scene().trace()
                .step(
                        "%s: create pod %s".formatted(user(), pod.name()),
                        () -> cluster()
                                .create(scene().manifest(manifest, Pod.class, Map.of("namespace", namespace()))));
        var ready = Wait.<Pod>of(scene().trace(), "pod %s to be ready".formatted(pod.name()), scene().limit("ready"))
                .describedBy(Pods::describe)
                .until(scene().cluster().watchPod(namespace(), pod.name()), seen -> seen != null && Pods.ready(seen));
        return new RunningPod(scene(), this, ready);
    }

    /**
     * Read a list of requests that this tenant may or must not make; {@code ${other-namespace}} and {@code ${other-user}} in it are
     * {@code other}'s, and no object of it is ever made: all that would change something are dry runs.
     */
    public Demands demands(String manifest, Tenant other) {
        return Demands.read(
                manifest,
                scene().text(
                                manifest,
                                Map.of(
                                        "namespace",
                                        namespace(),
                                        "user",
                                        user(),
                                        "other-namespace",
                                        other.namespace(),
                                        "other-user",
                                        other.user())));
    }

    /** Name every verb on every part of what tenants have in their namespaces, such as the pod {@code pod}'s log, in this one's. */
    public List<ApiRequest> partsOf(RunningPod pod) {
        return ResourceKind.partsInNamespaces().stream()
                .flatMap(kind -> kind.verbs().stream().map(verb -> part(kind, verb, pod)))
                .toList();
    }

    private ApiRequest part(ResourceKind kind, String verb, RunningPod pod) {
        var name = kind.resource().equals("pods")
                ? pod.name()
                : kind.resource().equals("serviceaccounts") ? "default" : "none-" + scene().unique();
        var request = ApiRequest.of(verb, kind.group(), kind.version(), kind.resource())
                .named(name)
                .part(kind.subresource())
                .in(namespace());
        return verb.equals("get") ? request : request.asDryRun().sending("none");
    }

    /**
     * Read the object, write it back, and give the last answer; where somebody else has changed it in between, as kubelets and
     * controllers do all the time, that is done again, as the API's concurrency control asks for.
     */
    public Answer replace(TenantObject object) {
        for (var collisions = 1; ; collisions++) {
            var answer = ask(object.update(ask(object.get())));
            if (answer.status() != Cluster.CONFLICT || collisions == Cluster.COLLISIONS) {
                return answer;
            }
        }
    }

    /**
     * Give what the API server says of whoever holds the tenant's token.
     *
     * @throws IllegalStateException when it does not accept the token
     */
    UserInfo identity() {
        var status = scene().cluster().review(token().secret().reveal()).getStatus();
        if (!Boolean.TRUE.equals(status.getAuthenticated())) {
            throw new IllegalStateException("the API server did not accept the token of %s, and said: %s"
                    .formatted(user(), Optional.ofNullable(status.getError()).orElse("nothing")));
        }
        return status.getUser();
    }

    Api apiForMany() {
        return scene().access().apiForMany(token().secret(), scene().trace());
    }

    synchronized Cluster cluster() {
        if (cluster == null) {
            cluster = scene().access().asBearer(token().secret(), scene().trace());
        }
        return cluster;
    }

    synchronized void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private Claim claim(String manifest, Map<String, String> more) {
        var values = new java.util.HashMap<>(more);
        values.put("namespace", namespace());
        var object = scene().manifest(manifest, PersistentVolumeClaim.class, values);
        scene().provisionFromCinder(object);
        var claim = new Claim(scene(), object);
        scene().ledger().before("claim " + claim.name(), claim::remove);
        scene().trace()
                .step(
                        "%s: create claim %s".formatted(user(), claim.name()),
                        () -> cluster().create(object));
        return claim;
    }

    private Workload workload(String manifest, Claim claim, String node) {
        return workload(manifest, claim, node, Map.of("namespace", namespace()));
    }

    private Workload workload(String manifest, Claim claim, String node, Map<String, String> values) {
        var object = scene().manifest(manifest, ReplicationController.class, values);
        var workload = new Workload(scene(), this, object, claim);
        if (node != null) {
            Workload.pin(object, node);
        }
        scene().ledger().before("controller " + workload.name(), workload::remove);
        scene().trace()
                .step(
                        "%s: create controller %s".formatted(user(), workload.name()),
                        () -> cluster().create(object));
        return workload;
    }
}
