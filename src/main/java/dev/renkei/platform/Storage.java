package dev.renkei.platform;

import java.util.Map;

/**
 * What the scenarios about volumes use.
 *
 * @param storageClass the storage class that provisions from Cinder
 * @param cinderMetadata what Cinder must have recorded at every volume that was provisioned dynamically
 * @param image the image of the pods, which must have nginx and a shell
 */
public record Storage(String storageClass, Map<String, String> cinderMetadata, String image) {

    /** Keep copies. */
    public Storage {
        cinderMetadata = Map.copyOf(cinderMetadata);
    }
}
