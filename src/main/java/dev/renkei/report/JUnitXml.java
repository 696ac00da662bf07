package dev.renkei.report;

import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as JUnit XML, for whoever shows trends of that: the suite is the platform, a test's class is {@code PLATFORM.area} and
 * its name the scenario's id, which never change.
 */
final class JUnitXml {
    static final String FILE = "junit.xml";

    private static final int LONGEST_MESSAGE = 300;

    private final StringWriter text = new StringWriter();
    private final RunReport run;
    private final XMLStreamWriter xml;

    private JUnitXml(RunReport run) throws XMLStreamException {
        this.run = run;
        this.xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    }

    /** Return the text of junit.xml. */
    static String of(RunReport run) {
        try {
            JUnitXml file = new JUnitXml(run);
            file.suite();
            return file.text + "\n";
        } catch (XMLStreamException e) {
            throw new ReportException("JUnit XML of " + run.facts().run() + " can't be written: " + e.getMessage(), e);
        }
    }

    private void suite() throws XMLStreamException {
        Map<Kind, Long> counts = run.scenarios().stream()
                .collect(Collectors.groupingBy(result -> Kind.of(result.verdict()), Collectors.counting()));
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute("name", run.facts().platform());
        attribute("tests", String.valueOf(run.scenarios().size()));
        attribute("failures", String.valueOf(counts.getOrDefault(Kind.FAILURE, 0L)));
        attribute("errors", String.valueOf(counts.getOrDefault(Kind.ERROR, 0L)));
        attribute("skipped", String.valueOf(counts.getOrDefault(Kind.SKIPPED, 0L)));
        attribute("time", number(ReportJson.seconds(run.duration())));
        // Without a zone, as the format has it; our times are UTC.
        attribute(
                "timestamp",
                run.facts().started().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
        properties();
        for (ScenarioResult result : run.scenarios()) {
            testCase(result);
        }
        line(0);
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private void properties() throws XMLStreamException {
        line(1);
        xml.writeStartElement("properties");
        property("run", run.facts().run());
        for (Map.Entry<String, String> version : run.facts().versions().entrySet()) {
            property(version.getKey(), version.getValue());
        }
        line(1);
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        line(2);
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void testCase(ScenarioResult result) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testcase");
        attribute("classname", run.facts().platform() + "." + result.area());
        attribute("name", result.id());
        attribute("time", number(ReportJson.seconds(result.total())));
        Kind kind = Kind.of(result.verdict());
        if (kind != Kind.PASSED) {
            line(2);
            xml.writeStartElement(kind.element);
            attribute("message", Columns.shorten(message(result), LONGEST_MESSAGE));
            if (kind != Kind.SKIPPED) {
                attribute("type", result.verdict().label());
            }
            xml.writeCharacters(clean(details(result)));
            xml.writeEndElement();
        }
        if (!result.steps().isEmpty()) {
            line(2);
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(steps(result)));
            xml.writeEndElement();
        }
        line(1);
        xml.writeEndElement();
    }

    private static String message(ScenarioResult result) {
        if (result.verdict() == Verdict.KNOWN_GAP) {
            return "known gap: " + result.reason() + (result.link() == null ? "" : " " + result.link());
        }
        return result.verdict() == Verdict.SKIPPED
                ? result.reason()
                : result.verdict().label() + ": " + result.reason();
    }

    private static String details(ScenarioResult result) {
        StringBuilder details = new StringBuilder(result.title()).append('\n').append(result.reason());
        if (result.link() != null) {
            details.append('\n').append(result.link());
        }
        if (result.evidence() != null) {
            details.append("\nevidence: ").append(result.evidence());
        }
        return details.toString();
    }

    private static String steps(ScenarioResult result) {
        return result.steps().stream()
                .map(step -> String.format(
                        Locale.ROOT,
                        "%9.3f s  took %9.3f s  %s%n",
                        ReportJson.seconds(step.startOffset()),
                        ReportJson.seconds(step.duration()),
                        Columns.oneLine(step.name())))
                .collect(Collectors.joining("", "\n", ""));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Columns.oneLine(clean(value)));
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String number(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** Take out what XML 1.0 has no place for, not even escaped: a reader would refuse the whole file. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c >= 0x20 && c <= 0xd7ff
                        || c >= 0xe000 && c <= 0xfffd
                        || c >= 0x10000)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private enum Kind {
        PASSED(null),
        FAILURE("failure"),
        ERROR("error"),
        SKIPPED("skipped");

        private final String element;

        Kind(String element) {
            this.element = element;
        }

        static Kind of(Verdict verdict) {
            return switch (verdict) {
                case PASSED -> PASSED;
                case FAILED, GAP_CLOSED -> FAILURE;
                case BROKEN, NOT_RUN -> ERROR;
                case KNOWN_GAP, SKIPPED -> SKIPPED;
            };
        }
    }
}
