package dev.renkei.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Asks the real authorisers: {@code -Dauthorisers=PROGRAM} names the program that links them, built
 * from lab/binaries/authorisers as docs/policy-models.md says; {@code -Dauthorisers.policies=N} says how many random
 * policies of each kind it is asked about, and {@code -Dauthorisers.write=true} renews the record.
 */
@EnabledIfSystemProperty(
        named = "authorisers",
        matches = ".+",
        disabledReason = "no program with the real authorisers is named")
class RealAuthorisersTest {
    private static final int POLICIES = Integer.getInteger("authorisers.policies", 1000);
    private static final Path RECORD = Path.of("src/test/resources/isolation");

    @TempDir
    private Path folder;

    private enum Kind {
        ABAC((random, requests) -> RecordedQuestion.ofText("abac", random.abac(4), requests)),
        KEYSTONE((random, requests) -> RecordedQuestion.ofText("keystone", random.keystone(3), requests)),
        RBAC((random, requests) -> RecordedQuestion.ofObjects(random.rbac(4), requests));

        private final BiFunction<RandomPolicies, List<Request>, RecordedQuestion> question;

        Kind(BiFunction<RandomPolicies, List<Request>, RecordedQuestion> question) {
            this.question = question;
        }

        List<RecordedQuestion> questions(int policies, int requests) {
            return IntStream.range(0, policies)
                    .mapToObj(RandomPolicies::new)
                    .map(random -> question.apply(random, random.requests(requests)))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The model says what the real authoriser says, whatever the policy and the request")
    void agrees(Kind kind) throws IOException, InterruptedException {
        var answered = ask(kind.questions(POLICIES, 20));
        compare(answered);
        assertThat(answered.stream().flatMap(each -> each.decisions().stream()))
                .as("the policies and the requests have to do with each other")
                .contains("allowed", "no opinion");
    }

    @Test
    @DisplayName("The model reads what the real authoriser reads, and refuses what it refuses")
    void reads() throws IOException, InterruptedException {
        compare(ask(CornerCases.questions().toList()));
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "authorisers.write", matches = "true")
    @DisplayName("The record is renewed")
    void write(Kind kind) throws IOException, InterruptedException {
        var name = kind.name().toLowerCase(Locale.ROOT);
        var corners = CornerCases.questions().filter(question -> question.kind().equals(name));
        var random = kind.questions(30, 60).stream();
        var answered = ask(Stream.concat(corners, random).toList());
        var lines = answered.stream()
                .map(RealAuthorisersTest::interesting)
                .map(RecordedQuestion::write)
                .toList();
        Files.createDirectories(RECORD);
        assertThat(Files.write(RECORD.resolve(name + ".jsonl"), lines)).isNotEmptyFile();
    }

    /** Keep at most six requests, of those that are allowed as many as of the others. */
    private static RecordedQuestion interesting(RecordedQuestion question) {
        if (question.requests().size() <= 6) {
            return question;
        }
        var kept = new ArrayList<Integer>();
        Predicate<String> isAllowed = "allowed"::equals;
        for (var wanted : List.of(isAllowed, isAllowed.negate())) {
            IntStream.range(0, question.requests().size())
                    .filter(index -> wanted.test(question.decisions().get(index)))
                    .limit(3)
                    .forEach(kept::add);
        }
        return new RecordedQuestion(
                question.kind(),
                question.policy(),
                kept.stream().map(question.requests()::get).toList(),
                kept.stream().map(question.decisions()::get).toList());
    }

    private static void compare(List<RecordedQuestion> answered) {
        var softly = new SoftAssertions();
        for (var question : answered) {
            softly.assertThat(question.modelDecisions()).as(question::write).isEqualTo(question.decisions());
        }
        softly.assertAll();
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
        return IntStream.range(0, lines.size())
                .mapToObj(index -> questions.get(index).answered(decisions(lines.get(index))))
                .toList();
    }

    private static List<String> decisions(String answer) {
        try {
            var decisions = new ObjectMapper().readTree(answer).path("decisions");
            return StreamSupport.stream(decisions.spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(answer, e);
        }
    }
}
