package dev.renkei.actor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Act as many users at the same time. */
public final class Crowd {

    private final Scene scene;
    private final List<User> users;

    Crowd(Scene scene, List<User> users) {
        this.scene = scene;
        this.users = List.copyOf(users);
    }

    /**
     * Say whom Kubernetes took a user for.
     *
     * @param seenAs name, id and project as the API server says them; {@code nobody} when it took the token for nobody's
     */
    public record Recognition(String user, String seenAs) {

        /** Say whether Kubernetes took the user for what it is. */
        public boolean right() {
            return user.equals(seenAs);
        }
    }

    /** Let all log in anew at once, and the API server say whose each token is, this many times in a row. */
    public List<Recognition> logInAtOnce(int rounds) {
        return scene.trace()
                .step(
                        "%d users log in at once, %d times".formatted(users.size(), rounds),
                        () -> Stream.generate(() -> AtOnce.each(scene.trace(), users, recognised()))
                                .limit(rounds)
                                .flatMap(List::stream)
                                .toList());
    }

    private Function<User, Recognition> recognised() {
        return user -> {
            var token = user.anotherToken();
            var status = scene.cluster().review(token.secret().reveal()).getStatus();
            var seen = Optional.ofNullable(status.getUser()).filter(found -> Boolean.TRUE.equals(status.getAuthenticated()));
            return new Recognition(
                    "%s (%s) of %s".formatted(token.userName(), token.userId(), token.projectId()),
                    seen.map(found -> "%s (%s) of %s"
                                    .formatted(
                                            found.getUsername(),
                                            found.getUid(),
                                            String.join(
                                                    ",",
                                                    found.getExtra()
                                                            .getOrDefault(
                                                                    "alpha.kubernetes.io/identity/project/id",
                                                                    List.of()))))
                            .orElse("nobody"));
        };
    }
}
