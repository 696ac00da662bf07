package dev.renkei.fault;

import dev.renkei.trace.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Run a command of the platform's profile with the shell, in the working directory. */
public final class Command {

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
        return trace.onPlatform(this::run);
    }

    private Outcome run() {
        try {
            // Into a file and not through a pipe: a service that the command starts would hold the pipe open.
            var output = Files.createTempFile("renkei-command", ".out");
            try {
                var process = new ProcessBuilder("sh", "-c", line)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroy);
                    process.destroy();
                    throw new IllegalStateException("'%s' did not end within %d s".formatted(line, limit.toSeconds()));
                }
                return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
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

    /**
     * Run it and pass on each line that it prints as it comes.
     *
     * @return the exit code
     */
    public int run(Consumer<String> lines) {
        try {
            var process = new ProcessBuilder("sh", "-c", line)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.lines().forEach(lines);
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("'%s' cannot be run: %s".formatted(line, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while '%s' ran".formatted(line), e);
        }
    }
}
