package dev.renkei.command;

import dev.renkei.contract.Contracts;
import dev.renkei.contract.Selection;
import dev.renkei.contract.SelectionException;
import dev.renkei.fault.Command;
import dev.renkei.platform.Platform;
import dev.renkei.platform.Platforms;
import dev.renkei.platform.ProfileException;
import dev.renkei.scenario.RunIds;
import dev.renkei.scenario.RunOwner;
import dev.renkei.yaml.BadYaml;
import dev.renkei.yaml.NearestName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Get platforms ready for a run: check what was asked for, bring each platform up where its profile says how, check that it
 * is what the profile says, and switch off and remove what killed runs left on it.
 */
public final class Preflight {

    private static final Duration BRING_UP = Duration.ofHours(1);

    private final Path directory;
    private final Platforms platforms;
    private final String run;
    private final String selection;
    private final Consumer<String> lines;

    /**
     * Prepare to check.
     *
     * @param directory where {@code scenarios} and {@code reports} lie
     * @param platforms where the platforms are looked for
     * @param run the run's id, as in {@code -Drun}; null when none was given
     * @param selection the scenarios asked for, as in {@code -Dscenarios}; null for all
     * @param lines is given each line of progress as it comes
     */
    public Preflight(Path directory, Platforms platforms, String run, String selection, Consumer<String> lines) {
        this.directory = directory;
        this.platforms = platforms;
        this.run = run;
        this.selection = selection;
        this.lines = lines;
    }

    /**
     * Get the platforms that the system properties name ready for the scenarios that they name.
     *
     * @throws NotReady when it is not, with the first reason; all reasons have been printed
     */
    public static void main(String... arguments) {
        new Preflight(
                        Path.of(""),
                        Platforms.here(),
                        System.getProperty("run"),
                        System.getProperty("scenarios"),
                        System.out::println)
                .run();
    }

    /**
     * Get each platform ready.
     *
     * @throws NotReady when one is not, with the first reason; all of its reasons have been printed
     */
    public void run() {
        try {
            var each = platforms.each();
            // Before anything is brought up, which may take minutes.
            each.forEach(this::checkWhatWasAskedFor);
            each.forEach(this::bringUp);
            each.forEach(this::getReady);
        } catch (ProfileException | BadYaml | SelectionException e) {
            fail(List.of(e.getMessage()));
        }
    }

    private void getReady(Platforms one) {
        var platform = one.load();
        var killed = RunOwner.killed(directory.resolve("reports").resolve("out").resolve(platform.name()));
        // Before the check, which a fault or a defect may fail.
        cleanUpAfter(killed, platform, Removal::endFaults);
        cleanUpAfter(killed, platform, Removal::switchOffDefects);
        var summary = check(platform);
        cleanUpAfter(killed, platform, (removal, folder) -> {
            removal.of(folder.getFileName().toString());
            RunOwner.unmark(folder);
        });
        say(platform, summary);
    }

    private void checkWhatWasAskedFor(Platforms one) {
        checkRun();
        var ids = Contracts.load(directory.resolve("scenarios")).keySet();
        Selection.parse(selection).of(ids);
        fail(unknownGaps(one, ids));
    }

    private void checkRun() {
        try {
            if (run != null) {
                RunIds.checked(run);
            }
        } catch (IllegalArgumentException e) {
            fail(List.of(e.getMessage()));
        }
    }

    private List<String> unknownGaps(Platforms one, Set<String> ids) {
        return one.knownGaps().stream()
                .filter(gap -> !ids.contains(gap.scenario()))
                .map(gap -> "%s: known-gaps names scenario '%s', which does not exist%s"
                        .formatted(one.file(), gap.scenario(), NearestName.hint(gap.scenario(), ids)))
                .toList();
    }

    private void bringUp(Platforms one) {
        one.up().ifPresent(command -> {
            lines.accept("preflight   %s: bringing the platform up with '%s'".formatted(one.file(), command));
            var last = new AtomicReference<>("it printed nothing");
            var exit = Command.of(command, BRING_UP).run(line -> {
                lines.accept(line);
                if (!line.isBlank()) {
                    last.set(line.strip());
                }
            });
            if (exit != 0) {
                fail(List.of("%s: '%s', which brings the platform up, ended with %d: %s"
                        .formatted(one.file(), command, exit, last.get())));
            }
        });
    }

    private String check(Platform platform) {
        var problems = new ArrayList<String>();
        try (var cluster = new ClusterCheck(platform)) {
            var cloud = new CloudCheck(platform);
            say(platform, "checking %s and %s".formatted(cluster.address(), cloud.address()));
            problems.addAll(cluster.problems());
            problems.addAll(cloud.problems());
            fail(problems);
            return "%s; %s".formatted(cluster.summary(), cloud.summary());
        }
    }

    private void cleanUpAfter(List<Path> killed, Platform platform, BiConsumer<Removal, Path> step) {
        if (killed.isEmpty()) {
            return;
        }
        try (var removal = new Removal(platform, line -> say(platform, line))) {
            killed.forEach(folder -> step.accept(removal, folder));
        } catch (NotReady e) {
            fail(List.of(e.getMessage()));
        }
    }

    private void say(Platform platform, String line) {
        lines.accept("preflight   platform %s: %s".formatted(platform.name(), line));
    }

    private void fail(List<String> problems) {
        if (!problems.isEmpty()) {
            problems.forEach(problem -> lines.accept("preflight   FAILED: " + problem));
            throw new NotReady(problems.get(0));
        }
    }
}
