package dev.renkei.actor;

import dev.renkei.cloud.KeystoneToken;
import dev.renkei.cluster.Answer;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.wait.Durations;
import dev.renkei.wait.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Measure how long Kubernetes goes by an old decision of Keystone, from the moment at which this was made: the caches of the
 * API server and of its authenticator. The profile limits each window by its name.
 */
public final class Window {

    /** What any user with a login may do, whatever the policy: so its answer tells of the login alone. */
    private static final ApiRequest PROBE = ApiRequest.list("nodes");

    // Several API servers, or several processes of Keystone, forget one after the other.
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final Scene scene;
    private final String name;
    private final Instant began;

    Window(Scene scene, String name) {
        this(scene, name, scene.trace().now());
    }

    Window(Scene scene, String name, Instant began) {
        this.scene = scene;
        this.name = name;
        this.began = began;
    }

    record Look(Answer answer, Instant firstRefused, Instant at) {

        boolean settled() {
            return firstRefused != null && !at.isBefore(firstRefused.plus(SETTLED));
        }
    }

    /**
     * Wait until Kubernetes refuses a token for good, as the authenticator does, and record how long that took.
     *
     * @throws dev.renkei.wait.WaitTimeout when it is still accepted when the profile's limit has passed
     */
    public void awaitRefusalOf(KeystoneToken token) {
        await("Kubernetes to refuse the token", token, PROBE, refusal());
    }

    /**
     * Wait until the authoriser denies the token's user a request for good, and record how long that took.
     *
     * @throws dev.renkei.wait.WaitTimeout when that does not come while the profile's limit lasts
     */
    public void awaitDenialOf(ApiRequest request, KeystoneToken token) {
        await("Kubernetes to deny " + request, token, request, denialOf(request, token.userName()));
    }

    /**
     * Wait until the token is refused, or its user denied the request, for good, and record how long that took.
     *
     * @throws dev.renkei.wait.WaitTimeout when that does not come while the profile's limit lasts
     */
    public void awaitEndOf(ApiRequest request, KeystoneToken token) {
        await(
                "Kubernetes to refuse or deny " + request,
                token,
                request,
                refusal().or(denialOf(request, token.userName())));
    }

    static Predicate<Answer> refusal() {
        return Answer::unauthenticated;
    }

    static Predicate<Answer> denialOf(ApiRequest request, String user) {
        return answer -> answer.forbiddenTo(user, request);
    }

    private void await(String what, KeystoneToken token, ApiRequest request, Predicate<Answer> refusal) {
        var api = scene.access().apiAsBearer(token.secret(), scene.trace());
        var limit = scene.platform().window(name);
        var refused = new Looks(refusal);
        var last = Wait.<Look>of(
                        scene.trace(),
                        "%s (window %s)".formatted(what, name),
                        untilItBegins().plus(limit).plus(SETTLED))
                .describedBy(look -> look.answer().toString())
                .until(() -> refused.next(api.ask(request), scene.trace().now()), Look::settled);
        var length = Duration.between(began, last.firstRefused());
        scene.trace().window(name, length.isNegative() ? Duration.ZERO : length);
        if (length.compareTo(limit) > 0) {
            throw new AssertionError("window %s was %s, but the profile allows %s"
                    .formatted(name, Durations.seconds(length), Durations.seconds(limit)));
        }
    }

    private Duration untilItBegins() {
        var left = Duration.between(scene.trace().now(), began);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Keep the moment of the first of the refusals that have come without an acceptance between them. */
    static final class Looks {

        private final Predicate<Answer> refusal;
        private Instant firstRefused;

        Looks(Predicate<Answer> refusal) {
            this.refusal = refusal;
        }

        Look next(Answer answer, Instant now) {
            if (!refusal.test(answer)) {
                firstRefused = null;
            } else if (firstRefused == null) {
                firstRefused = now;
            }
            return new Look(answer, firstRefused, now);
        }
    }
}
