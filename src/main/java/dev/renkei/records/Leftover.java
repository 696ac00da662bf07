package dev.renkei.records;

/**
 * Name something that a run made and that is still there.
 *
 * @param kind such as {@code PersistentVolumeClaim} or {@code Cinder volume}
 * @param id what its side knows it by: a UID or Cinder id
 * @param name with its namespace where it has one
 * @param madeBy the name of what made it, such as the claim's; used to find the scenario
 */
public record Leftover(String kind, String id, String name, String madeBy, Runnable removal) {

    @Override
    public String toString() {
        return kind + " " + name + " (" + id + ")";
    }
}
