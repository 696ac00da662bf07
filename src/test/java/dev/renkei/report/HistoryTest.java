package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final SampleRun MONDAY =
            SampleRun.of("lab-csi", "20261123-220000").passed("auth/login");
    private static final SampleRun TUESDAY =
            SampleRun.of("lab-csi", "20261124-220000").result("auth/login", Verdict.FAILED, "it was refused");

    @TempDir
    Path out;

    @Test
    @DisplayName("A run's line has the names and values that its readers rely on, and follows its published schema")
    void line() throws IOException {
        SampleRun run = SampleRun.of("lab-csi", "20261124-220000")
                .passed("volumes/z", 9.8, Map.of("attach", 5.2))
                .result("auth/a", Verdict.SKIPPED, "needs two-nodes")
                .leaving(new Leak("volume", "6f1c", "pvc", null));

        String text = run.line().text();

        assertThat(text)
                .isEqualTo(
                        "{\"schema\":1,\"platform\":\"lab-csi\",\"run\":\"20261124-220000\","
                                + "\"started\":\"2026-11-24T22:00:00Z\",\"finished\":\"2026-11-24T22:02:00Z\",\"seconds\":120.0,"
                                + "\"green\":false,\"cut\":null,\"expected\":2,\"ran\":1,\"verdicts\":{\"passed\":1,\"skipped\":1},"
                                + "\"versions\":{\"kubernetes\":\"v1.34.4\"},\"leaks\":1,\"scenarios\":{"
                                + "\"auth/a\":{\"verdict\":\"skipped\",\"seconds\":0.0,\"latencies\":{},\"windows\":{}},"
                                + "\"volumes/z\":{\"verdict\":\"passed\",\"seconds\":9.8,\"latencies\":{\"attach\":5.2},\"windows\":{}}},\"unchosen\":[]}");
        Samples.assertFollows("history.schema.json", Files.writeString(out.resolve("line"), text));
    }

    @Test
    @DisplayName("Lines are appended oldest first, and what was there stays byte for byte")
    void appends() {
        History history = History.in(out);
        history.append(TUESDAY.line());
        String before = text();

        history.append(MONDAY.line());

        assertThat(text()).isEqualTo(before + MONDAY.line().text() + "\n");
        assertThat(history.read().lines()).containsExactly(TUESDAY.line(), MONDAY.line());
        assertThat(HistoryLine.bestOfEach(history.read().lines())).containsExactly(MONDAY.line(), TUESDAY.line());
    }

    @Test
    @DisplayName("The same run appended again changes nothing")
    void again() {
        History history = History.in(out);
        history.appendMissing(List.of(MONDAY.line(), TUESDAY.line()));
        String before = text();

        history.appendMissing(List.of(TUESDAY.line(), MONDAY.line(), MONDAY.line()));

        assertThat(text()).isEqualTo(before);
    }

    @Test
    @DisplayName("Of a run that was cut and then finished after all, the finished line counts, whichever came first")
    void finishedCounts() {
        HistoryLine cut = SampleRun.of("lab-csi", "20261123-220000")
                .expecting("auth/login")
                .cut("time was up")
                .line();
        History history = History.in(out);

        history.append(cut);
        history.append(MONDAY.line());
        history.append(cut);

        assertThat(history.read().lines()).containsExactly(cut, MONDAY.line());
        assertThat(HistoryLine.bestOfEach(List.of(MONDAY.line(), cut))).containsExactly(MONDAY.line());
        assertThat(HistoryLine.bestOfEach(List.of(cut, MONDAY.line()))).containsExactly(MONDAY.line());
    }

    @Test
    @DisplayName("A line that a killed writer left half done does not swallow the next, and is named")
    void torn() throws IOException {
        History history = History.in(out);
        history.append(MONDAY.line());
        // In the middle of a character, too.
        Files.write(
                file(), "{\"schema\":1,\"platform\":\"連".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        Files.write(file(), new byte[] {(byte) 0xe9}, StandardOpenOption.APPEND);

        history.append(TUESDAY.line());

        assertThat(history.read().lines()).containsExactly(MONDAY.line(), TUESDAY.line());
        assertThat(history.read().leftOut()).singleElement().satisfies(leftOut -> {
            assertThat(leftOut.number()).isEqualTo(2);
            assertThat(leftOut.reason())
                    .startsWith("left out, not JSON: ")
                    .endsWith(": {\"schema\":1,\"platform\":\"連\ufffd");
        });
    }

    @Test
    @DisplayName("A line of a later schema and one that lacks a name are left out and named; unknown names are kept")
    void later() throws IOException {
        String unknown = MONDAY.line().text().replace("\"leaks\"", "\"weather\":\"fair\",\"leaks\"");
        Files.writeString(
                file(),
                "{\"schema\":2,\"nights\":[]}\n" + unknown
                        + "\n{\"schema\":1,\"platform\":\"lab-csi\",\"run\":\"1\"}\n\n");

        History.Read read = History.in(out).read();

        assertThat(read.lines()).extracting(HistoryLine::text).containsExactly(unknown);
        assertThat(read.leftOut())
                .extracting(History.LeftOut::reason)
                .containsExactly(
                        "left out, schema 2 is not the one that is read here, 1: {\"schema\":2,\"nights\":[]}",
                        "left out, \"started\" is missing: {\"schema\":1,\"platform\":\"lab-csi\",\"run\":\"1\"}");
    }

    @Test
    @DisplayName("A history that is not there is empty; one that can't be read is an error")
    void absent() throws IOException {
        assertThat(History.in(out).read()).isEqualTo(new History.Read(List.of(), List.of()));

        Files.createDirectory(file());
        assertThatThrownBy(() -> History.in(out).read())
                .isInstanceOf(ReportException.class)
                .hasMessage(file() + " can't be read: Is a directory");
    }

    @Test
    @DisplayName("Two processes that append at the same time lose no line and tear none")
    void twoWriters() throws Exception {
        int each = 150;
        List<Process> writers = new ArrayList<>();
        try {
            for (String platform : List.of("lab-csi", "lab-intree")) {
                writers.add(writer(platform, each));
            }
            for (Process writer : writers) {
                assertThat(writer.waitFor()).isZero();
            }
        } finally {
            writers.forEach(Process::destroyForcibly);
        }

        History.Read read = History.in(out).read();
        assertThat(read.leftOut()).isEmpty();
        for (String platform : List.of("lab-csi", "lab-intree")) {
            assertThat(read.lines())
                    .filteredOn(line -> line.platform().equals(platform))
                    .extracting(HistoryLine::run)
                    .containsExactlyElementsOf(Writer.runs(each));
        }
    }

    @Test
    @DisplayName("A process that is killed while it appends keeps every line that it said was written")
    void killedWriter() throws Exception {
        Process writer = writer("lab-csi", 80_000);
        List<String> said = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            while (said.size() < 50) {
                said.add(lines.readLine());
            }
            writer.destroyForcibly().waitFor();
        } finally {
            writer.destroyForcibly();
        }

        History history = History.in(out);
        history.append(TUESDAY.line());

        assertThat(history.read().lines())
                .extracting(HistoryLine::run)
                .containsAll(said)
                .endsWith("20261124-220000");
        assertThat(history.read().leftOut()).hasSizeLessThanOrEqualTo(1);
    }

    private Process writer(String platform, int runs) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        out.toString(),
                        platform,
                        String.valueOf(runs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Path file() {
        return out.resolve("history.jsonl");
    }

    private String text() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends runs, a second apart, and says each when it is written. */
    static final class Writer {
        private Writer() {}

        static List<String> runs(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> "20260101-%02d%02d%02d".formatted(i / 3600, i / 60 % 60, i % 60))
                    .toList();
        }

        public static void main(String[] arguments) {
            History history = History.in(Path.of(arguments[0]));
            for (String run : runs(Integer.parseInt(arguments[2]))) {
                history.append(
                        SampleRun.of(arguments[1], run).passed("auth/login").line());
                System.out.println(run);
            }
        }
    }
}
