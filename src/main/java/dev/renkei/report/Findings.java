package dev.renkei.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What lies below a folder: runs at any depth, histories, and what is wrong with them. Links are not followed and hidden folders
 * not entered.
 *
 * @param runs runs that have ended
 * @param history lines of all histories
 * @param rejected what could not be read
 */
record Findings(List<FoundRun> runs, List<HistoryLine> history, List<Rejected> rejected) {
    Findings {
        runs = List.copyOf(runs);
        history = List.copyOf(history);
        rejected = List.copyOf(rejected);
    }

    static Findings nothing(String source, String reason, boolean damaged) {
        return new Findings(List.of(), List.of(), List.of(new Rejected(source, reason, damaged)));
    }

    /**
     * Look through a folder. A run that goes on is passed over in silence.
     *
     * @param source how people call the folder
     * @param goesOn tells of a run's folder whose run has not finished whether its process lives
     * @throws UncheckedIOException if the folder can't be walked through
     */
    static Findings in(String source, Path folder, Predicate<Path> goesOn) {
        Walk walk = new Walk(source, folder, goesOn);
        try {
            Files.walkFileTree(folder, walk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Findings(walk.runs, walk.history, walk.rejected);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final List<FoundRun> runs = new ArrayList<>();
        private final List<HistoryLine> history = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();
        private final String source;
        private final Path root;
        private final Predicate<Path> goesOn;

        Walk(String source, Path root, Predicate<Path> goesOn) {
            this.source = source;
            this.root = root;
            this.goesOn = goesOn;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && folder.getFileName().toString().startsWith(".")) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (Files.isRegularFile(folder.resolve(RunReport.FILE))) {
                run(folder);
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.getFileName().toString().equals(History.FILE)) {
                history(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            rejected.add(new Rejected(called(file), "can't be read: " + e.getMessage(), true));
            return FileVisitResult.CONTINUE;
        }

        private void run(Path folder) {
            try {
                FoundRun.read(called(folder), folder, goesOn).ifPresent(run -> {
                    // A run.json that lies somewhere else is a sample or a copy, and no result.
                    if (folder.equals(root) || folder.endsWith(run.line().run())) {
                        runs.add(run);
                    } else {
                        String reason = "the folder is not named after its run, "
                                + run.line().run();
                        rejected.add(new Rejected(run.source(), reason, false));
                    }
                });
            } catch (ReportException | UncheckedIOException e) {
                rejected.add(new Rejected(called(folder), withoutPath(String.valueOf(e.getMessage()), folder), true));
            }
        }

        private void history(Path file) {
            try {
                History.Read read = new History(file).read();
                history.addAll(read.lines());
                read.leftOut()
                        .forEach(line ->
                                rejected.add(new Rejected(called(file) + ":" + line.number(), line.reason(), false)));
            } catch (ReportException e) {
                rejected.add(new Rejected(called(file), withoutPath(e.getMessage(), file.getParent()), true));
            }
        }

        /** Take the folder off a message's start: it says how the folder is called here, and what is unpacked lies elsewhere. */
        private static String withoutPath(String message, Path folder) {
            String start = folder + "/";
            return message.startsWith(start) ? message.substring(start.length()) : message;
        }

        private String called(Path inner) {
            String rest = root.relativize(inner).toString().replace('\\', '/');
            return rest.isEmpty() ? source : source + "/" + rest;
        }
    }
}
