package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitXmlTest {
    private static final SampleRun RUN = SampleRun.of("lab-csi", "20261124-220000")
            .passed("auth/login")
            .result("auth/closed", Verdict.GAP_CLOSED, "it passes now")
            .result("auth/gap", Verdict.KNOWN_GAP, "tokens live on")
            .result("volumes/failed", Verdict.FAILED, "still attached\nafter 60 s")
            .result("volumes/broken", Verdict.BROKEN, "no answer")
            .result("volumes/skipped", Verdict.SKIPPED, "needs two-nodes")
            .expecting("volumes/lost");

    @Test
    @DisplayName("The suite is the platform, with counts that add up, the time of the run and what it met")
    void suite() throws Exception {
        Element suite = parsed(RUN.report());

        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("lab-csi");
        assertThat(suite.getAttribute("tests")).isEqualTo("7");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("errors")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(suite.getAttribute("time")).isEqualTo("120.000");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-24T22:00:00");
        assertThat(elements(suite, "property"))
                .extracting(property -> property.getAttribute("name") + " " + property.getAttribute("value"))
                .containsExactly("run 20261124-220000", "kubernetes v1.34.4");
    }

    @Test
    @DisplayName("A test is known by its platform, area and id, which never change, and has its time")
    void names() throws Exception {
        assertThat(elements(parsed(RUN.report()), "testcase"))
                .extracting(test -> test.getAttribute("classname") + " " + test.getAttribute("name") + " "
                        + test.getAttribute("time"))
                .containsExactly(
                        "lab-csi.auth auth/login 5.000",
                        "lab-csi.auth auth/closed 5.000",
                        "lab-csi.auth auth/gap 5.000",
                        "lab-csi.volumes volumes/failed 5.000",
                        "lab-csi.volumes volumes/broken 5.000",
                        "lab-csi.volumes volumes/skipped 0.000",
                        "lab-csi.volumes volumes/lost 0.000");
    }

    @Test
    @DisplayName(
            "Failed and gap closed are failures, broken and not run errors, skips and known gaps skipped with reason")
    void verdicts() throws Exception {
        assertThat(elements(parsed(RUN.report()), "testcase"))
                .extracting(JUnitXmlTest::outcome)
                .containsExactly(
                        "",
                        "failure gap closed: it passes now",
                        "skipped known gap: tokens live on https://example.org/gaps/7",
                        "failure failed: still attached after 60 s",
                        "error broken: no answer",
                        "skipped needs two-nodes",
                        "error not run: it left no result");
    }

    @Test
    @DisplayName("A failure tells title, the whole reason and where its evidence lies; the output tells the steps")
    void details() throws Exception {
        Element failed = elements(parsed(RUN.report()), "testcase").get(3);

        assertThat(elements(failed, "failure").get(0).getTextContent())
                .isEqualTo("Title of volumes/failed\nstill attached\nafter 60 s\nevidence: evidence/volumes/failed");
        assertThat(elements(failed, "failure").get(0).getAttribute("type")).isEqualTo("failed");
        assertThat(elements(failed, "system-out").get(0).getTextContent())
                .isEqualTo("\n    0.250 s  took     2.500 s  wait for something\n");
    }

    @Test
    @DisplayName("Whatever characters a reason holds, the file can be parsed, and the reason is the same without them")
    void hostile() throws Exception {
        StringBuilder all = new StringBuilder("]]></failure><script>&amp;\ud83d\ude00\u202e \ud800 \ufffe");
        IntStream.range(0, 0x100).forEach(c -> all.append((char) c));
        SampleRun run = SampleRun.of("lab-csi", "20261124-220000")
                .result("auth/\u0000login\"<", Verdict.FAILED, all.toString());

        Element failure = elements(parsed(run.report()), "failure").get(0);

        assertThat(failure.getTextContent())
                .contains("]]></failure><script>&amp;\ud83d\ude00\u202e")
                .contains("ABC")
                .contains("\u00fe\u00ff")
                .doesNotContain("\u0000", "\u001b", "\ufffe");
        assertThat(failure.getAttribute("message")).hasSizeLessThanOrEqualTo(300);
        assertThat(elements(parsed(run.report()), "testcase").get(0).getAttribute("name"))
                .isEqualTo("auth/login\"<");
    }

    private static String outcome(Element test) {
        return List.of("failure", "error", "skipped").stream()
                .flatMap(name -> elements(test, name).stream())
                .map(element -> element.getTagName() + " " + element.getAttribute("message"))
                .findFirst()
                .orElse("");
    }

    private static Element parsed(RunReport run) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitXml.of(run))))
                .getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
