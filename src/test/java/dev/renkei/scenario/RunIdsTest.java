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
    @ValueSource(strings = {"20261125-001502", "nightly42", "a", "a2345678901234567890"})
    @DisplayName("Times, and words of letters and digits, are ids")
    void valid(String run) {
        assertThat(RunIds.checked(run)).isEqualTo(run);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "a-",
                "-a",
                "A",
                "a_b",
                "a.b",
                "a b",
                "a23456789012345678901",
                "ü",
                "001502",
                "ci-20261125-001502",
                "a-b"
            })
    @DisplayName("What cannot end a Kubernetes name, or could be the end of another run's id, is refused with what is")
    void invalid(String run) {
        System.setProperty("run", run);

        assertThatThrownBy(RunIds::current)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("-Drun=%s: a run's id is ".formatted(run));
    }
}
