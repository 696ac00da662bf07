package dev.renkei.command;

import dev.renkei.platform.Platform;
import dev.renkei.platform.Platforms;
import dev.renkei.platform.ProfileException;
import dev.renkei.scenario.RunIds;
import dev.renkei.scenario.RunOwner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Remove what one run left on its platforms, and nothing else. */
public final class Cleanup {

    private final Path directory;
    private final Platforms platforms;
    private final String run;
    private final Consumer<String> lines;

    /**
     * Prepare to remove.
     *
     * @param directory where {@code reports} lies
     * @param platforms where the platforms are looked for
     * @param run the run's id, as in {@code -Drun}; null when none was given
     * @param lines is given a line for each defect that was switched off and each thing that was removed, and one at the end
     */
    public Cleanup(Path directory, Platforms platforms, String run, Consumer<String> lines) {
        this.directory = directory;
        this.platforms = platforms;
        this.run = run;
        this.lines = lines;
    }

    /**
     * Remove what the run of {@code -Drun} left on the platforms that the system properties name.
     *
     * @throws NotReady when that cannot be done
     */
    public static void main(String... arguments) {
        new Cleanup(Path.of(""), Platforms.here(), System.getProperty("run"), System.out::println).run();
    }

    /**
     * Remove what the run left.
     *
     * @throws NotReady when that cannot be done
     */
    public void run() {
        if (run == null) {
            throw new NotReady("which run? Add -Drun=ID; the ids are the names of the folders in reports/out/PLATFORM");
        }
        try {
            RunIds.checked(run);
            platforms.each().stream().map(Platforms::load).forEach(this::cleanUp);
        } catch (IllegalArgumentException | ProfileException e) {
            throw new NotReady(e.getMessage());
        }
    }

    private void cleanUp(Platform platform) {
        var folder = directory
                .resolve("reports")
                .resolve("out")
                .resolve(platform.name())
                .resolve(run);
        if (RunOwner.goesOn(folder)) {
            throw new NotReady("run %s still goes on, in another process; end that first".formatted(run));
        }
        remove(platform, folder);
        if (Files.isDirectory(folder)) {
            RunOwner.unmark(folder);
        }
    }

    private void remove(Platform platform, Path folder) {
        try (var removal = new Removal(platform, line -> lines.accept("cleanup     " + line))) {
            removal.endFaults(folder);
            removal.switchOffDefects(folder);
            var removed = removal.of(run);
            lines.accept("cleanup     run %s: %s on platform %s"
                    .formatted(run, removed == 0 ? "nothing left" : removed + " removed, none left", platform.name()));
        }
    }
}
