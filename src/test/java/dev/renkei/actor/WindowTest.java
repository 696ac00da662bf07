package dev.renkei.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.renkei.cluster.Answer;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.http.HttpAnswer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final ApiRequest LIST = ApiRequest.list("pods").in("team");
    private static final String DENIAL =
            "{\"reason\":\"Forbidden\",\"message\":\"pods is forbidden: User \\\"%s\\\" cannot list resource \\\"pods\\\" "
                    + "in API group \\\"\\\" in the namespace \\\"team\\\"\"}";
    private static final Instant START = Instant.parse("2026-11-25T00:00:00Z");

    @Test
    @DisplayName("Only the authenticator's 401 is a refusal of the token")
    void refusal() {
        var refused = Window.refusal();

        assertThat(refused).accepts(answer(401, "{\"reason\":\"Unauthorized\"}"));
        assertThat(refused)
                .rejects(
                        answer(401, "<html>a proxy</html>"),
                        answer(403, DENIAL.formatted("tanaka")),
                        answer(200, "{}"));
    }

    @Test
    @DisplayName("Only the authoriser's 403 for that user and that request is a denial")
    void denial() {
        var denied = Window.denialOf(LIST, "tanaka");

        assertThat(denied).accepts(answer(403, DENIAL.formatted("tanaka")));
        assertThat(denied)
                .rejects(
                        answer(403, DENIAL.formatted("system:anonymous")),
                        answer(403, DENIAL.formatted("tanaka").replace("list", "watch")),
                        answer(403, "{\"reason\":\"Forbidden\",\"message\":\"exceeded quota\"}"),
                        answer(403, "<html>a proxy</html>"),
                        answer(401, "{\"reason\":\"Unauthorized\"}"));
    }

    @Test
    @DisplayName(
            "The window ends with the first of two seconds of refusals, and another answer between them begins it anew")
    void settles() {
        var looks = new Window.Looks(Window.refusal());
        var refused = answer(401, "{\"reason\":\"Unauthorized\"}");

        looks.next(refused, START);
        assertThat(looks.next(answer(401, "<html>a proxy</html>"), START.plusSeconds(1))
                        .firstRefused())
                .isNull();
        looks.next(refused, START.plusSeconds(2));
        assertThat(looks.next(refused, START.plusSeconds(3)).settled()).isFalse();
        var last = looks.next(refused, START.plusSeconds(4));
        assertThat(last.settled()).isTrue();
        assertThat(last.firstRefused()).isEqualTo(START.plusSeconds(2));
    }

    private static Answer answer(int status, String body) {
        return new Answer(LIST.toString(), new HttpAnswer(status, Map.of(), body));
    }
}
