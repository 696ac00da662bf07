package dev.renkei.report;

import dev.renkei.report.HistoryLine.Key;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes results from elsewhere into one folder of reports, {@code OUT/PLATFORM/RUN}, and their lines into its history.
 *
 * <p>What comes of it depends neither on the order in which results are given nor on how often: of two reports of one run, that
 * one stays which finished, then the later one.
 */
final class Merge {
    // A file's lock is the whole JVM's: among its threads, this object decides.
    private static final Object THREADS = new Object();

    private final Path out;
    private final Predicate<Path> goesOn;
    private final RunPlaces places;

    /**
     * Prepare to merge into {@code out}.
     *
     * @param goesOn tells of a run's folder whose run has not finished whether its process lives
     */
    Merge(Path out, Predicate<Path> goesOn) {
        this.out = out;
        this.goesOn = goesOn;
        this.places = new RunPlaces(out);
    }

    /**
     * What there is after a merge.
     *
     * @param columns each platform's newest run, in its place below {@code out}, in the order of the platforms' names
     * @param history the line that counts of each run, oldest first
     * @param rejected what was left out
     * @param older results that joined the history, but whose platform has a newer run
     * @param given the platforms of which a run was given; all that there are when nothing was
     */
    record Merged(
            List<FoundRun> columns,
            List<HistoryLine> history,
            List<Rejected> rejected,
            List<Older> older,
            Set<String> given) {}

    /**
     * A result whose newest run of a platform is not the platform's newest.
     *
     * @param file the result, as it was given
     * @param run its newest run of that platform
     * @param newest the platform's newest run
     */
    record Older(String file, String platform, String run, String newest) {}

    /**
     * Merge results, close runs that were killed, and write the junit.xml of each run that lacks one; then do {@code more},
     * while nobody else merges here.
     *
     * @param results folders and archives; none to take only what lies in {@code out}
     * @throws UncheckedIOException if {@code out} can't be written
     */
    <T> T of(List<Path> results, Function<Merged, T> more) {
        synchronized (THREADS) {
            try {
                Files.createDirectories(out);
                try (RandomAccessFile file =
                        new RandomAccessFile(out.resolve(".lock").toFile(), "rw")) {
                    // Held until the file is closed.
                    file.getChannel().lock();
                    places.removeParts();
                    try {
                        return more.apply(merge(results));
                    } finally {
                        places.removeParts();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Merged merge(List<Path> results) throws IOException {
        Map<String, Findings> given = new TreeMap<>();
        for (Path result : results) {
            if (!given.containsKey(result.toString())) {
                given.put(result.toString(), findings(result));
            }
        }
        List<Findings> all = new ArrayList<>(given.values());
        all.add(Findings.in(out.toString(), out, goesOn));

        Set<Rejected> rejected = new TreeSet<>(Rejected.BY_FILE);
        List<HistoryLine> lines = new ArrayList<>();
        Map<String, FoundRun> columns = new TreeMap<>();
        for (List<FoundRun> same : sameRuns(all)) {
            Optional<FoundRun> taken = takeIn(same, rejected);
            taken.ifPresent(run -> lines.add(run.line()));
            taken.ifPresent(run -> columns.merge(run.line().platform(), run, Merge::later));
        }
        for (FoundRun column : columns.values()) {
            places.pointLatest(column);
        }
        all.forEach(findings -> rejected.addAll(findings.rejected()));
        all.forEach(findings -> lines.addAll(findings.history()));
        History history = History.in(out);
        history.appendMissing(lines);
        return new Merged(
                List.copyOf(columns.values()),
                HistoryLine.bestOfEach(history.read().lines()),
                List.copyOf(rejected),
                older(given, columns),
                results.isEmpty() ? columns.keySet() : platforms(given.values()));
    }

    private Findings findings(Path result) throws IOException {
        String name = result.toString();
        if (Files.isDirectory(result)) {
            Findings found = Findings.in(name, result.toRealPath(), goesOn);
            return found.equals(new Findings(List.of(), List.of(), List.of()))
                    ? Findings.nothing(name, "it holds no run that has ended, and no history", false)
                    : found;
        }
        if (Files.notExists(result)) {
            return Findings.nothing(name, "there is no such file or folder", true);
        }
        if (!Archive.is(result)) {
            return Findings.nothing(name, "it is neither a folder nor a .zip, .tar, .tar.gz or .tgz", true);
        }
        Path unpacked = places.part();
        try {
            new Archive(result).unpack(unpacked);
            // Whatever process its runs name was one of another machine, or of another time.
            return Findings.in(name + "!", unpacked, folder -> false);
        } catch (ReportException e) {
            return Findings.nothing(name, e.getMessage(), true);
        }
    }

    private static Collection<List<FoundRun>> sameRuns(List<Findings> all) {
        Comparator<Key> order = Comparator.comparing(Key::platform).thenComparing(Key::run);
        return all.stream()
                .flatMap(findings -> findings.runs().stream())
                .collect(Collectors.groupingBy(FoundRun::key, () -> new TreeMap<>(order), Collectors.toList()))
                .values();
    }

    /** Bring the best report of one run to its place, with the files of all that say the same. */
    private Optional<FoundRun> takeIn(List<FoundRun> same, Set<Rejected> rejected) throws IOException {
        FoundRun best = same.stream().max(FoundRun.WORSE_FIRST).orElseThrow();
        for (FoundRun other : same) {
            if (!other.content().equals(best.content())) {
                rejected.add(new Rejected(
                        other.source(),
                        "run %s of %s is there with other content; kept %s"
                                .formatted(
                                        best.line().run(),
                                        best.line().platform(),
                                        best.line().whyKept(other.line())),
                        false));
            }
        }
        Path place = places.of(best);
        boolean here = same.stream().anyMatch(run -> places.isHome(run));
        if (!here && Files.exists(place) && goesOn.test(place)) {
            rejected.add(new Rejected(best.source(), "the run goes on here", false));
            return Optional.empty();
        }
        places.bring(same.stream()
                .filter(run -> run.content().equals(best.content()))
                .sorted(Comparator.comparing(FoundRun::source))
                .toList());
        return Optional.of(best.movedTo(place));
    }

    private static FoundRun later(FoundRun one, FoundRun other) {
        return HistoryLine.BY_TIME.compare(one.line(), other.line()) < 0 ? other : one;
    }

    private static List<Older> older(Map<String, Findings> given, Map<String, FoundRun> columns) {
        List<Older> older = new ArrayList<>();
        given.forEach((file, findings) -> {
            Map<String, FoundRun> newest = new TreeMap<>();
            findings.runs().forEach(run -> newest.merge(run.line().platform(), run, Merge::later));
            newest.forEach((platform, run) -> {
                FoundRun column = columns.get(platform);
                if (column != null && !Objects.equals(column.key(), run.key())) {
                    older.add(new Older(
                            file, platform, run.line().run(), column.line().run()));
                }
            });
        });
        return older;
    }

    private static Set<String> platforms(Collection<Findings> given) {
        return given.stream()
                .flatMap(findings -> findings.runs().stream())
                .map(run -> run.line().platform())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
