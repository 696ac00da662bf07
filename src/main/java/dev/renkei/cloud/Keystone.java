package dev.renkei.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.renkei.http.Http;
import dev.renkei.http.HttpAnswer;
import dev.renkei.platform.CloudEntry;
import dev.renkei.platform.KeystoneRef;
import dev.renkei.platform.Secret;
import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Log in to Keystone as the user of one entry of clouds.yaml (Identity API v3). */
public final class Keystone {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int DELETED = 204;
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

    /** Try to log in with the account's own password to the domain of this id, instead of to a project. */
    public LogIn tryLogInToDomain(String domainId) {
        return tryLogIn(account.password(), Map.of("domain", Map.of("id", domainId)));
    }

    /** Try to log in with an application credential, which names the project by itself. */
    public LogIn tryLogIn(ApplicationCredential credential) {
        return tokens(Map.of(
                "identity",
                Map.of(
                        "methods",
                        List.of("application_credential"),
                        "application_credential",
                        Map.of(
                                "id",
                                credential.id(),
                                "secret",
                                credential.secret().reveal()))));
    }

    /**
     * Make an application credential for the owner of {@code token}, with all roles that the token has.
     *
     * @param expires when it shall end, at a full second; null for never
     * @throws CloudRefusal when Keystone refuses
     */
    public ApplicationCredential createApplicationCredential(KeystoneToken token, String name, Instant expires) {
        var answer = tryToCreateApplicationCredential(token, name, expires);
        if (answer.status() != CREATED) {
            throw new CloudRefusal("Keystone refused an application credential to user %s: %d %s"
                    .formatted(token.userName(), answer.status(), answer.body()));
        }
        var made = answer.json().path("application_credential");
        return new ApplicationCredential(
                made.path("id").asText(), name, new Secret(made.path("secret").asText()), expires);
    }

    /** Try the same and give Keystone's answer as it came. */
    public HttpAnswer tryToCreateApplicationCredential(KeystoneToken token, String name, Instant expires) {
        var properties = new HashMap<String, Object>(Map.of("name", name));
        if (expires != null) {
            properties.put("expires_at", expires.toString());
        }
        return http.send(
                "POST",
                credentials(token),
                headers(token),
                "application/json",
                JSON.valueToTree(Map.of("application_credential", properties)).toString());
    }

    /**
     * List the names of the projects that the owner of {@code token} may log in to.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public List<String> projects(KeystoneToken token) {
        var answer = http.send("GET", KeystoneUrl.v3(account) + "/auth/projects", headers(token));
        if (answer.status() != OK) {
            throw new CloudRefusal("Keystone refused its projects to user %s: %d %s"
                    .formatted(token.userName(), answer.status(), answer.body()));
        }
        return answer.json().path("projects").findValuesAsText("name");
    }

    /**
     * Delete an application credential as its owner.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public void delete(ApplicationCredential credential, KeystoneToken owner) {
        var answer = http.send("DELETE", credentials(owner) + "/" + credential.id(), headers(owner));
        if (answer.status() != DELETED) {
            throw new CloudRefusal("Keystone refused to delete application credential %s: %d %s"
                    .formatted(credential.name(), answer.status(), answer.body()));
        }
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

    private String credentials(KeystoneToken owner) {
        return "%s/users/%s/application_credentials".formatted(KeystoneUrl.v3(account), owner.userId());
    }

    private static Map<String, String> headers(KeystoneToken token) {
        return Map.of("X-Auth-Token", token.secret().reveal(), "Accept", "application/json");
    }

    private LogIn tryLogIn(Secret password, Object scope) {
        var user = Map.of(
                "name", account.username(),
                "domain", reference(account.userDomain()),
                "password", password.reveal());
        var identity = Map.of("methods", List.of("password"), "password", Map.of("user", user));
        return tokens(Map.of("identity", identity, "scope", scope));
    }

    private LogIn tokens(Map<String, Object> auth) {
        return new LogIn(http.send(
                "POST",
                KeystoneUrl.v3(account) + "/auth/tokens",
                Map.of("Accept", "application/json"),
                "application/json",
                JSON.valueToTree(Map.of("auth", auth)).toString()));
    }

    private static Map<String, String> reference(KeystoneRef reference) {
        return Map.of(reference.key(), reference.value());
    }
}
