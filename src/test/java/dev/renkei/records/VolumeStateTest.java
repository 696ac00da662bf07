package dev.renkei.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VolumeStateTest {

    private static final List<String> NONE = List.of();
    private static final List<String> A = List.of("a");
    private static final List<String> B = List.of("b");
    private static final List<String> BOTH = List.of("a", "b");

    @Test
    @DisplayName(
            "A volume is attached to one node only when all three records say so, no more, and Cinder calls it in use")
    void attachedOnlyTo() {
        assertThat(state(A, A, A, A, "in-use").attachedOnlyTo("a")).isTrue();
        assertThat(state(A, A, A, A, "in-use").attachedOnlyTo("b")).isFalse();
        assertThat(state(A, A, A, A, "attaching").attachedOnlyTo("a")).isFalse();
        assertThat(state(NONE, A, A, A, "in-use").attachedOnlyTo("a")).isFalse();
        assertThat(state(A, A, NONE, A, "in-use").attachedOnlyTo("a")).isFalse();
        assertThat(state(A, A, A, NONE, "in-use").attachedOnlyTo("a")).isFalse();
        assertThat(state(BOTH, BOTH, A, A, "in-use").attachedOnlyTo("a")).isFalse();
        assertThat(state(A, A, BOTH, A, "in-use").attachedOnlyTo("a")).isFalse();
        assertThat(state(A, A, A, BOTH, "in-use").attachedOnlyTo("a")).isFalse();
        assertThat(state(A, A, B, B, "in-use").attachedOnlyTo("a")).isFalse();
    }

    @Test
    @DisplayName("A volume is detached when nobody names a node, nor asks for one, and Cinder calls it available")
    void detached() {
        assertThat(state(NONE, NONE, NONE, NONE, "available").detached()).isTrue();
        assertThat(state(NONE, NONE, NONE, NONE, "detaching").detached()).isFalse();
        assertThat(state(NONE, NONE, NONE, NONE, "deleted").detached()).isFalse();
        assertThat(state(NONE, A, NONE, NONE, "available").detached()).isFalse();
        assertThat(state(NONE, NONE, A, NONE, "available").detached()).isFalse();
        assertThat(state(NONE, NONE, NONE, A, "available").detached()).isFalse();
    }

    @Test
    @DisplayName("A volume is deleted when Cinder does not know it and nobody else has it")
    void deleted() {
        assertThat(state(NONE, NONE, NONE, NONE, "deleted").deleted()).isTrue();
        assertThat(state(NONE, NONE, NONE, NONE, "deleting").deleted()).isFalse();
        assertThat(state(NONE, A, NONE, NONE, "deleted").deleted()).isFalse();
        assertThat(state(NONE, NONE, A, NONE, "deleted").deleted()).isFalse();
    }

    @Test
    @DisplayName("A volume is attached twice when any one record names two nodes")
    void attachedTwice() {
        assertThat(state(A, BOTH, A, A, "in-use").attachedTwice()).isFalse();
        assertThat(state(BOTH, BOTH, A, A, "in-use").attachedTwice()).isTrue();
        assertThat(state(A, A, BOTH, A, "in-use").attachedTwice()).isTrue();
        assertThat(state(A, A, A, BOTH, "in-use").attachedTwice()).isTrue();
    }

    @Test
    @DisplayName("States are the same when the records are, whatever the moment, and different when any of them is")
    void sameAs() {
        var state = state(A, A, A, A, "in-use");

        assertThat(state.sameAs(new VolumeState(Instant.EPOCH, A, A, A, A, "in-use")))
                .isTrue();
        assertThat(state.sameAs(null)).isFalse();
        assertThat(state.sameAs(state(B, A, A, A, "in-use"))).isFalse();
        assertThat(state.sameAs(state(A, B, A, A, "in-use"))).isFalse();
        assertThat(state.sameAs(state(A, A, B, A, "in-use"))).isFalse();
        assertThat(state.sameAs(state(A, A, A, B, "in-use"))).isFalse();
        assertThat(state.sameAs(state(A, A, A, A, "detaching"))).isFalse();
    }

    @Test
    @DisplayName("A state is written as what each of the three says")
    void writes() {
        assertThat(state(A, A, NONE, BOTH, "in-use")).hasToString("Kubernetes [a], Nova [], Cinder [a, b] (in-use)");
    }

    private static VolumeState state(
            List<String> kubernetes, List<String> requested, List<String> nova, List<String> cinder, String status) {
        return new VolumeState(Instant.now(), kubernetes, requested, nova, cinder, status);
    }
}
