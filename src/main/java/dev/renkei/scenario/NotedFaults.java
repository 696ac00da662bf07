package dev.renkei.scenario;

import dev.renkei.actor.Ledger;
import dev.renkei.fault.Faults;
import java.nio.file.Path;
import java.util.List;

/**
 * Note in the run's folder which faults go on, so that a later run can end what a killed run left, and in the ledger how
 * they are ended.
 */
public final class NotedFaults implements Faults.Journal {

    private static final String PREFIX = "fault-on.";

    private final RunNotes notes;
    private final Ledger ledger;

    /** Keep the notes in a run's {@code folder}, a file for each fault that goes on. */
    public NotedFaults(Path folder, Ledger ledger) {
        this.notes = new RunNotes(folder, PREFIX);
        this.ledger = ledger;
    }

    /** List the faults that the run of this folder has not ended, by name. */
    public static List<String> in(Path folder) {
        return new RunNotes(folder, PREFIX).names();
    }

    @Override
    public void beginning(String fault, Runnable end) {
        notes.add(fault);
        ledger.before("fault " + fault, () -> {
            if (notes.names().contains(fault)) {
                end.run();
            }
        });
    }

    @Override
    public void ended(String fault) {
        notes.remove(fault);
    }
}
