package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.trace.Trace;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AtOnceTest {

    @Test
    @DisplayName("All act at the same time, and what came of each is given in their order")
    void atTheSameTime() {
        var all = new CyclicBarrier(3);

        assertThat(AtOnce.each(Trace.silent(), List.of("a", "b", "c"), one -> {
                    meet(all);
                    return one + "!";
                }))
                .containsExactly("a!", "b!", "c!");
    }

    @Test
    @DisplayName("A failure of one is passed on as it was")
    void failure() {
        assertThatThrownBy(() -> AtOnce.each(Trace.silent(), List.of(1, 0), one -> 1 / one))
                .isInstanceOf(ArithmeticException.class);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
