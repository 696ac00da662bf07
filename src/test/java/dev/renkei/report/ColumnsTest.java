package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    @DisplayName("Text breaks at spaces, and only a word that is wider than a line is broken itself")
    void wrap() {
        assertThat(Columns.wrap("one two three abcdefghijklmno", 9))
                .containsExactly("one two", "three", "abcdefghi", "jklmno");
    }

    @Test
    @DisplayName("A line that is just as wide as it may be stays whole")
    void exact() {
        assertThat(Columns.wrap("one two", 7)).containsExactly("one two");
        assertThat(Columns.shorten("one two", 7)).isEqualTo("one two");
    }

    @Test
    @DisplayName("Line ends of the text stay, empty lines don't")
    void paragraphs() {
        assertThat(Columns.wrap("expected: 1\n\n but was: 2\n", 20)).containsExactly("expected: 1", "but was: 2");
    }

    @Test
    @DisplayName("What is too long ends in dots")
    void shorten() {
        assertThat(Columns.shorten("one two three", 9)).isEqualTo("one tw...");
    }
}
