package dev.renkei.report;

import dev.renkei.report.HistoryLine.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A run's folder as it was found, wherever that is.
 *
 * <p>A run that was killed is taken as closed at once: its report says that it was cut, whatever its file still says. So the
 * same folder is the same run before and after somebody closed it.
 *
 * @param source how people call the folder: its path, or that of the archive which it came in
 * @param folder where it lies
 * @param line what the history keeps of it
 * @param content stands for what its run.json holds, byte for byte: a year of runs has too much of it for one's memory
 * @param unclosed whether its file still says that the run goes on
 */
record FoundRun(String source, Path folder, HistoryLine line, UUID content, boolean unclosed) {

    /** The worse first, of several reports of one run; see {@link HistoryLine#WORSE_FIRST}. */
    static final Comparator<FoundRun> WORSE_FIRST =
            Comparator.comparing(FoundRun::line, HistoryLine.WORSE_FIRST).thenComparing(FoundRun::content);

    /**
     * Read a run's folder; empty if the run goes on.
     *
     * @param goesOn tells of a run's folder whose run has not finished whether its process lives
     * @throws ReportException if its run.json can't be read, or names what can't be a folder
     */
    static Optional<FoundRun> read(String source, Path folder, Predicate<Path> goesOn) {
        RunReport report = RunReport.read(folder);
        boolean unclosed = report.finished() == null && report.cut() == null;
        if (unclosed && goesOn.test(folder)) {
            return Optional.empty();
        }
        RunFolder.fit(report.facts().platform());
        RunFolder.fit(report.facts().run());
        RunReport closed = unclosed ? close(folder, report) : report;
        String text = unclosed ? closed.text() : text(folder);
        UUID content = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return Optional.of(new FoundRun(source, folder, HistoryLine.of(closed), content, unclosed));
    }

    Key key() {
        return line.key();
    }

    /** Return the same run, closed, where it lies now. */
    FoundRun movedTo(Path place) {
        return new FoundRun(source, place, line, content, false);
    }

    RunReport report() {
        RunReport report = RunReport.read(folder);
        return unclosed ? close(folder, report) : report;
    }

    /** Return what its run.json holds, or has to hold once it is closed. */
    String text() {
        return unclosed ? report().text() : text(folder);
    }

    private static RunReport close(Path folder, RunReport begun) {
        RunFolder opened = RunFolder.open(folder);
        long ended = opened.results().results().stream()
                .map(ScenarioResult::id)
                .distinct()
                .count();
        String cut = "the run was killed; %d of %d scenarios had ended"
                .formatted(ended, begun.scenarios().size());
        return RunReport.collect(opened, begun.leaks(), null, cut);
    }

    private static String text(Path folder) {
        Path file = folder.resolve(RunReport.FILE);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ReportException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
