package dev.renkei.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a report into the template, as whoever writes the real one does. */
final class SamplePage {
    private static final Path TEMPLATE = Path.of("reports", "page", "index.html");
    private static final String MARKER = "/*REPORT*/";

    private SamplePage() {}

    /** Write target/page/NAME.html, where people can look at it too. */
    static Path write(String name, JsonNode report) throws IOException {
        Path file = Path.of("target", "page", name + ".html").toAbsolutePath();
        Files.createDirectories(file.getParent());
        String json = report.toString().replace("<", "\\u003c");
        String page = Files.readString(TEMPLATE).replace(MARKER, json);
        // getBytes makes a question mark of half a surrogate pair, where writeString would refuse it.
        Files.write(file, page.getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
