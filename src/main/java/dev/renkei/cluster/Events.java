package dev.renkei.cluster;

import io.fabric8.kubernetes.api.model.Event;
import java.util.Comparator;
import java.util.List;

/** Read events for people. */
public final class Events {

    private Events() {}

    /** Write the newest event as {@code last event: REASON: MESSAGE}, or say that there is none. */
    public static String last(List<Event> events) {
        return events.stream()
                .max(Comparator.comparing(Events::time))
                .map(event -> "last event: %s: %s".formatted(event.getReason(), event.getMessage()))
                .orElse("no event");
    }

    /** Give the time of an event, whichever of its fields holds it; empty when none does. */
    public static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        if (event.getEventTime() != null) {
            return event.getEventTime().getTime();
        }
        return event.getMetadata().getCreationTimestamp() == null
                ? ""
                : event.getMetadata().getCreationTimestamp();
    }
}
