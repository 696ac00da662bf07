package dev.renkei.actor;

import dev.renkei.fault.Command;
import dev.renkei.platform.Secret;
import dev.renkei.wait.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Search the platform's logs, which the command of its profile prints. */
final class PlatformLogs {

    // The platform's clock may be behind or ahead of this machine's.
    private static final Duration CLOCKS = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Scene scene;

    PlatformLogs(Scene scene) {
        this.scene = scene;
    }

    /** Wait until a line since {@code start} holds {@code part}, within the scenario's limit {@code logged}. */
    void await(String part, Instant start) {
        var sought = Set.of(new Secret(part));
        Wait.<List<String>>of(
                        scene.trace(), "'%s' to stand in the platform's logs".formatted(part), scene.limit("logged"))
                .describedBy(lines -> "no line of them holds it")
                .until(() -> lines(secondsSince(start), sought), lines -> !lines.isEmpty());
    }

    /** Look for a planted word and for secrets at once, so that what was not read of the logs is missed by both. */
    LogSearch search(Instant start, Secret planted, Collection<Secret> secrets) {
        var seconds = secondsSince(start);
        return scene.trace()
                .step(
                        "look for %d secrets in the platform's logs of %d s".formatted(secrets.size(), seconds),
                        () -> scene.trace().onPlatform(() -> {
                            var sought = new HashSet<>(secrets);
                            sought.add(planted);
                            var lines = lines(seconds, sought);
                            return new LogSearch(
                                    hidden(holding(lines, Set.of(planted)), sought),
                                    hidden(holding(lines, secrets), sought));
                        }));
    }

    private long secondsSince(Instant start) {
        return Duration.between(start, scene.trace().now()).plus(CLOCKS).toSeconds();
    }

    private List<String> lines(long seconds, Collection<Secret> sought) {
        var command = scene.platform()
                .logs()
                .orElseThrow(() -> new IllegalStateException("the platform's profile names no command for its logs"))
                .replace("{seconds}", String.valueOf(seconds));
        var found = new ArrayList<String>();
        var last = new AtomicReference<>("it printed nothing");
        var exit = Command.of(command, LIMIT).run(line -> {
            last.set(line);
            if (holds(line, sought)) {
                found.add(line);
            }
        });
        if (exit != 0) {
            // Half of the logs prove nothing: what was sought may stand in the other half.
            throw new IllegalStateException("'%s' ended with %d: %s".formatted(command, exit, last.get()));
        }
        return found;
    }

    private static List<String> holding(List<String> lines, Collection<Secret> sought) {
        return lines.stream().filter(line -> holds(line, sought)).toList();
    }

    private static boolean holds(String line, Collection<Secret> sought) {
        return sought.stream().map(Secret::reveal).anyMatch(line::contains);
    }

    // It may be what must not be shown.
    private static List<String> hidden(List<String> lines, Collection<Secret> sought) {
        return lines.stream()
                .map(line ->
                        sought.stream().map(Secret::reveal).reduce(line, (text, part) -> text.replace(part, "***")))
                .toList();
    }
}
