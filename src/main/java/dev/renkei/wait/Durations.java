package dev.renkei.wait;

import java.time.Duration;
import java.util.Locale;

/** Write durations the way people read them. */
public final class Durations {

    private Durations() {}

    /** Write {@code duration} in seconds with one decimal, such as {@code 12.4 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
