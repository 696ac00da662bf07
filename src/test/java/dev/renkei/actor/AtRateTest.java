package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AtRateTest {

    @Test
    @DisplayName("Something is done as often as asked, and no faster than the rate")
    void rate() {
        var began = System.nanoTime();

        assertThat(AtRate.times(5, 20, new AtomicInteger()::incrementAndGet)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    @DisplayName("A failure is passed on as it was")
    void failure() {
        assertThatThrownBy(() -> AtRate.times(2, 100, () -> {
                    throw new ArithmeticException();
                }))
                .isInstanceOf(ArithmeticException.class);
    }
}
