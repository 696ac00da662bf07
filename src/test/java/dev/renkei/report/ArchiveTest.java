package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final SampleRun RUN =
            SampleRun.of("lab-csi", "20261124-220000").result("volumes/detached", Verdict.FAILED, "still attached");

    @TempDir
    Path folder;

    private Path unpacked;

    @BeforeEach
    void unpacked() throws IOException {
        unpacked = Files.createDirectory(folder.resolve("unpacked"));
    }

    @ParameterizedTest
    @CsvSource({
        "gnu, results.tar",
        "ustar, results.tar",
        "pax, results.tar",
        "gnu, results.tar.gz",
        "pax, results.tgz",
    })
    @DisplayName("What tar packed, in any of its formats, comes out byte for byte, long names and all")
    void tar(String format, String name) throws Exception {
        Path packed = Files.createDirectory(folder.resolve("packed"));
        RUN.in(packed);
        // A pod's name and a scenario's id make paths longer than the 100 bytes that a header has.
        Path deep = Files.createDirectories(packed.resolve("evidence/" + "long-name-".repeat(9)));
        Files.writeString(deep.resolve("pod-" + "x".repeat(90) + ".log"), "y".repeat(511));
        Files.createFile(deep.resolve("empty"));
        Path archive = folder.resolve(name);
        run(
                "tar",
                "--create",
                "--auto-compress",
                "--format=" + format,
                "--file=" + archive,
                "--directory=" + packed,
                ".");

        new Archive(archive).unpack(unpacked);

        Map<String, String> content = FolderContent.of(packed);
        // Links are passed over.
        assertThat(content.remove("lab-csi/latest")).startsWith("-> ");
        assertThat(FolderContent.of(unpacked)).isEqualTo(content);
    }

    @Test
    @DisplayName("What zip packed comes out byte for byte")
    void zip() throws Exception {
        Path archive = zip(Map.of("lab-csi/1/run.json", "{}", "lab-csi/1/evidence/long", "x".repeat(100_000)));

        new Archive(archive).unpack(unpacked);

        assertThat(FolderContent.of(unpacked))
                .containsExactly(
                        Map.entry("lab-csi/1/evidence/long", "x".repeat(100_000)),
                        Map.entry("lab-csi/1/run.json", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "a/../../out", "/tmp/renkei-out", ".", "a/.."})
    @DisplayName("A path that leads out of the folder is refused, and nothing is written there")
    void outside(String name) throws IOException {
        Path archive = zip(Map.of(name, "x"));

        assertRefused(archive, "can't be unpacked: it holds a path that leads out of it, " + name);
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(Path.of("/tmp/renkei-out")).doesNotExist();
        assertThat(unpacked).isEmptyDirectory();
    }

    @Test
    @DisplayName("A tar whose link leads out is no way out: links are not made")
    void linksOut() throws Exception {
        Path packed = Files.createDirectory(folder.resolve("packed"));
        Files.createSymbolicLink(packed.resolve("away"), folder);
        Path archive = folder.resolve("results.tar");
        run("tar", "--create", "--file=" + archive, "--directory=" + packed, "away");
        // The same name once more, now as a folder with a file.
        Files.delete(packed.resolve("away"));
        Files.createDirectory(packed.resolve("away"));
        Files.writeString(packed.resolve("away/planted"), "x");
        run("tar", "--append", "--file=" + archive, "--directory=" + packed, "away");

        new Archive(archive).unpack(unpacked);

        assertThat(folder.resolve("planted")).doesNotExist();
        assertThat(unpacked.resolve("away")).isDirectory();
    }

    @Test
    @DisplayName("More files or more bytes than the limits are refused, however small the archive is")
    void limits() throws IOException {
        Path archive = zip(Map.of("a", "x".repeat(1000), "b", "x".repeat(1000)));

        assertThatThrownBy(() -> new Archive(archive, 1, 5000).unpack(unpacked))
                .hasMessage("can't be unpacked: it holds more than 1 files");
        assertThatThrownBy(() -> new Archive(archive, 5, 1999).unpack(unpacked))
                .hasMessage("can't be unpacked: it holds more than 1999 bytes");
        new Archive(archive, 2, 2000).unpack(unpacked);
    }

    @Test
    @DisplayName("A tar that was cut or changed is refused, and says so")
    void damagedTar() throws Exception {
        RUN.in(folder.resolve("packed"));
        Path archive = folder.resolve("results.tar");
        run("tar", "--create", "--file=" + archive, "--directory=" + folder.resolve("packed"), ".");
        byte[] whole = Files.readAllBytes(archive);

        Files.write(archive, Arrays.copyOf(whole, whole.length / 3));
        assertThatThrownBy(() -> new Archive(archive).unpack(unpacked))
                .isInstanceOf(ReportException.class)
                .hasMessage("can't be unpacked: it ends too early");
        whole[10] ^= 1;
        Files.write(archive, whole);
        assertThatThrownBy(() -> new Archive(archive).unpack(unpacked))
                .isInstanceOf(ReportException.class)
                .hasMessage("can't be unpacked: it is damaged, or no tar archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.zip", "results.tar", "results.tgz", "results.tar.gz"})
    @DisplayName("What is no archive but is called one is refused")
    void none(String name) throws IOException {
        Path archive = Files.writeString(folder.resolve(name), "x".repeat(2000));

        assertThat(Archive.is(archive)).isTrue();
        assertThatThrownBy(() -> new Archive(archive).unpack(unpacked))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("can't be unpacked: ");
    }

    @Test
    @DisplayName("Archives are known by their names, in whatever case")
    void names() {
        assertThat(List.of("a.zip", "A.ZIP", "a.tar", "a.tar.gz", "a.tgz").stream()
                        .map(Path::of))
                .allMatch(Archive::is);
        assertThat(List.of("zip", "a.zip.txt", "a.gz", "tar").stream().map(Path::of))
                .noneMatch(Archive::is);
    }

    @Test
    @DisplayName("A merge takes runs out of archives and names what is in them by the archive")
    void merged() throws Exception {
        Path damaged = RUN.in(folder.resolve("packed")).resolve("run.json");
        SampleRun.of("lab-intree", "20261124-220000").passed("auth/login").in(folder.resolve("packed"));
        Files.writeString(damaged, "{");
        Path archive = folder.resolve("results.tgz");
        run("tar", "--create", "--auto-compress", "--file=" + archive, "--directory=" + folder.resolve("packed"), ".");
        Path out = folder.resolve("out");

        var merged = new Merge(out, run -> true).of(List.of(archive, zip(Map.of("../x", ""))), Function.identity());

        assertThat(merged.columns()).extracting(run -> run.line().platform()).containsExactly("lab-intree");
        assertThat(merged.rejected())
                .extracting(Rejected::file)
                .containsExactly(
                        archive + "!/lab-csi/20261124-220000",
                        folder.resolve("results.zip").toString());
        assertThat(merged.rejected()).extracting(Rejected::damaged).containsExactly(true, true);
        assertThat(merged.rejected().get(0).reason()).startsWith("run.json: not JSON: ");
        assertThat(out).isDirectoryNotContaining("glob:.part-*");
    }

    private void assertRefused(Path archive, String message) {
        assertThatThrownBy(() -> new Archive(archive).unpack(unpacked))
                .isInstanceOf(ReportException.class)
                .hasMessage(message);
    }

    private Path zip(Map<String, String> files) throws IOException {
        Path archive = folder.resolve("results.zip");
        try (OutputStream to = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(to)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return archive;
    }

    private static void run(String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(command));
        Process process;
        try {
            process = new ProcessBuilder(line).inheritIO().start();
        } catch (IOException e) {
            assumeThat(e).as("this machine has no %s", command[0]).isNull();
            return;
        }
        assertThat(process.waitFor()).isZero();
    }
}
