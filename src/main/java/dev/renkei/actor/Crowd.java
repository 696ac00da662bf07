package dev.renkei.actor;

import dev.renkei.cloud.KeystoneToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Act as many users at the same time. */
public final class Crowd {

    private static final String PROJECT = "alpha.kubernetes.io/identity/project/id";

    private static final int OFTEN = 20;

    private final Scene scene;
    private final List<User> users;

    Crowd(Scene scene, List<User> users) {
        this.scene = scene;
        this.users = List.copyOf(users);
    }

    /**
     * Say whom Kubernetes took a user for.
     *
     * @param user name, id and project as Keystone says them
     * @param seenAs the same as the API server says them; {@code nobody} when it took the token for nobody's
     * @param refusedAtFirst whether it took the token for nobody's when it was asked for the first of two times
     */
    public record Recognition(String user, String seenAs, boolean refusedAtFirst) {

        /** Say whether Kubernetes took the user for what it is. */
        public boolean right() {
            return user.equals(seenAs);
        }
    }

    /**
     * Let all log in anew at once, and the API server say whose each token is, this many times in a row; it is asked once
     * more of a token that it takes for nobody's.
     */
    public List<Recognition> logInAtOnce(int rounds) {
        return scene.trace()
                .step(
                        "%d users log in at once, %d times".formatted(users.size(), rounds),
                        () -> Stream.generate(() -> AtOnce.each(scene.trace(), users, recognised()))
                                .limit(rounds)
                                .flatMap(List::stream)
                                .toList());
    }

    /**
     * Let all ask Keystone for their projects again and again, from before {@code other} begins until it has ended.
     *
     * @throws IllegalStateException when they came to ask less than {@value #OFTEN} times meanwhile, so that {@code other} was
     *     nearly alone
     */
    public <T> T askKeystoneDuring(Supplier<T> other) {
        users.forEach(User::projects);
        var begun = new CountDownLatch(users.size());
        var over = new AtomicBoolean();
        var asked = new AtomicInteger();
        var turns = new ArrayList<Supplier<Optional<T>>>();
        users.forEach(user -> turns.add(() -> askedUntil(over, begun, asked, user)));
        turns.add(() -> Optional.of(last(over, begun, other)));
        var answer = scene
                .trace()
                .step(
                        "%d users ask Keystone all the time".formatted(users.size()),
                        () -> AtOnce.each(scene.trace(), turns, Supplier::get))
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        if (asked.get() < OFTEN) {
            throw new IllegalStateException("the crowd came to ask Keystone only %d times".formatted(asked.get()));
        }
        return answer;
    }

    private static <T> Optional<T> askedUntil(
            AtomicBoolean over, CountDownLatch begun, AtomicInteger asked, User user) {
        begun.countDown();
        while (!over.get()) {
            user.projects();
            asked.incrementAndGet();
        }
        return Optional.empty();
    }

    private static <T> T last(AtomicBoolean over, CountDownLatch begun, Supplier<T> other) {
        try {
            begun.await();
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a crowd begins", e);
        } finally {
            over.set(true);
        }
    }

    private Function<User, Recognition> recognised() {
        return user -> {
            var token = user.anotherToken();
            var first = seenAs(token);
            return new Recognition(
                    "%s (%s) of %s".formatted(token.userName(), token.userId(), token.projectId()),
                    first.or(() -> seenAs(token)).orElse("nobody"),
                    first.isEmpty());
        };
    }

    private Optional<String> seenAs(KeystoneToken token) {
        var status = scene.cluster().review(token.secret().reveal()).getStatus();
        return Boolean.TRUE.equals(status.getAuthenticated())
                ? Optional.of("%s (%s) of %s"
                        .formatted(
                                status.getUser().getUsername(),
                                status.getUser().getUid(),
                                String.join(",", status.getUser().getExtra().getOrDefault(PROJECT, List.of()))))
                : Optional.empty();
    }
}
