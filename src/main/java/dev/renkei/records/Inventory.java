package dev.renkei.records;

import dev.renkei.cloud.Cloud;
import dev.renkei.cloud.IdentityObject;
import dev.renkei.cloud.Volume;
import dev.renkei.cluster.Cluster;
import dev.renkei.trace.Trace;
import dev.renkei.wait.Wait;
import dev.renkei.wait.WaitTimeout;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Find what one run has made and not removed, on both sides, and remove it; nothing else is ever touched. */
public final class Inventory {

    private static final Duration REMOVAL = Duration.ofMinutes(2);
    // In the order in which things are removed: what uses comes before what is used.
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ReplicationController.class,
            Pod.class,
            Service.class,
            PersistentVolumeClaim.class,
            ConfigMap.class,
            Secret.class,
            RoleBinding.class);

    private final Cluster cluster;
    private final Cloud cloud;
    private final Trace trace;
    private final RunMark mark;

    /** Look with the eyes of both administrators for what carries {@code mark}. */
    public Inventory(Cluster cluster, Cloud cloud, Trace trace, RunMark mark) {
        this.cluster = cluster;
        this.cloud = cloud;
        this.trace = trace;
        this.mark = mark;
    }

    /** List what the run has left, in the order in which it can be removed. */
    public List<Leftover> leftovers() {
        var found = new ArrayList<Leftover>();
        for (var kind : KINDS) {
            cluster.labelled(kind, RunMark.RUN_LABEL, mark.text()).forEach(object -> found.add(of(object)));
        }
        cluster.persistentVolumes().stream().filter(this::ours).forEach(volume -> found.add(of(volume)));
        cloud.cinder().volumes().stream().filter(mark::isOn).forEach(volume -> found.add(of(volume)));
        var identities = cloud.identity().endingIn("-" + mark.text());
        found.addAll(namespacesMadeFor(identities));
        identities.forEach(object -> found.add(of(object)));
        return found;
    }

    // Where projects are synchronised, the authenticator makes a namespace for each, which bears no mark but the
    // project's id.
    private List<Leftover> namespacesMadeFor(List<IdentityObject> identities) {
        var madeBy = new LinkedHashMap<String, String>();
        identities.forEach(object ->
                cloud.identity().projectsOf(object).forEach(project -> madeBy.put(project.id(), object.name())));
        if (madeBy.isEmpty()) {
            return List.of();
        }
        return cluster.namespaces().stream()
                .flatMap(name -> madeBy.keySet().stream()
                        .filter(name::contains)
                        .limit(1)
                        .map(project -> new Leftover(
                                "Namespace",
                                name,
                                name,
                                madeBy.get(project),
                                () -> cluster.delete(Cluster.namespace(name)))))
                .toList();
    }

    /** Give what the run has left when nothing of it goes away any more by itself, or {@code limit} has passed. */
    public List<Leftover> leftoversAfter(Duration limit) {
        try {
            return Wait.<List<Leftover>>of(trace, "all that run " + mark.run() + " made to be gone", limit)
                    .until(this::leftovers, List::isEmpty);
        } catch (WaitTimeout stillThere) {
            return leftovers();
        }
    }

    /**
     * Remove what the run has left and wait until it is gone on both sides.
     *
     * @return what was there
     * @throws AssertionError when something is still there after two minutes
     */
    public List<Leftover> remove() {
        var found = leftovers();
        if (found.isEmpty()) {
            return found;
        }
        found.stream()
                .filter(leftover -> !leftover.kind().equals("Cinder volume"))
                .forEach(Inventory::remove);
        Wait.<List<Leftover>>of(trace, "what run " + mark.run() + " left to be gone", REMOVAL)
                .describedBy(left -> left.stream().map(Leftover::toString).collect(Collectors.joining(", ")))
                .until(this::leftoversAfterRemoval, List::isEmpty);
        return found;
    }

    // A Cinder volume that still has its PersistentVolume is the provisioner's to delete; only what it leaves is ours.
    private List<Leftover> leftoversAfterRemoval() {
        var left = leftovers();
        if (left.stream().allMatch(leftover -> leftover.kind().equals("Cinder volume"))) {
            left.forEach(Inventory::remove);
        }
        return left;
    }

    private static void remove(Leftover leftover) {
        leftover.removal().run();
    }

    private boolean ours(PersistentVolume volume) {
        var claim = volume.getSpec().getClaimRef();
        return mark.isOn(volume) || claim != null && mark.named(claim.getName());
    }

    private Leftover of(HasMetadata object) {
        var meta = object.getMetadata();
        var name = meta.getNamespace() == null ? meta.getName() : meta.getNamespace() + "/" + meta.getName();
        var madeBy =
                object instanceof PersistentVolume volume && volume.getSpec().getClaimRef() != null
                        ? volume.getSpec().getClaimRef().getName()
                        : meta.getName();
        return new Leftover(object.getKind(), meta.getUid(), name, madeBy, () -> cluster.delete(object));
    }

    private Leftover of(Volume volume) {
        var madeBy = volume.metadata().values().stream()
                .filter(mark::named)
                .findFirst()
                .orElseThrow();
        return new Leftover("Cinder volume", volume.id(), volume.name(), madeBy, () -> remove(volume));
    }

    private Leftover of(IdentityObject object) {
        return new Leftover(
                "Keystone " + object.kind().label(),
                object.id(),
                object.name(),
                object.name(),
                () -> cloud.identity().delete(object));
    }

    private void remove(Volume volume) {
        // While it is on its way, Nova refuses to be asked again.
        if (volume.status().equals("in-use")) {
            volume.servers().forEach(server -> cloud.nova().detach(server, volume.id()));
        }
        if (volume.status().equals("available") || volume.inError()) {
            cloud.cinder().delete(volume.id());
        }
    }
}
