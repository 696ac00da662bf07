package dev.renkei.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @DisplayName("Durations are written in seconds with one decimal, in every locale alike")
    @CsvSource({"0,0.0 s", "40,0.0 s", "12400,12.4 s", "120000,120.0 s"})
    void seconds(long millis, String written) {
        assertThat(Durations.seconds(Duration.ofMillis(millis))).isEqualTo(written);
    }
}
