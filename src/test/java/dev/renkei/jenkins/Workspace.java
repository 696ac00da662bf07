package dev.renkei.jenkins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A workspace on an agent, in which lines of shell run as Jenkins runs them, with {@code sh -xe}. Only Maven and the lab are
 * stood in for: they write down what they were given.
 */
final class Workspace {

    private final Path directory;
    private final Path path;
    private final Path home;

    /** Lay an empty workspace, whose name has a blank in it, and an empty home into {@code directory}. */
    Workspace(Path directory) throws IOException {
        this.directory = directory;
        path = Files.createDirectories(directory.resolve("work space"));
        home = Files.createDirectories(directory.resolve("home"));
        program("bin/mvn", "printf '%s\\n' \"$@\" > mvn.arguments; exit \"${MVN_EXIT:-0}\"");
        program("work space/lab/lab", "printf '%s\\n' \"$@\" > lab.arguments");
    }

    /** What a line came to. */
    record Shell(int exit, String output, String error) {
        String printed() {
            return output + error;
        }
    }

    Path path() {
        return path;
    }

    Path home() {
        return home;
    }

    /** Run the build's first line that holds this, with what the build gives it for variables. */
    Shell run(Build build, String part) throws Exception {
        return run(build, part, Map.of());
    }

    /** Run the build's first line that holds this, with these variables instead of the build's. */
    Shell run(Build build, String part, Map<String, String> instead) throws Exception {
        var line = line(build, part);
        var environment = new HashMap<>(line.environment());
        environment.putAll(instead);
        return shell(line.text(), environment);
    }

    /** Run a line with no variables but these, HOME and PATH. */
    Shell shell(String line, Map<String, String> environment) throws Exception {
        Files.deleteIfExists(path.resolve("mvn.arguments"));
        var script = Files.writeString(directory.resolve("script.sh"), "#!/bin/sh -xe\n" + line + "\n");
        var output = directory.resolve("output");
        var error = directory.resolve("error");
        var builder = new ProcessBuilder(List.of("sh", "-xe", script.toString()))
                .directory(path.toFile())
                .redirectOutput(output.toFile())
                .redirectError(error.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(), "PATH", directory.resolve("bin") + ":" + System.getenv("PATH")));
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + line);
        }
        return new Shell(process.exitValue(), Files.readString(output), Files.readString(error));
    }

    /** Put a program into the directory that holds the workspace. */
    void program(String name, String script) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** List what {@code mvn} or {@code lab} was given last. */
    List<String> arguments(String program) throws IOException {
        return Files.readAllLines(path.resolve(program + ".arguments"));
    }

    /** Find the build's first line that holds this. */
    static Step line(Build build, String part) {
        return build.run().steps("sh").stream()
                .filter(step -> step.isShell(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line with " + part));
    }

    /** Tell whether this machine has a program. */
    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
