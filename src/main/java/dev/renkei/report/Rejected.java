package dev.renkei.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/**
 * Something that a merge left out.
 *
 * @param file where it stands; inside an archive, behind an exclamation mark
 * @param reason why it was left out, in one line
 * @param damaged whether something is wrong with it; false for what is only not needed
 */
record Rejected(String file, String reason, boolean damaged) {
    static final Comparator<Rejected> BY_FILE =
            Comparator.comparing(Rejected::file).thenComparing(Rejected::reason);

    Rejected {
        reason = Columns.oneLine(reason);
    }

    ObjectNode json() {
        return ReportJson.object().put("file", file).put("reason", reason).put("damaged", damaged);
    }
}
