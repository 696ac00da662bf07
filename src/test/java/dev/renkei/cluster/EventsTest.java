package dev.renkei.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.MicroTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventsTest {

    @Test
    @DisplayName("The newest event counts, whichever field holds its time and in whatever order they come")
    void last() {
        var first = event("Scheduled").withLastTimestamp("2026-11-24T22:00:00Z").build();
        var second = event("FailedMount")
                .withEventTime(new MicroTime("2026-11-24T22:00:05.000000Z"))
                .build();
        var third = event("Pulled")
                .editMetadata()
                .withCreationTimestamp("2026-11-24T22:00:03Z")
                .endMetadata()
                .build();

        assertThat(Events.last(List.of(first, second, third))).isEqualTo("last event: FailedMount: said FailedMount");
    }

    @Test
    @DisplayName("Where there is no event, that is said; an event without any time is the oldest")
    void none() {
        assertThat(Events.last(List.of())).isEqualTo("no event");
        assertThat(Events.last(List.of(
                        event("Old").withLastTimestamp("2026-11-24T22:00:00Z").build(),
                        event("Timeless").build())))
                .startsWith("last event: Old");
    }

    private static EventBuilder event(String reason) {
        return new EventBuilder(new Event())
                .withNewMetadata()
                .endMetadata()
                .withReason(reason)
                .withMessage("said " + reason);
    }
}
