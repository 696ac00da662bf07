package dev.renkei.scenario;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Name runs by the second in which they began, in UTC. */
public final class RunIds {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    // It becomes the end of Kubernetes names, after a dash: an id that ends in a dash and another id would be mistaken
    // for that one.
    private static final Pattern VALID = Pattern.compile("[0-9]{8}-[0-9]{6}|[a-z][a-z0-9]{0,19}");

    private RunIds() {}

    /**
     * Give the id that Maven passes as {@code -Drun}, or make one from the clock, as when an IDE runs a scenario.
     *
     * @throws IllegalArgumentException when the given id cannot be part of a Kubernetes name
     */
    static String current() {
        var run = System.getProperty("run");
        if (run == null) {
            return FORMAT.format(LocalDateTime.now(ZoneOffset.UTC));
        }
        return checked(run);
    }

    /**
     * Give {@code run} back when it can be a run's id.
     *
     * @throws IllegalArgumentException when it cannot be part of a Kubernetes name
     */
    public static String checked(String run) {
        if (!VALID.matcher(run).matches()) {
            throw new IllegalArgumentException(
                    "-Drun=%s: a run's id is a time such as 20261125-001502, or a letter and at most 19 letters and digits, all lower-case"
                            .formatted(run));
        }
        return run;
    }
}
