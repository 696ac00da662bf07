package dev.renkei.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofReportTest {
    private static final Proof CAUGHT = new Proof("a/b", "volume-blank-on-attach", true, "the checksum differs");
    private static final Proof MISSED = new Proof("a/b", "volume-blank-on-attach", false, "it passed");

    @TempDir
    Path out;

    @Test
    @DisplayName("proof.json has the names that its readers rely on and follows its published schema")
    void names() throws IOException {
        RunFolder folder = RunFolder.create(out, Samples.facts());
        Path file =
                proof(CAUGHT, new Proof("c/d", "token-lives-on", false, null)).write(folder);

        JsonNode first =
                new ObjectMapper().readTree(file.toFile()).get("scenarios").get(0);
        assertThat(first)
                .hasToString("{\"id\":\"a/b\",\"defect\":\"volume-blank-on-attach\",\"caught\":true,"
                        + "\"message\":\"the checksum differs\"}");
        Samples.assertFollows("proof.schema.json", file);
    }

    @Test
    @DisplayName("What is read back from proof.json is what was written")
    void readBack() {
        RunFolder folder = RunFolder.create(out, Samples.facts());
        ProofReport proof = proof(CAUGHT, new Proof("c/d", "token-lives-on", false, null));
        proof.write(folder);

        assertThat(ProofReport.read(folder.path())).isEqualTo(proof);
    }

    @Test
    @DisplayName("A scenario whose defect was never tried is listed as not caught")
    void untried() {
        ProofReport proof =
                ProofReport.of(Samples.facts(), Map.of("a/b", "volume-blank-on-attach"), List.of(), Samples.FINISHED);

        assertThat(proof.proofs()).containsExactly(new Proof("a/b", "volume-blank-on-attach", false, "not run"));
        assertThat(proof.green()).isFalse();
    }

    @Test
    @DisplayName("A defect that was caught only at the second try is not caught")
    void triedAgain() {
        assertThat(proof(MISSED, CAUGHT).caught()).isZero();
        assertThat(proof(CAUGHT, MISSED).caught()).isZero();
    }

    @Test
    @DisplayName("A proof is green when it ended and every defect was caught, and there was one")
    void green() {
        assertThat(proof(CAUGHT).green()).isTrue();
        assertThat(proof().green()).isFalse();
        assertThat(ProofReport.of(Samples.facts(), Map.of(), List.of(CAUGHT), null)
                        .green())
                .isFalse();
    }

    private static ProofReport proof(Proof... proofs) {
        return ProofReport.of(Samples.facts(), Map.of(), List.of(proofs), Samples.FINISHED);
    }
}
