package dev.renkei.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The places {@code OUT/PLATFORM/RUN} of runs. A run comes to its place in one move, so that one that is there is there as a
 * whole, whatever kills the merge.
 */
final class RunPlaces {
    private static final String PART = ".part-";
    private static final String EVIDENCE = "evidence";
    /** All that a report needs. Not what says which process runs a run, or what it has to undo: that is its own machine's. */
    private static final List<String> FILES = List.of("results.jsonl", ProofReport.FILE, EVIDENCE);

    private final Path out;

    RunPlaces(Path out) {
        this.out = out;
    }

    Path of(FoundRun run) {
        return out.resolve(run.line().platform()).resolve(run.line().run());
    }

    boolean isHome(FoundRun run) {
        try {
            return Files.exists(of(run)) && Files.isSameFile(of(run), run.folder());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Bring a run to its place: there it has all files that any of these folders has, and a junit.xml.
     *
     * @param same folders of one run with the same run.json, at least one; the place itself may be among them
     */
    void bring(List<FoundRun> same) throws IOException {
        FoundRun first = same.get(0);
        Path place = of(first);
        if (same.stream().noneMatch(this::isHome)) {
            Path part = part();
            RunFolder.replace(part.resolve(RunReport.FILE), first.text());
            for (FoundRun run : same) {
                copyMissing(run.folder(), part);
            }
            Files.createDirectories(place.getParent());
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(place, part(), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } else {
            for (FoundRun run : same) {
                copyMissing(run.folder(), place);
            }
            if (same.stream().anyMatch(run -> run.unclosed() && isHome(run))) {
                RunFolder.replace(place.resolve(RunReport.FILE), first.text());
            }
        }
        writeJUnit(first.movedTo(place));
    }

    /** Let {@code latest} of the run's platform point at it. */
    void pointLatest(FoundRun run) throws IOException {
        Path latest = out.resolve(run.line().platform()).resolve("latest");
        Path target = Path.of(run.line().run());
        if (!Files.isSymbolicLink(latest) || !Files.readSymbolicLink(latest).equals(target)) {
            RunFolder.pointLatest(latest.getParent(), run.line().run());
        }
    }

    /** Make an empty folder beside the platforms', which no reader enters. */
    Path part() throws IOException {
        return Files.createDirectory(out.resolve(PART + UUID.randomUUID()));
    }

    /** Remove what {@link #part} made, now or before a merge was killed. */
    void removeParts() throws IOException {
        List<Path> parts;
        try (Stream<Path> inner = Files.list(out)) {
            parts = inner.filter(path -> path.getFileName().toString().startsWith(PART))
                    .toList();
        }
        for (Path part : parts) {
            remove(part);
        }
    }

    /** Write junit.xml where none is, or one that is older than the run.json that it was made from. */
    private static void writeJUnit(FoundRun run) throws IOException {
        Path file = run.folder().resolve(JUnitXml.FILE);
        Path source = run.folder().resolve(RunReport.FILE);
        if (Files.notExists(file) || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(source)) < 0) {
            RunFolder.replace(file, JUnitXml.of(run.report()));
        }
    }

    private static void copyMissing(Path from, Path to) throws IOException {
        for (String name : FILES) {
            Path top = from.resolve(name);
            if (Files.exists(top, LinkOption.NOFOLLOW_LINKS) && !Files.isSameFile(from, to)) {
                Files.walkFileTree(top, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Path copy = to.resolve(from.relativize(file));
                        // No links, which would lead to files of this machine.
                        if (attributes.isRegularFile() && Files.notExists(copy, LinkOption.NOFOLLOW_LINKS)) {
                            Files.createDirectories(copy.getParent());
                            Files.copy(file, copy);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, IOException e) throws IOException {
                Files.delete(inner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
