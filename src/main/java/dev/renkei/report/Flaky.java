package dev.renkei.report;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A scenario that turns red and comes back.
 *
 * @param red in how many runs it was red
 * @param of among how many
 */
record Flaky(String platform, String scenario, int red, int of) {
    static final String RULE = "in the last 10 runs in which it ran, it changed between red and not red at least twice";

    ObjectNode json() {
        return ReportJson.object()
                .put("platform", platform)
                .put("scenario", scenario)
                .put("red", red)
                .put("of", of)
                .put("rule", RULE);
    }
}
