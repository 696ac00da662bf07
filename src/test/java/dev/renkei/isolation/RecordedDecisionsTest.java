package dev.renkei.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedDecisionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"abac", "keystone", "rbac"})
    @DisplayName("The model says what the real authoriser once said, as recorded")
    void agrees(String kind) {
        var questions = questions(kind);
        assertThat(questions).hasSizeGreaterThanOrEqualTo(30);
        assertThat(questions)
                .allSatisfy(question -> assertThat(question.modelDecisions())
                        .as(question::write)
                        .isEqualTo(question.decisions()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abac", "keystone", "rbac"})
    @DisplayName("The record has enough of each kind of decision")
    void isBalanced(String kind) {
        var decisions = questions(kind).stream()
                .flatMap(question -> question.decisions().stream())
                .toList();
        assertThat(decisions).filteredOn("allowed"::equals).hasSizeGreaterThan(40);
        assertThat(decisions).filteredOn("no opinion"::equals).hasSizeGreaterThan(40);
    }

    private static List<RecordedQuestion> questions(String kind) {
        var name = "/isolation/" + kind + ".jsonl";
        try (var record = RecordedDecisionsTest.class.getResourceAsStream(name)) {
            assertThat(record).as(name).isNotNull();
            return new String(record.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(RecordedQuestion::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
