package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.platform.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformLogsTest {

    private static final Set<Secret> SECRETS = Set.of(new Secret("kirschbluete"), new Secret("pflaume"));
    private static final Secret PLANTED = new Secret("planted-1");

    @TempDir
    Path folder;

    private StubScene stub;

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    @DisplayName("One search finds the planted word and the secrets, and shows neither")
    void finds() {
        var found = search("printf 'a=planted-1\\nnothing\\nb=kirschbluete pflaume planted-1\\n'");

        assertThat(found.planted()).containsExactly("a=***", "b=*** *** ***");
        assertThat(found.secrets()).containsExactly("b=*** *** ***");
    }

    @Test
    @DisplayName("Logs that break off half way are an error and not clean, and both searches go through one reading")
    void breaksOff() throws IOException {
        var calls = folder.resolve("calls");

        assertThatThrownBy(() -> search("echo call >> %s; echo planted-1; echo disk is gone; exit 3".formatted(calls)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("ended with 3: disk is gone");
        assertThat(Files.readAllLines(calls)).hasSize(1);
    }

    @Test
    @DisplayName("A planted word is sought since it was planted, and not in the month before")
    void sincePlanted() throws IOException {
        var seconds = folder.resolve("seconds");
        var logs = folder.resolve("logs");
        stub = new StubScene(folder, "echo {seconds} >> %s; cat %s".formatted(seconds, logs));
        var word = "planted-" + stub.scene().unique();
        Files.writeString(logs, word);

        assertThat(stub.scene().administrator().plantInLogs()).isEqualTo(new Secret(word));

        assertThat(Files.readAllLines(seconds))
                .isNotEmpty()
                .allSatisfy(past -> assertThat(Long.parseLong(past))
                        .isLessThan(Duration.ofMinutes(1).toSeconds()));
    }

    @Test
    @DisplayName("What is said of a scenario is sought since it began, what is said once at a start in the last month")
    void sinceWhen() throws IOException {
        var seconds = folder.resolve("seconds");
        stub = new StubScene(folder, "echo {seconds} >> %s; echo well".formatted(seconds));

        stub.scene().administrator().awaitLogged("well");
        stub.scene().administrator().awaitLoggedInTheLastMonth("well");

        assertThat(Files.readAllLines(seconds).stream().map(Long::parseLong).toList())
                .satisfiesExactly(
                        since -> assertThat(since).isLessThan(60),
                        month -> assertThat(month)
                                .isGreaterThanOrEqualTo(Duration.ofDays(30).toSeconds()));
    }

    @Test
    @DisplayName("A wait for a line ends at once where the logs cannot be read")
    void awaitsInVain() {
        stub = new StubScene(folder, "echo no such host; exit 255");

        assertThatThrownBy(() -> stub.scene().administrator().awaitLogged("well"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("ended with 255: no such host");
    }

    private LogSearch search(String logs) {
        stub = new StubScene(folder, logs);
        return stub.scene().administrator().searchLogsSince(Instant.now(), PLANTED, SECRETS);
    }
}
