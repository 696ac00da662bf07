package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("A summary says what needs somebody first, and all that a chat has to know")
    void whole() throws IOException {
        SampleRun.of("lab-csi", "20261123-220000")
                .passed("auth/login")
                .passed("volumes/detached")
                .in(out());
        SampleRun.of("lab-csi", "20261124-220000")
                .passed("auth/login", 3, Map.of("attach", 5.2, "detach", 9.0))
                .passed("auth/logout", 3, Map.of("attach", 7.0))
                .result("volumes/detached", Verdict.FAILED, "still attached\nafter 60 s")
                .leaving(new Leak("volume", "6f1c", "pvc-6f1c", "volumes/detached"))
                .lasting(116)
                .in(out());
        SampleRun.of("lab-intree", "20261124-220100")
                .result("auth/https", Verdict.KNOWN_GAP, "an http:// address is taken")
                .passed("auth/login")
                .in(out());
        Path torn = Files.createDirectories(folder.resolve("t")).resolve("run.json");
        Files.writeString(torn, "{}");

        assertThat(summary(List.of(torn.getParent(), out()), List.of())).isEqualTo("""
                        # Renkei: red

                        2 platforms, 5 of 5 scenarios ran: 3 passed, 1 failed, 1 known gap.

                        **What changed**

                        - **newly failing** lab-csi `1 leak`
                        - **newly failing** lab-csi volumes/detached `was passed in 20261123-220000, is failed: still at...`
                        - **new** lab-csi auth/logout `no earlier run listed it`

                        | platform | | run | ran | passed | red | known gaps | skipped | leaks | time |
                        |---|---|---|--:|--:|--:|--:|--:|--:|--:|
                        | lab-csi | red | 20261124-220000 | 3 of 3 | 2 | 1 | 0 | 0 | 1 | 116.0 s |
                        | lab-intree | green | 20261124-220100 | 2 of 2 | 1 | 0 | 1 | 0 | 0 | 120.0 s |

                        **Red**

                        - **leak** lab-csi `volume pvc-6f1c (6f1c)`
                        - **failed** lab-csi volumes/detached `still attached after 60 s`

                        **Known gaps**

                        - lab-intree auth/https `an http:// address is taken` <https://example.org/gaps/7>

                        **Left out**

                        - **damaged** `%1$s/t: run.json: "schema" is missing`

                        **Times**

                        - lab-csi, p50/p95/max: attach 5.2/7.0/7.0 s of 2; detach 9.0/9.0/9.0 s of 1

                        Full report: %1$s/out/report.json; no page, since its template %1$s/page/index.html is missing
                        """.formatted(folder));
    }

    @Test
    @DisplayName("It says so when nothing changed")
    void nothingChanged() throws IOException {
        SampleRun.of("lab-csi", "20261124-220000").passed("auth/login").in(out());

        assertThat(summary(List.of(), List.of())).startsWith("""
                        # Renkei: green

                        1 platform, 1 of 1 scenario ran: 1 passed.

                        Nothing changed since the last run.
                        """);
    }

    @Test
    @DisplayName("A killed run has no time, since nobody saw it end")
    void killed() throws IOException {
        SampleRun.of("lab-csi", "20261124-220000")
                .passed("auth/login")
                .expecting("auth/logout")
                .killedIn(out());

        assertThat(new Pages(out(), run -> false, Clock.systemUTC())
                        .write(List.of(), List.of())
                        .lines())
                .startsWith("lab-csi  red    20261124-220000  1 of 2 ran: 1 passed, 1 not run");
        assertThat(Files.readString(out().resolve("summary.md")))
                .contains("| lab-csi | red | 20261124-220000 | 1 of 2 | 1 | 1 | 0 | 0 | 0 |  |")
                .contains("- **cut** lab-csi `the run was killed; 1 of 2 scenarios had ended`");
    }

    @Test
    @DisplayName("It has less than 60 lines whatever happened, and only links and the table pass column 100")
    void large() throws IOException {
        for (int i = 10; i < 50; i++) {
            SampleRun run = SampleRun.of("platform-" + i, "20261124-2200" + i)
                    .leaving(new Leak("volume", "6f1c", "pvc", null))
                    .passed("auth/login", 1, Map.of("attach", 1.0, "detach", 2.0));
            IntStream.range(0, 20)
                    .forEach(j -> run.result("volumes/red-" + j, Verdict.FAILED, "reason ".repeat(500))
                            .result("volumes/gap-" + j, Verdict.KNOWN_GAP, "reason ".repeat(500)));
            run.in(out());
        }
        List<Path> gone = IntStream.range(0, 20)
                .mapToObj(i -> Path.of("gone", "x".repeat(200), "" + i))
                .toList();

        String summary = summary(gone, List.of("mine"));

        assertThat(summary.lines()).hasSizeLessThan(60);
        assertThat(summary.lines()
                        .filter(line -> !line.startsWith("|") && !line.startsWith("Full report"))
                        .map(line -> line.replaceAll(" <https://[^>]*>$", "")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(summary)
                .contains("| mine | red | no result | | | | | | | |")
                .contains("| ... and 33 more | | | | | | | | | |")
                .contains("- ... and 834 more");
    }

    @Test
    @DisplayName("Text from outside can be neither markup nor a mention nor a second line")
    void hostile() throws IOException {
        String hostile = "` | <img src=x> @here [a](http://b) **c**\n# d";
        SampleRun.of("lab-csi", "20261124-220000")
                .result("auth/*x*", Verdict.FAILED, hostile)
                .result("auth/y", Verdict.KNOWN_GAP, hostile)
                .in(out());

        assertThat(summary(List.of(), List.of()).lines())
                .contains(
                        "- **failed** lab-csi `auth/*x*` `' | <img src=x> @here [a](http://b) **c** # d`",
                        "- lab-csi auth/y `' | <img src=x> @here [a](http://b) **c** # d` <https://example.org/gaps/7>");
    }

    @ParameterizedTest
    @CsvSource({
        "'3', 3.0/3.0/3.0 s of 1",
        "'4 3', 3.0/4.0/4.0 s of 2",
        "'3 1 2', 2.0/3.0/3.0 s of 3",
        "'1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20', 10.0/19.0/20.0 s of 20",
    })
    @DisplayName("Percentiles are times that were measured")
    void figures(String measured, String figures) {
        assertThat(Summary.figures(List.of(measured.split(" ")).stream()
                        .map(Double::valueOf)
                        .toList()))
                .isEqualTo(figures);
    }

    private Path out() {
        return folder.resolve("out");
    }

    private String summary(List<Path> results, List<String> expected) throws IOException {
        new Pages(out(), run -> false, Clock.systemUTC()).write(results, expected);
        return Files.readString(out().resolve("summary.md"));
    }
}
