package dev.renkei.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.renkei.evidence.Redactor;
import dev.renkei.platform.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RedactedFailureTest {

    private final Redactor redactor = new Redactor(Set.of(new Secret("kirschbluete")));

    @Test
    @DisplayName("A failure without a secret is the one that was thrown")
    void asItIs() {
        var failure = new IllegalStateException("busy", new IOException("closed"));

        assertThat(RedactedFailure.of(failure, redactor)).isSameAs(failure);
    }

    @Test
    @DisplayName("Failed stays failed, broken broken and aborted aborted, each at its place and by its name")
    void kinds() {
        var failed = new AssertionError("took kirschbluete");
        var redacted = RedactedFailure.of((Throwable) failed, redactor);

        assertThat(redacted).isInstanceOf(AssertionError.class).hasMessage("took ***");
        assertThat(redacted).hasToString("java.lang.AssertionError: took ***");
        assertThat(redacted.getStackTrace()).isEqualTo(failed.getStackTrace());
        assertThat(RedactedFailure.of(new TestAbortedException("kirschbluete"), redactor))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("***");
        assertThat((Throwable) RedactedFailure.of(new IllegalStateException("kirschbluete"), redactor))
                .isNotInstanceOf(TestAbortedException.class)
                .hasToString("java.lang.IllegalStateException: ***");
    }

    @Test
    @DisplayName("Causes and what was suppressed have no secret either, also where they go in a circle")
    void chain() {
        var cause = new IOException("asked with kirschbluete");
        var failure = new AssertionError("no answer", new IllegalStateException("failed", cause));
        failure.addSuppressed(new IllegalStateException("left kirschbluete"));
        cause.addSuppressed(failure);

        assertThat(printed(RedactedFailure.of(failure, redactor)))
                .doesNotContain("kirschbluete")
                .contains("Caused by: java.io.IOException: asked with ***")
                .contains("Suppressed: java.lang.IllegalStateException: left ***");
    }

    @Test
    @DisplayName("What was compared has no secret, which Allure shows beside the message")
    void comparison() {
        var failure = new AssertionFailedError("the same", "none", "kirschbluete");

        assertThat(RedactedFailure.of(failure, redactor))
                .isInstanceOf(AssertionError.class)
                .isNotInstanceOf(AssertionFailedError.class)
                .hasMessage("the same");
    }

    @Test
    @DisplayName("Of several failures in one, none has a secret")
    void several() {
        var failure = Assertions.catchThrowable(() -> assertSoftly(softly -> {
            softly.assertThat("kirschbluete").isEmpty();
            softly.assertThat("kirsch").isEmpty();
        }));

        assertThat(printed(RedactedFailure.of(failure, redactor)))
                .doesNotContain("kirschbluete")
                .contains("***", "\"kirsch\"");
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
