package dev.renkei.fault;

import dev.renkei.trace.Trace;
import dev.renkei.wait.Durations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Run a command of the platform's profile with the shell, in the working directory. */
public final class Command {

    private static final Duration TICK = Duration.ofMillis(50);

    private final String line;
    private final Duration limit;

    private Command(String line, Duration limit) {
        this.line = line;
        this.limit = limit;
    }

    /** Take a shell command; it is ended when it takes longer than {@code limit}. */
    public static Command of(String line, Duration limit) {
        return new Command(line, limit);
    }

    /** How a command ended: its exit code, and all that it printed. */
    public record Outcome(int exit, String output) {}

    /**
     * Run it and give its exit code and output.
     *
     * @throws IllegalStateException when it cannot be started or does not end in time
     */
    public Outcome run(Trace trace) {
        return trace.onPlatform(() -> withFile(output -> {
            var exit = await(start(output), () -> {});
            return new Outcome(exit, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        }));
    }

    /**
     * Run it and pass on each line that it prints as it comes.
     *
     * @return the exit code
     * @throws IllegalStateException when it cannot be started or does not end in time
     */
    public int run(Consumer<String> lines) {
        return withFile(output -> {
            try (var printed = Files.newInputStream(output)) {
                var passed = new PassedLines(printed, lines);
                var exit = await(start(output), passed::passOn);
                passed.end();
                return exit;
            }
        });
    }

    private interface Use<T> {
        T of(Path output) throws IOException, InterruptedException;
    }

    private interface Tick {
        void pass() throws IOException;
    }

    // Into a file and not through a pipe: a service that the command starts would hold the pipe open.
    private <T> T withFile(Use<T> use) {
        try {
            var output = Files.createTempFile("renkei-command", ".out");
            try {
                return use.of(output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new IllegalStateException("'%s' cannot be run: %s".formatted(line, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while '%s' ran".formatted(line), e);
        }
    }

    private Process start(Path output) throws IOException {
        return new ProcessBuilder("sh", "-c", line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
    }

    private int await(Process process, Tick tick) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!process.waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                tick.pass();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "'%s' did not end within %s".formatted(line, Durations.seconds(limit)));
                }
            }
            tick.pass();
            return process.exitValue();
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
        }
    }

    /** Lines of a file that grows: each is passed on when it is whole. */
    private static final class PassedLines {

        private final InputStream printed;
        private final Consumer<String> lines;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

        PassedLines(InputStream printed, Consumer<String> lines) {
            this.printed = printed;
            this.lines = lines;
        }

        void passOn() throws IOException {
            for (var letter : printed.readAllBytes()) {
                if (letter == '\n') {
                    passBegun();
                } else {
                    begun.write(letter);
                }
            }
        }

        void end() {
            if (begun.size() > 0) {
                passBegun();
            }
        }

        private void passBegun() {
            lines.accept(begun.toString(StandardCharsets.UTF_8));
            begun.reset();
        }
    }
}
