package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = folder.resolve("audit.log");
        Files.writeString(log, "{\"n\":1}\n{\"n\":2}\n");
    }

    @Test
    @DisplayName("What was there before is not given, nor a last line that is half there, until it is whole")
    void added() throws IOException {
        var file = new AuditFile(log);

        append("{\"n\":3}\n{\"n\"");
        assertThat(numbers(file)).containsExactly(3);

        append(":4}\n");
        assertThat(numbers(file)).containsExactly(3, 4);
    }

    @Test
    @DisplayName("A line that was half there at the beginning is passed over")
    void half() throws IOException {
        append("{\"n\"");
        var file = new AuditFile(log);

        append(":3}\n{\"n\":4}\n");

        assertThat(numbers(file)).containsExactly(4);
    }

    @Test
    @DisplayName(
            "A log that is rotated meanwhile is read on in its former part and in the new one, however long each is")
    void rotated() throws IOException {
        var file = new AuditFile(log);
        append("{\"n\":3}\n");

        Files.move(log, folder.resolve("audit-2016-11-25.log"));
        append("{\"n\":4}\n");

        assertThat(numbers(file)).containsExactly(3, 4);
    }

    @Test
    @DisplayName("A log whose former part is gone is no log of which nothing is to be told")
    void lost() throws IOException {
        var file = new AuditFile(log);

        Files.move(log, Files.createDirectory(folder.resolve("elsewhere")).resolve("audit.log"));
        append("{\"n\":4}\n");

        assertThatThrownBy(file::entries)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was rotated, and its former part is not beside it");
    }

    @Test
    @DisplayName("A whole line that cannot be read does not hide those after it")
    void unreadable() throws IOException {
        var file = new AuditFile(log);

        append("{\"n\":\n{\"n\":4}\n");

        assertThatThrownBy(file::entries)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has a line that is no JSON");
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<Integer> numbers(AuditFile file) {
        return file.entries().stream().map(entry -> entry.path("n").asInt()).toList();
    }
}
