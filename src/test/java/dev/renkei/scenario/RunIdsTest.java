package dev.renkei.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdsTest {

    private final String before = System.getProperty("run");

    @BeforeEach
    void clear() {
        System.clearProperty("run");
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty("run");
        } else {
            System.setProperty("run", before);
        }
    }

    @Test
    @DisplayName("A run is named by the build, or else by the clock, and both are valid")
    void current() {
        assertThat(RunIds.current()).matches("\\d{8}-\\d{6}").satisfies(RunIds::checked);
        System.setProperty("run", "20261125-001502");
        assertThat(RunIds.current()).isEqualTo("20261125-001502");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "test",
                "nightly42",
                "20261125",
                "001502",
                "20261125001502",
                "20261125-0015020",
                "20261125-00150",
                "ci-20261125-001502",
                "20261125-001502-",
                " 20261125-001502",
                "20261125-00150\u0663"
            })
    @DisplayName("What is no time is refused, in one line that says what an id is")
    void invalid(String run) {
        System.setProperty("run", run);

        assertThatThrownBy(RunIds::current)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "-Drun=%s: a run's id is the time at which it began, such as 20261125-001502".formatted(run));
    }
}
