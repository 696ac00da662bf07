package dev.renkei.cluster;

import dev.renkei.platform.Anonymous;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Judge an API server's answer by status, reason and message together, so that no other refusal passes for the right one. */
public final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {

    private AnswerAssert(Answer answer) {
        super(answer, AnswerAssert.class);
    }

    /** Begin to judge {@code answer}. */
    public static AnswerAssert assertThat(Answer answer) {
        return new AnswerAssert(answer);
    }

    /** Demand that the request was allowed and done: a status of 200 or 201. */
    public AnswerAssert isAllowed() {
        if (!done()) {
            throw failure("expected to be allowed, but: %s", actual);
        }
        return this;
    }

    /**
     * Demand that the authoriser let pass what it was asked, {@code decided}: the request was done, or what it names is not there,
     * or, where another's name was asked for, it is that other who is refused.
     */
    public AnswerAssert isAuthorised(ApiRequest decided) {
        if (!done()
                && !(actual.status() == 404 && actual.reason().equals("NotFound"))
                && !(decided.verb().equals("impersonate") && refusedTheOther())) {
            throw failure("expected to pass the authoriser, but: %s", actual);
        }
        return this;
    }

    private boolean done() {
        return List.of(200, 201).contains(actual.status());
    }

    private boolean refusedTheOther() {
        return actual.status() == 403
                && actual.reason().equals("Forbidden")
                && actual.message().contains("User \"")
                && !actual.message().contains("cannot impersonate");
    }

    /** Demand admission's refusal: 403 with reason Forbidden and {@code words} in its message, and not the authoriser's. */
    public AnswerAssert isNotAdmitted(String words) {
        if (actual.status() != 403
                || !actual.reason().equals("Forbidden")
                || actual.message().contains("User \"")
                || !actual.message().contains(words)) {
            throw failure("expected 403 Forbidden from admission, with '%s' in its message, but: %s", words, actual);
        }
        return this;
    }

    /** Demand the authenticator's refusal: 401 with reason Unauthorized. */
    public AnswerAssert isUnauthenticated() {
        if (!actual.unauthenticated()) {
            throw failure("expected 401 Unauthorized from the authenticator, but: %s", actual);
        }
        return this;
    }

    /** Demand the kubelet's refusal: 401; it sends no Status object. */
    public AnswerAssert isUnauthenticatedByKubelet() {
        if (actual.status() != 401) {
            throw failure("expected 401 from the kubelet, but: %s", actual);
        }
        return this;
    }

    /** Demand the refusal that a platform has for those without credentials. */
    public AnswerAssert isRefusedToNobody(Anonymous anonymous) {
        var refused = anonymous == Anonymous.UNAUTHENTICATED ? actual.unauthenticated() : forbiddenToNobody();
        if (!refused) {
            throw failure(
                    "expected a refusal of somebody without credentials, %s, but: %s",
                    anonymous == Anonymous.UNAUTHENTICATED ? "401 Unauthorized" : "403 Forbidden for system:anonymous",
                    actual);
        }
        return this;
    }

    private boolean forbiddenToNobody() {
        return actual.status() == 403
                && actual.reason().equals("Forbidden")
                && actual.message().contains("User \"system:anonymous\" cannot");
    }

    /** Demand the authoriser's refusal: 403 with reason Forbidden and a message that names the user and the request. */
    public AnswerAssert isForbidden(String user, ApiRequest request) {
        if (!actual.forbiddenTo(user, request)) {
            throw failure(
                    "expected 403 Forbidden from the authoriser, with %s in its message, %s: %s",
                    Answer.wordsOfRefusal(user, request), done() ? "but it was allowed" : "but", actual);
        }
        return this;
    }
}
