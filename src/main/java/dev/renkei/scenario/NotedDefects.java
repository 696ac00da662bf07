package dev.renkei.scenario;

import dev.renkei.fault.Defects;
import java.nio.file.Path;
import java.util.List;

/** Switch defects and note in the run's folder which are on, so that a later run can switch off what a killed run left. */
public final class NotedDefects {

    private static final String PREFIX = "defect-on.";

    private final RunNotes notes;
    private final Defects defects;

    /** Keep the notes in a run's {@code folder}, a file for each defect that is on. */
    public NotedDefects(Path folder, Defects defects) {
        this.notes = new RunNotes(folder, PREFIX);
        this.defects = defects;
    }

    /** List the defects that the run of this folder has not switched off, by name. */
    public static List<String> in(Path folder) {
        return new RunNotes(folder, PREFIX).names();
    }

    /**
     * Note the defect, and then switch it on.
     *
     * @throws IllegalStateException when the command fails; the note stays, since the defect may be on by half
     */
    void on(String defect) {
        notes.add(defect);
        defects.on(defect);
    }

    /**
     * Switch the defect off, and then remove its note.
     *
     * @throws IllegalStateException when the command fails; the note stays
     */
    public void off(String defect) {
        defects.off(defect);
        notes.remove(defect);
    }
}
