package dev.renkei.actor;

import dev.renkei.cloud.Volume;
import dev.renkei.cluster.Events;
import dev.renkei.records.VolumeRecords;
import dev.renkei.records.VolumeState;
import dev.renkei.wait.Wait;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Duration;
import java.util.List;

/** Hold a PersistentVolumeClaim that a tenant made, and what became of it on both sides. */
public final class Claim {

    private final Scene scene;
    private final PersistentVolumeClaim object;
    private PersistentVolume persistentVolume;

    Claim(Scene scene, PersistentVolumeClaim object) {
        this.scene = scene;
        this.object = object;
    }

    /** Give the claim's name. */
    public String name() {
        return object.getMetadata().getName();
    }

    /** Give the claim's namespace. */
    public String namespace() {
        return object.getMetadata().getNamespace();
    }

    /**
     * Wait until the claim is bound, within the scenario's limit {@code bound}, and give it as it then is.
     *
     * @throws dev.renkei.wait.WaitTimeout when it is not, with its last event
     */
    public PersistentVolumeClaim awaitBound() {
        return Wait.<PersistentVolumeClaim>of(
                        scene.trace(), "claim %s to be bound".formatted(name()), scene.limit("bound"))
                .describedBy(claim -> "phase %s; %s"
                        .formatted(
                                claim.getStatus().getPhase(),
                                Events.last(scene.cluster().events(namespace(), name()))))
                .until(
                        scene.cluster().watchClaim(namespace(), name()),
                        claim -> claim != null
                                && "Bound".equals(claim.getStatus().getPhase()));
    }

    /**
     * Wait until the cluster says, by an event of this reason, what is wrong with the claim, within the scenario's limit
     * {@code warned}.
     *
     * @throws dev.renkei.wait.WaitTimeout when it does not, with the last event
     */
    public void awaitWarning(String reason) {
        Wait.<List<Event>>of(
                        scene.trace(), "claim %s to be refused by %s".formatted(name(), reason), scene.limit("warned"))
                .describedBy(Events::last)
                .until(() -> scene.cluster().events(namespace(), name()), events -> warns(events, reason));
    }

    /** Say whether the cluster has refused the claim by an event of this reason, and has not bound it for all that. */
    boolean isRefused(String reason) {
        return warns(scene.cluster().events(namespace(), name()), reason) && !isBound();
    }

    private static boolean warns(List<Event> events, String reason) {
        return events.stream().anyMatch(event -> reason.equals(event.getReason()));
    }

    /** Watch for the scenario's limit {@code watched} that Cinder calls the claim's volume free, and no record names a node. */
    public void watchThatItStaysDetached() {
        var records = records();
        Wait.<VolumeState>of(scene.trace(), "volume %s stays detached".formatted(records.volumeId()), limit("watched"))
                .throughout(records::look, VolumeState::detached);
    }

    /** Say whether the claim is bound now. */
    public boolean isBound() {
        return scene.cluster()
                .claim(namespace(), name())
                .filter(claim -> "Bound".equals(claim.getStatus().getPhase()))
                .isPresent();
    }

    /** Wait until the claim is bound and give its PersistentVolume; a claim never changes to another one. */
    public synchronized PersistentVolume persistentVolume() {
        if (persistentVolume == null) {
            var name = awaitBound().getSpec().getVolumeName();
            persistentVolume = scene.cluster()
                    .persistentVolume(name)
                    .orElseThrow(() -> new AssertionError(
                            "claim %s is bound to persistent volume %s, which does not exist".formatted(name(), name)));
        }
        return persistentVolume;
    }

    /** Wait until the claim is bound and give its volume as Cinder describes it. */
    public Volume volume() {
        var id = CinderVolumes.idOf(persistentVolume());
        return scene.cloud()
                .cinder()
                .volume(id)
                .orElseThrow(() -> new AssertionError(
                        "claim %s is bound to Cinder volume %s, which Cinder does not know".formatted(name(), id)));
    }

    /** Wait until the claim is bound and follow its volume through the three records. */
    public VolumeRecords records() {
        var volume = persistentVolume();
        return scene.records()
                .of(CinderVolumes.idOf(volume), volume.getMetadata().getName());
    }

    /** Give one of the scenario's limits, stretched by the platform's time factor. */
    public Duration limit(String name) {
        return scene.limit(name);
    }

    /** Wait until all three records name {@code node} and no other, within the scenario's limit {@code attached}. */
    public VolumeState awaitAttachedOnlyTo(String node) {
        return records().awaitAttachedOnlyTo(node, limit("attached"));
    }

    /** Wait until no record names a node, within the scenario's limit {@code detached}. */
    public VolumeState awaitDetached() {
        return records().awaitDetached(limit("detached"));
    }

    /** Delete the claim and wait until it and its PersistentVolume are gone; Cinder is not asked. */
    public void deleteWithVolume() {
        var volume = persistentVolume();
        delete();
        awaitGone(volume);
    }

    /** Delete the claim as the administrator of the run and wait until it is gone. */
    public void delete() {
        scene.trace().step("delete claim " + name(), () -> scene.cluster().delete(object));
        Wait.<PersistentVolumeClaim>of(scene.trace(), "claim %s to be gone".formatted(name()), scene.removalLimit())
                .describedBy(
                        claim -> "finalizers %s".formatted(claim.getMetadata().getFinalizers()))
                .until(scene.cluster().watchClaim(namespace(), name()), claim -> claim == null);
    }

    /** Remove the claim, its PersistentVolume and its Cinder volume, whatever came to be, and wait until they are gone. */
    void remove() {
        var bound = scene.cluster().persistentVolumes().stream()
                .filter(volume -> volume.getSpec().getClaimRef() != null
                        && name().equals(volume.getSpec().getClaimRef().getName())
                        && namespace().equals(volume.getSpec().getClaimRef().getNamespace()))
                .findFirst();
        delete();
        bound.filter(volume -> "Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy()))
                .ifPresent(volume -> {
                    awaitGone(volume);
                    scene.records()
                            .of(CinderVolumes.idOf(volume), volume.getMetadata().getName())
                            .awaitDeleted(scene.removalLimit());
                });
    }

    private void awaitGone(PersistentVolume volume) {
        var name = volume.getMetadata().getName();
        Wait.<PersistentVolume>of(
                        scene.trace(), "persistent volume %s to be gone".formatted(name), scene.removalLimit())
                .describedBy(left -> "phase %s".formatted(left.getStatus().getPhase()))
                .until(scene.cluster().watchPersistentVolume(name), left -> left == null);
    }
}
