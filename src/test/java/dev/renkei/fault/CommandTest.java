package dev.renkei.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.trace.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CommandTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Trace trace = Trace.silent();

    @Test
    @DisplayName("A command gives its exit code and all that it printed, on either stream")
    void outcome() {
        assertThat(Command.of("echo one; echo two >&2; printf three; exit 7", LONG)
                        .run(trace))
                .isEqualTo(new Command.Outcome(7, "one\ntwo\nthree"));
    }

    @Test
    @DisplayName("A command reads nothing and cannot wait for somebody to type")
    void noInput() {
        assertThat(Command.of("cat; echo done", LONG).run(trace).output()).isEqualTo("done\n");
    }

    @Test
    @DisplayName("What is no UTF-8 is output all the same")
    void noText() {
        assertThat(Command.of("printf 'a\\377b'", LONG).run(trace)).isEqualTo(new Command.Outcome(0, "a\uFFFDb"));
    }

    @Test
    @DisplayName("A command that takes too long is ended, with what it started, and named")
    void limit() throws Exception {
        var pid = folder.resolve("pid");
        var endless = "sleep 60 & echo $! >%s; wait".formatted(pid);

        assertThatThrownBy(() -> Command.of(endless, Duration.ofMillis(300)).run(trace))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'%s' did not end within 0.3 s".formatted(endless));

        assertThat(ended(pid)).isTrue();
    }

    @Test
    @DisplayName("The limit holds also for a command whose lines are passed on")
    void limitWithLines() {
        var lines = new ArrayList<String>();

        assertThatThrownBy(() ->
                        Command.of("echo up; sleep 60", Duration.ofMillis(500)).run(lines::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("did not end within 0.5 s");
        assertThat(lines).containsExactly("up");
    }

    @Test
    @DisplayName("A service that the command leaves running in the background does not hold it")
    void background() throws IOException {
        var pid = folder.resolve("pid");
        var lines = new ArrayList<String>();
        try {
            assertThat(Command.of("sleep 60 & echo $! >%s; echo up".formatted(pid), LONG)
                            .run(trace))
                    .isEqualTo(new Command.Outcome(0, "up\n"));
            kill(pid);

            assertThat(Command.of("sleep 60 & echo $! >%s; echo up".formatted(pid), LONG)
                            .run(lines::add))
                    .isZero();
            assertThat(lines).containsExactly("up");
        } finally {
            kill(pid);
        }
    }

    @Test
    @DisplayName("Lines are passed on as they come, whole and in order, the last also without its end")
    void lines() {
        var lines = new ArrayList<String>();

        var exit = Command.of("printf 'キノシ'; sleep 0.3; printf 'タ\\n\\ntwo\\nthree'; exit 3", LONG)
                .run(lines::add);

        assertThat(exit).isEqualTo(3);
        assertThat(lines).containsExactly("キノシタ", "", "two", "three");
    }

    @Test
    @DisplayName("The first line comes while the command still runs")
    void linesAsTheyCome() throws IOException {
        var go = folder.resolve("go");

        var exit = Command.of("echo ready; while [ ! -e %s ]; do sleep 0.05; done; echo done".formatted(go), LONG)
                .run(line -> {
                    if (line.equals("ready")) {
                        touch(go);
                    }
                });

        assertThat(exit).isZero();
    }

    @Test
    @DisplayName("A command's time is the platform's")
    void platformTime() {
        Command.of("sleep 0.5", LONG).run(trace);

        assertThat(trace.ownTime()).isLessThan(Duration.ofMillis(400));
    }

    @Test
    @DisplayName("A defect's command gets the defect's name and the state, and its failure says what it said")
    void defects() {
        var log = folder.resolve("log");

        var defects = new Defects("sh -c 'echo \"$@\" >>%s' switch".formatted(log), trace);
        defects.on("nova-never-detaches");
        defects.off("nova-never-detaches");

        assertThat(log).hasContent("nova-never-detaches on\nnova-never-detaches off\n");
        assertThatThrownBy(() -> new Defects("echo no such defect: ; exit 4; :", trace).on("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'echo no such defect: ; exit 4; : x on' ended with 4: no such defect:");
    }

    private static boolean ended(Path pid) throws Exception {
        var process = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        if (process.isPresent()) {
            process.get().onExit().get(5, TimeUnit.SECONDS);
        }
        return true;
    }

    private static void kill(Path pid) throws IOException {
        ProcessHandle.of(Long.parseLong(
                        Files.readString(pid, StandardCharsets.UTF_8).strip()))
                .ifPresent(ProcessHandle::destroy);
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
