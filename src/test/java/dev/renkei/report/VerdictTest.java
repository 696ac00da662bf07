package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
    @Test
    @DisplayName("What broke, could not be judged, did not run or passes against the profile makes a run red")
    void red() {
        assertThat(Arrays.stream(Verdict.values()).filter(Verdict::red))
                .containsExactly(Verdict.FAILED, Verdict.BROKEN, Verdict.GAP_CLOSED, Verdict.NOT_RUN);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every verdict is found again by its label")
    void labels(Verdict verdict) {
        assertThat(Verdict.of(verdict.label())).isSameAs(verdict);
    }

    @Test
    @DisplayName("An unknown label is refused with those that there are")
    void unknown() {
        assertThatThrownBy(() -> Verdict.of("green"))
                .isInstanceOf(ReportException.class)
                .hasMessage("no verdict is called \"green\"; there are passed, failed, broken, known gap, gap closed, "
                        + "skipped, not run");
    }

    @Test
    @DisplayName("A result that is not passed always has a reason, if only that none was given")
    void reason() {
        assertThat(Samples.ended("a/b", Verdict.FAILED, " ").reason()).isEqualTo("failed, and no reason was given");
    }
}
