package dev.renkei.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOwnerTest {

    @TempDir
    Path platform;

    @Test
    @DisplayName("A run that goes on is not taken for a killed one, nor one that has ended")
    void alive() throws IOException {
        var goesOn = run("20261125-000001");
        var ended = run("20261125-000002");
        RunOwner.mark(goesOn);
        RunOwner.mark(ended);
        RunOwner.unmark(ended);

        assertThat(RunOwner.goesOn(goesOn)).isTrue();
        assertThat(RunOwner.goesOn(ended)).isFalse();
        assertThat(RunOwner.killed(platform)).isEmpty();
    }

    @Test
    @DisplayName("Runs whose process died are listed in order, and the link to the newest is not")
    void dead() throws Exception {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        var second = written("20261125-000002", process.pid() + " " + Instant.now());
        var first = written("20261125-000001", process.pid() + " " + Instant.now());
        Files.createSymbolicLink(platform.resolve("latest"), second);

        assertThat(RunOwner.killed(platform)).containsExactly(first, second);
    }

    @Test
    @DisplayName(
            "A pid that another process has got since does not keep a run alive, but a clock that was set does not kill it")
    void reusedPid() throws IOException {
        var self = ProcessHandle.current();
        var start = self.info().startInstant().orElseThrow();
        var reused = written("20261125-000001", self.pid() + " " + start.minus(Duration.ofHours(1)));
        var clockSet = written("20261125-000002", self.pid() + " " + start.plusSeconds(1));

        assertThat(RunOwner.killed(platform)).containsExactly(reused);
        assertThat(RunOwner.goesOn(clockSet)).isTrue();
    }

    @Test
    @DisplayName("A mark that was not written whole is one of a killed run")
    void halfWritten() throws IOException {
        written("20261125-000001", "");
        written("20261125-000002", "12");
        written("20261125-000003", ProcessHandle.current().pid() + " 2026-11");

        assertThat(RunOwner.killed(platform)).hasSize(3);
    }

    @Test
    @DisplayName("A platform that never ran has no killed runs")
    void noFolder() {
        assertThat(RunOwner.killed(platform.resolve("none"))).isEmpty();
    }

    private Path run(String id) throws IOException {
        return Files.createDirectory(platform.resolve(id));
    }

    private Path written(String id, String mark) throws IOException {
        var folder = run(id);
        Files.writeString(folder.resolve("running"), mark);
        return folder;
    }
}
