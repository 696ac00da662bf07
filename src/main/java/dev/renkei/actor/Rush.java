package dev.renkei.actor;

import dev.renkei.cluster.Answer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Hold what came of many tokens that were presented at once, and of the administrator who was busy meanwhile.
 *
 * @param answers to the tokens, with the time that each took
 * @param slowestToAdministrator the longest that the administrator waited for one of its own answers meanwhile
 */
public record Rush(List<Timed> answers, Duration slowestToAdministrator) {

    /** One answer, and how long it took. */
    public record Timed(Answer answer, Duration took) {}

    /** Keep a copy. */
    public Rush {
        answers = List.copyOf(answers);
    }

    /** Give the time of the quickest answer. */
    public Duration quickest() {
        return answers.stream().map(Timed::took).min(Comparator.naturalOrder()).orElseThrow();
    }
}
