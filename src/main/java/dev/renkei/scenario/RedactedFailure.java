package dev.renkei.scenario;

import dev.renkei.evidence.Redactor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.opentest4j.ValueWrapper;

/** Take secrets out of failures before JUnit hands them on to reports that are not ours: failsafe's XML, Allure's results. */
final class RedactedFailure {

    private final Redactor redactor;
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private RedactedFailure(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Give a failure as it is where no secret stands in it, and else one of the same kind without them, nor in its causes:
     * failed stays failed, broken broken, aborted aborted, and all that happened at the same places.
     */
    static Throwable of(Throwable failure, Redactor redactor) {
        var shown = shown(failure);
        return redactor.redact(shown).equals(shown) ? failure : new RedactedFailure(redactor).copy(failure);
    }

    /** Do the same where nothing was judged yet. */
    static RuntimeException of(RuntimeException failure, Redactor redactor) {
        return (RuntimeException) of((Throwable) failure, redactor);
    }

    // All that reports print: messages down to the last cause, and what Allure takes out of a comparison by itself.
    private static String shown(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text
                + (failure instanceof AssertionFailedError compared
                        ? "\n" + shown(compared.getExpected()) + "\n" + shown(compared.getActual())
                        : "");
    }

    private static String shown(ValueWrapper value) {
        return value == null ? "" : value.getStringRepresentation();
    }

    private Throwable copy(Throwable failure) {
        if (failure == null || !seen.add(failure)) {
            return null;
        }
        var message = redactor.redact(failure.getMessage());
        var cause = copy(failure.getCause());
        var shown = redactor.redact(failure.toString());
        Throwable copy;
        if (failure instanceof TestAbortedException) {
            copy = new Aborted(message, cause, shown);
        } else if (failure instanceof AssertionError) {
            copy = new Failed(message, cause, shown);
        } else {
            copy = new Broken(message, cause, shown);
        }
        copy.setStackTrace(failure.getStackTrace());
        Stream.of(failure.getSuppressed())
                .map(this::copy)
                .filter(each -> each != null)
                .forEach(copy::addSuppressed);
        return copy;
    }

    private static final class Failed extends AssertionError {

        private static final long serialVersionUID = 1L;

        private final String shown;

        Failed(String message, Throwable cause, String shown) {
            super(message, cause);
            this.shown = shown;
        }

        // The name of what it was, not of this class, is what its reader needs.
        @Override
        public String toString() {
            return shown;
        }
    }

    private static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String shown;

        Broken(String message, Throwable cause, String shown) {
            super(message, cause);
            this.shown = shown;
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    private static final class Aborted extends TestAbortedException {

        private static final long serialVersionUID = 1L;

        private final String shown;

        Aborted(String message, Throwable cause, String shown) {
            super(message, cause);
            this.shown = shown;
        }

        @Override
        public String toString() {
            return shown;
        }
    }
}
