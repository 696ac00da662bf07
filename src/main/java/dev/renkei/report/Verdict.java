package dev.renkei.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a run says about one scenario. */
public enum Verdict {
    /** The platform kept the contract. */
    PASSED("passed", false),
    /** The platform broke the contract. */
    FAILED("failed", true),
    /** The scenario could not be judged. */
    BROKEN("broken", true),
    /** The platform broke the contract as its profile says it would. */
    KNOWN_GAP("known gap", false),
    /** The platform kept a contract that its profile lists as a known gap: the entry must go. */
    GAP_CLOSED("gap closed", true),
    /** The platform lacks what the scenario needs. */
    SKIPPED("skipped", false),
    /** The scenario was expected and left no result. */
    NOT_RUN("not run", true);

    private final String label;
    private final boolean red;

    Verdict(String label, boolean red) {
        this.label = label;
        this.red = red;
    }

    /** Return the word that files and people use; never null. */
    public String label() {
        return label;
    }

    /** Tell whether one such verdict makes the whole run red. */
    public boolean red() {
        return red;
    }

    /** Tell whether the scenario was carried out at all, whatever came of it. */
    public boolean ran() {
        return this != SKIPPED && this != NOT_RUN;
    }

    /**
     * Find the verdict with this label.
     *
     * @throws ReportException if there is none
     */
    public static Verdict of(String label) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new ReportException("no verdict is called \"" + label + "\"; there are "
                        + Arrays.stream(values()).map(Verdict::label).collect(Collectors.joining(", "))));
    }
}
