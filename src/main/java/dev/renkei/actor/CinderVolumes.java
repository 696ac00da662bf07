package dev.renkei.actor;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Find the Cinder volume behind a PersistentVolume, whichever driver made it. */
final class CinderVolumes {

    private CinderVolumes() {}

    /**
     * Give the volume's id in Cinder.
     *
     * @throws NoSuchElementException when neither the CSI driver nor the in-tree one stands behind the volume
     */
    static String idOf(PersistentVolume volume) {
        return Optional.ofNullable(volume.getSpec().getCsi())
                .map(csi -> csi.getVolumeHandle())
                .or(() -> Optional.ofNullable(volume.getSpec().getCinder()).map(cinder -> cinder.getVolumeID()))
                .orElseThrow(() -> new NoSuchElementException("persistent volume %s is neither of csi nor of cinder"
                        .formatted(volume.getMetadata().getName())));
    }
}
