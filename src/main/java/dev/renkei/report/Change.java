package dev.renkei.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Objects;

/**
 * One thing that is otherwise than in the runs before.
 *
 * @param kind not null
 * @param platform not null
 * @param scenario null where it concerns the platform as a whole
 * @param text what it was and what it is, in one line
 * @param rule how that was decided
 */
record Change(Kind kind, String platform, String scenario, String text, String rule) {

    /** What needs somebody first; then by platform, and the platform as a whole before its scenarios. */
    static final Comparator<Change> BY_WEIGHT = Comparator.comparing(Change::kind)
            .thenComparing(Change::platform)
            .thenComparing(Change::scenario, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Change::text);

    Change {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(rule, "rule");
    }

    /** Kinds of changes, with the words that files and people use. */
    enum Kind {
        NEWLY_FAILING("newly failing"),
        STILL_FAILING("still failing"),
        GAP_CLOSED("gap closed"),
        GAP_OPENED("gap opened"),
        FIXED("fixed"),
        NEWLY_SKIPPED("newly skipped"),
        GONE("gone"),
        NEW("new"),
        SLOWER("slower"),
        FASTER("faster");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    ObjectNode json() {
        return ReportJson.object()
                .put("kind", kind.label())
                .put("platform", platform)
                .put("scenario", scenario)
                .put("text", text)
                .put("rule", rule);
    }
}
