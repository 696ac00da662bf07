package dev.renkei.cloud;

import dev.renkei.http.HttpAnswer;

/** Hold Keystone's answer to one attempt to log in, whether it succeeded or not. */
public record LogIn(HttpAnswer answer) {

    /** Say whether Keystone gave a token. */
    public boolean accepted() {
        return answer.status() == 201;
    }

    /** Give the HTTP status: 201 for a token, 401 for a refusal. */
    public int status() {
        return answer.status();
    }

    /** Give Keystone's reason for a refusal, such as {@code Unauthorized}; empty when there is none. */
    public String reason() {
        return answer.json().path("error").path("title").asText("");
    }

    /** Give Keystone's message for a refusal; empty when there is none. */
    public String message() {
        return answer.json().path("error").path("message").asText("");
    }

    /**
     * Give the token.
     *
     * @throws CloudRefusal when Keystone gave none
     */
    public KeystoneToken token() {
        if (!accepted()) {
            throw new CloudRefusal("Keystone answered %d %s: %s".formatted(status(), reason(), message()));
        }
        return KeystoneToken.read(
                answer.header("x-subject-token").orElseThrow(() -> new CloudRefusal("Keystone sent no token header")),
                answer.json());
    }
}
