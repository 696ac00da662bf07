package dev.renkei.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.renkei.http.Http;
import dev.renkei.platform.CloudEntry;
import dev.renkei.platform.KeystoneRef;
import dev.renkei.platform.Secret;
import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Log in to Keystone as the user of one entry of clouds.yaml (Identity API v3). */
public final class Keystone {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CloudEntry account;
    private final Http http;

    /** Speak for the user of {@code account}. */
    public Keystone(CloudEntry account, Trace trace) {
        this.account = account;
        this.http = new Http(Side.OPENSTACK, trace, CloudTls.of(account), TIMEOUT);
    }

    /**
     * Log in with the account's own password.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public KeystoneToken logIn() {
        var attempt = tryLogIn(account.password());
        if (!attempt.accepted()) {
            throw new CloudRefusal("Keystone at %s refused user %s of project %s (cloud %s in clouds.yaml): %d %s"
                    .formatted(
                            account.authUrl(),
                            account.username(),
                            account.project(),
                            account.name(),
                            attempt.status(),
                            attempt.message()));
        }
        return attempt.token();
    }

    /** Try to log in with {@code password} and give back Keystone's answer as it came. */
    public LogIn tryLogIn(Secret password) {
        var project = account.projectId()
                .map(id -> Map.<String, Object>of("id", id))
                .orElseGet(() -> Map.of("name", account.project(), "domain", reference(account.projectDomain())));
        return tryLogIn(password, Map.of("project", project));
    }

    /**
     * Try to log in with the account's own password to no project: Keystone refuses that only where user or password is
     * wrong, whereas it answers the same 401 to a user without a role in the project.
     */
    public LogIn tryLogInUnscoped() {
        return tryLogIn(account.password(), "unscoped");
    }

    /** Give the version of the Identity API that answers, such as {@code v3.14}; empty where it is not Keystone. */
    public Optional<String> version() {
        return Optional.of(http.send("GET", KeystoneUrl.v3(account), Map.of("Accept", "application/json"))
                        .json()
                        .path("version")
                        .path("id")
                        .asText())
                .filter(id -> !id.isEmpty());
    }

    private LogIn tryLogIn(Secret password, Object scope) {
        return new LogIn(http.send(
                "POST",
                KeystoneUrl.v3(account) + "/auth/tokens",
                Map.of("Accept", "application/json"),
                "application/json",
                body(password, scope)));
    }

    private String body(Secret password, Object scope) {
        var user = Map.of(
                "name", account.username(),
                "domain", reference(account.userDomain()),
                "password", password.reveal());
        var identity = Map.of("methods", List.of("password"), "password", Map.of("user", user));
        return JSON.valueToTree(Map.of("auth", Map.of("identity", identity, "scope", scope)))
                .toString();
    }

    private static Map<String, String> reference(KeystoneRef reference) {
        return Map.of(reference.key(), reference.value());
    }
}
