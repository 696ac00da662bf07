package dev.renkei.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.actor.Ledger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotedFaultsTest {

    @TempDir
    private Path run;

    private final Ledger ledger = new Ledger();
    private final List<String> ended = new ArrayList<>();
    private NotedFaults faults;

    @BeforeEach
    void open() {
        faults = new NotedFaults(run, ledger);
    }

    @Test
    @DisplayName("A fault that goes on when its scenario ends is ended then")
    void endsByLedger() {
        begin("keystone-down");
        assertThat(NotedFaults.in(run)).containsExactly("keystone-down");

        ledger.undoAll();

        assertThat(ended).containsExactly("keystone-down");
        assertThat(NotedFaults.in(run)).isEmpty();
    }

    @Test
    @DisplayName("A fault that its scenario has ended is not ended once more")
    void endedBefore() {
        begin("keystone-down");
        faults.ended("keystone-down");

        ledger.undoAll();

        assertThat(ended).isEmpty();
    }

    @Test
    @DisplayName("A fault that cannot be ended stays noted, for the next run")
    void staysNoted() {
        faults.beginning("keystone-down", () -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(ledger::undoAll).hasMessageContaining("fault keystone-down");
        assertThat(NotedFaults.in(run)).containsExactly("keystone-down");
    }

    private void begin(String fault) {
        faults.beginning(fault, () -> {
            ended.add(fault);
            faults.ended(fault);
        });
    }
}
