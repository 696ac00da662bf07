package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();
    private final List<String> undone = new ArrayList<>();

    @Test
    @DisplayName("What was made last is undone first, and only once")
    void reverseOrder() {
        ledger.before("claim", () -> undone.add("claim"));
        ledger.before("controller", () -> undone.add("controller"));

        ledger.undoAll();
        ledger.undoAll();

        assertThat(undone).containsExactly("controller", "claim");
    }

    @Test
    @DisplayName("An undoing that fails is named and does not keep the others from being done")
    void failureDoesNotStop() {
        ledger.before("claim", () -> undone.add("claim"));
        ledger.before("controller", () -> {
            throw new IllegalStateException("the API server refused");
        });
        ledger.before("fault", () -> undone.add("fault"));

        assertThatThrownBy(ledger::undoAll)
                .isInstanceOf(Ledger.CleanupFailure.class)
                .isInstanceOf(AssertionError.class)
                .hasMessage("could not undo: controller: the API server refused")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(undone).containsExactly("fault", "claim");
    }

    @Test
    @DisplayName("The first failure is thrown, and carries the others with it")
    void suppressed() {
        ledger.before("claim", () -> {
            throw new AssertionError("still there");
        });
        ledger.before("controller", () -> {
            throw new IllegalStateException("refused");
        });

        assertThatThrownBy(ledger::undoAll)
                .hasMessage("could not undo: controller: refused")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("could not undo: claim: still there"));
    }

    @Test
    @DisplayName("What is made while undoing is undone too")
    void madeWhileUndoing() {
        ledger.before("claim", () -> ledger.before("finalizer", () -> undone.add("finalizer")));

        ledger.undoAll();

        assertThat(undone).containsExactly("finalizer");
    }
}
