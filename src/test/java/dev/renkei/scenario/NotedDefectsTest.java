package dev.renkei.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.renkei.fault.Defects;
import dev.renkei.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotedDefectsTest {

    @TempDir
    private Path folder;

    private Path run;
    private NotedDefects defects;

    @BeforeEach
    void open() throws IOException {
        run = Files.createDirectory(folder.resolve("20261124-220000"));
        Files.writeString(run.resolve("running"), "");
        // Says what is noted while it works, and fails where a file of that state's name lies.
        var script = Files.writeString(folder.resolve("defects"), """
                echo "$1 $2: $(ls %1$s)" >>%2$s/said
                test ! -e %2$s/$2
                """.formatted(run, folder));
        defects = new NotedDefects(run, new Defects("sh " + script, Trace.silent()));
    }

    @Test
    @DisplayName("A defect is noted before it is switched on, until after it is switched off")
    void noted() throws IOException {
        defects.on("d-1");
        assertThat(NotedDefects.in(run)).containsExactly("d-1");
        defects.off("d-1");

        assertThat(NotedDefects.in(run)).isEmpty();
        assertThat(folder.resolve("said"))
                .hasContent("d-1 on: defect-on.d-1\nrunning\nd-1 off: defect-on.d-1\nrunning");
        assertThat(run).isDirectoryNotContaining("glob:**/defect-on.*");
    }

    @Test
    @DisplayName("A defect that cannot be switched off, or not wholly on, stays noted, beside others")
    void failing() throws IOException {
        Files.createFile(folder.resolve("off"));
        defects.on("d-2");
        assertThatThrownBy(() -> defects.off("d-2")).isInstanceOf(IllegalStateException.class);
        Files.createFile(folder.resolve("on"));
        assertThatThrownBy(() -> defects.on("d-1")).isInstanceOf(IllegalStateException.class);

        assertThat(NotedDefects.in(run)).containsExactly("d-1", "d-2");
    }

    @Test
    @DisplayName("A run without a folder has left nothing on")
    void noFolder() {
        assertThat(NotedDefects.in(folder.resolve("none"))).isEmpty();
    }
}
