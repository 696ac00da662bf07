package dev.renkei.report;

import java.util.ArrayList;
import java.util.List;

/** Text that has to fit into a number of columns. */
final class Columns {
    private static final String CUT = "...";

    private Columns() {}

    /** Make one line of it: whatever moves a terminal's cursor (line ends, tabs, escapes) becomes a space. */
    static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    static String shorten(String text, int width) {
        String line = oneLine(text);
        return line.length() <= width
                ? line
                : line.substring(0, width - CUT.length()).stripTrailing() + CUT;
    }

    /** Break at spaces; a word that is wider than a line is broken where the line ends. The text's own line ends stay. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.lines().toList()) {
            String rest = oneLine(paragraph);
            while (rest.length() > width) {
                int space = rest.lastIndexOf(' ', width);
                int end = space > 0 ? space : width;
                lines.add(rest.substring(0, end).stripTrailing());
                rest = rest.substring(end).stripLeading();
            }
            if (!rest.isEmpty()) {
                lines.add(rest);
            }
        }
        return lines;
    }
}
