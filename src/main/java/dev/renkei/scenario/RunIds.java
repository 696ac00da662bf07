package dev.renkei.scenario;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Name runs by the second in which they began, in UTC. */
public final class RunIds {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    // What a run made is recognised by names that end in its id: an id that could be a word would claim others' things.
    private static final Pattern VALID = Pattern.compile("[0-9]{8}-[0-9]{6}");

    private RunIds() {}

    /**
     * Give the id that Maven passes as {@code -Drun}, or make one from the clock, as when an IDE runs a scenario.
     *
     * @throws IllegalArgumentException when the given id is none
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
     * @throws IllegalArgumentException when it cannot
     */
    public static String checked(String run) {
        if (!VALID.matcher(run).matches()) {
            throw new IllegalArgumentException(
                    "-Drun=%s: a run's id is the time at which it began, such as 20261125-001502".formatted(run));
        }
        return run;
    }
}
