package dev.renkei.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Needs the program of {@code lab/authorisers}: {@code -Dauthorisers=PROGRAM -Dauthorisers.policies=5000}. */
@EnabledIfSystemProperty(named = "authorisers", matches = ".+", disabledReason = "needs the program of lab/authorisers")
class RealAuthorisersTest {
    private static final int POLICIES = Integer.getInteger("authorisers.policies", 1000);
    private static final int REQUESTS = 20;

    @TempDir
    private Path folder;

    private enum Kind {
        ABAC(random -> RecordedQuestion.ofText("abac", random.abac(5), random.requests(REQUESTS))),
        KEYSTONE(random -> RecordedQuestion.ofText("keystone", random.keystone(4), random.requests(REQUESTS))),
        RBAC(random -> RecordedQuestion.ofObjects(random.rbac(5), random.requests(REQUESTS)));

        private final Function<RandomPolicies, RecordedQuestion> question;

        Kind(Function<RandomPolicies, RecordedQuestion> question) {
            this.question = question;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The model says what the real authoriser says, whatever the policy and the request")
    void agrees(Kind kind) throws IOException, InterruptedException {
        var questions = IntStream.range(0, POLICIES)
                .mapToObj(seed -> kind.question.apply(new RandomPolicies(seed)))
                .toList();
        var answered = ask(questions);
        var softly = new SoftAssertions();
        for (var question : answered) {
            softly.assertThat(question.modelDecisions()).as(question::write).isEqualTo(question.decisions());
        }
        softly.assertAll();
        assertThat(answered.stream().flatMap(each -> each.decisions().stream()))
                .as("the policies and the requests have to do with each other")
                .contains("allowed", "no opinion");
    }

    private List<RecordedQuestion> ask(List<RecordedQuestion> questions) throws IOException, InterruptedException {
        var asked = Files.write(
                folder.resolve("asked"),
                questions.stream().map(RecordedQuestion::write).toList());
        var answers = folder.resolve("answers");
        var program = new ProcessBuilder(System.getProperty("authorisers"))
                .redirectInput(asked.toFile())
                .redirectOutput(answers.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(program.waitFor()).as("the program's end").isZero();
        var lines = Files.readAllLines(answers);
        assertThat(lines).hasSameSizeAs(questions);
        var answered = new ArrayList<RecordedQuestion>();
        for (var index = 0; index < lines.size(); index++) {
            answered.add(questions.get(index).answered(decisions(lines.get(index))));
        }
        return answered;
    }

    private static List<String> decisions(String answer) throws IOException {
        var decisions = new ObjectMapper().readTree(answer).path("decisions");
        return Stream.of(decisions)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(decision -> decision.textValue())
                .toList();
    }
}
