package dev.renkei.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a run when it begins.
 *
 * @param platform the profile's name; it names a folder
 * @param run the run's id; it names a folder
 * @param started when it began
 * @param versions of what was met, by product
 * @param expected titles by scenario id, in the order in which the report shall list them
 * @param profile the effective profile, already redacted: it goes into files as it is
 * @param windowLimits how long old decisions may live on, by the profile's name for the window
 * @param unchosen ids of the scenarios that there are and that this run was not asked for
 */
public record RunFacts(
        String platform,
        String run,
        Instant started,
        Map<String, String> versions,
        Map<String, String> expected,
        Map<String, Object> profile,
        Map<String, Duration> windowLimits,
        List<String> unchosen) {

    /** Copy the maps and refuse nulls. */
    public RunFacts {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(started, "started");
        versions = Ordered.copy(versions);
        expected = Ordered.copy(expected);
        profile = Ordered.copy(profile);
        windowLimits = Ordered.copy(windowLimits);
        unchosen = List.copyOf(unchosen);
    }

    /** Name no limits, and choose all scenarios that there are. */
    public RunFacts(
            String platform,
            String run,
            Instant started,
            Map<String, String> versions,
            Map<String, String> expected,
            Map<String, Object> profile) {
        this(platform, run, started, versions, expected, profile, Map.of(), List.of());
    }
}
