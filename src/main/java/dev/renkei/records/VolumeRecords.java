package dev.renkei.records;

import dev.renkei.trace.Trace;
import dev.renkei.wait.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follow one volume through the three records and remember each change. */
public final class VolumeRecords {

    private final Records records;
    private final Trace trace;
    private final String volumeId;
    private final String persistentVolume;
    private final List<VolumeState> history = new ArrayList<>();
    private String contradiction;

    VolumeRecords(Records records, Trace trace, String volumeId, String persistentVolume) {
        this.records = records;
        this.trace = trace;
        this.volumeId = volumeId;
        this.persistentVolume = persistentVolume;
    }

    /** The volume's id in Cinder. */
    public String volumeId() {
        return volumeId;
    }

    boolean isOf(String volume, String persistent) {
        return volumeId.equals(volume) && persistentVolume.equals(persistent);
    }

    /** Ask all three now. */
    public VolumeState look() {
        var state = records.look(volumeId, persistentVolume);
        synchronized (this) {
            if (!state.sameAs(history.isEmpty() ? null : history.get(history.size() - 1))) {
                history.add(state);
            }
        }
        return state;
    }

    /** Give each state that differed from the one before it, oldest first. */
    public synchronized List<VolumeState> history() {
        return List.copyOf(history);
    }

    /**
     * Wait until all three name {@code node} and no other; there are no events for that in OpenStack, so it polls.
     *
     * @throws dev.renkei.wait.WaitTimeout when they still do not agree at the limit
     */
    public VolumeState awaitAttachedOnlyTo(String node, Duration limit) {
        return this.<VolumeState>waitFor("to be attached to %s in all three records".formatted(node), limit)
                .until(this::look, state -> state.attachedOnlyTo(node));
    }

    /** Wait until no record names a node and Cinder calls the volume available. */
    public VolumeState awaitDetached(Duration limit) {
        return this.<VolumeState>waitFor("to be detached in all three records", limit)
                .until(this::look, VolumeState::detached);
    }

    /** Wait until the volume can be deleted, or already is. */
    public VolumeState awaitDetachedOrDeleted(Duration limit) {
        return this.<VolumeState>waitFor("to be detached or deleted", limit)
                .until(this::look, state -> state.detached() || state.deleted());
    }

    /** Wait until Cinder no longer knows the volume. */
    public VolumeState awaitDeleted(Duration limit) {
        return this.<VolumeState>waitFor("to be deleted in Cinder", limit).until(this::look, VolumeState::deleted);
    }

    /**
     * Look and say what is wrong for certain, so that nobody waits for what cannot come: the volume is broken, or
     * OpenStack attached it to a server for which Kubernetes never asked. The latter must be seen twice in a row.
     */
    public Optional<String> contradiction() {
        var state = look();
        var now = wrong(state);
        var seenTwice = now.isPresent() && now.get().equals(contradiction);
        contradiction = now.orElse(null);
        return seenTwice ? now : Optional.empty();
    }

    private Optional<String> wrong(VolumeState state) {
        if (state.status().startsWith("error")) {
            return Optional.of("Cinder says volume %s is in status %s".formatted(volumeId, state.status()));
        }
        return state.nova().stream()
                .filter(node ->
                        state.cinder().contains(node) && !state.requested().contains(node))
                .findFirst()
                .map(node -> "Nova and Cinder say volume %s is attached to %s, but Kubernetes asked for %s"
                        .formatted(volumeId, node, state.requested()));
    }

    private Wait<VolumeState> waitFor(String what, Duration limit) {
        return Wait.<VolumeState>of(trace, "volume %s %s".formatted(volumeId, what), limit)
                .failingWhen(state -> state.status().startsWith("error")
                        ? Optional.of("Cinder says it is in status " + state.status())
                        : Optional.empty());
    }
}
