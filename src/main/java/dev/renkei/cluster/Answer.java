package dev.renkei.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.renkei.http.HttpAnswer;
import java.util.List;

/**
 * Hold the API server's answer to one request, and what was asked.
 *
 * @param asked the request in words
 */
public record Answer(String asked, HttpAnswer http) {

    /** The HTTP status. */
    public int status() {
        return http.status();
    }

    /** The {@code reason} of the Status object, such as {@code Forbidden}; empty when there is none. */
    public String reason() {
        return http.json().path("reason").asText("");
    }

    /** The {@code message} of the Status object; empty when there is none. */
    public String message() {
        return http.json().path("message").asText("");
    }

    /** The text of the body, empty when there was none. */
    public String body() {
        return http.body();
    }

    /** The body as JSON; a missing node when it is no JSON. */
    public JsonNode json() {
        return http.json();
    }

    /**
     * Give where a list goes on after this page of it ({@code continue}).
     *
     * @throws AssertionError when nothing comes after it
     */
    public String endOfPage() {
        var end = json().at("/metadata/continue").asText("");
        if (end.isEmpty()) {
            throw new AssertionError("expected a page of a list, after which there is another, but: " + this);
        }
        return end;
    }

    /** Say whether this is the authenticator's refusal: 401 with reason Unauthorized. */
    public boolean unauthenticated() {
        return status() == 401 && reason().equals("Unauthorized");
    }

    /** Say whether this is the authoriser's refusal: 403 with reason Forbidden and a message that names the user and the request. */
    public boolean forbiddenTo(String user, ApiRequest request) {
        return status() == 403
                && reason().equals("Forbidden")
                && wordsOfRefusal(user, request).stream().allMatch(message()::contains);
    }

    /** What stands in the authoriser's message when it refuses {@code user} this request. */
    static List<String> wordsOfRefusal(String user, ApiRequest request) {
        return List.of(
                "User \"" + user + "\"",
                "cannot " + request.verb() + " resource \"" + request.resourceAndPart() + "\" in API group \""
                        + request.group() + "\"",
                request.namespaceOfObject() == null
                        ? "at the cluster scope"
                        : "in the namespace \"" + request.namespaceOfObject() + "\"");
    }

    @Override
    public String toString() {
        return "%s: %d %s %s".formatted(asked, status(), reason(), message()).strip();
    }
}
