package dev.renkei.actor;

import dev.renkei.cloud.ApplicationCredential;
import dev.renkei.cloud.Keystone;
import dev.renkei.cloud.KeystoneToken;
import dev.renkei.cloud.LogIn;
import dev.renkei.cluster.Answer;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.platform.CloudEntry;
import dev.renkei.platform.Secret;
import dev.renkei.wait.Wait;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Act as a Keystone user in a project. */
public sealed class User permits Tenant {

    private final Scene scene;
    private final CloudEntry account;
    private final Keystone keystone;
    private KeystoneToken token;

    User(Scene scene, CloudEntry account) {
        this.scene = scene;
        this.account = account;
        this.keystone = new Keystone(account, scene.trace());
    }

    /** Give the user's name in Keystone. */
    public String user() {
        return account.username();
    }

    /** Give the id of the user's project in Keystone. */
    public String projectId() {
        return token().projectId();
    }

    /** Log in to Keystone with the user's own password; each call gives a new token. */
    public KeystoneToken logIn() {
        return kept(step("log in to Keystone as " + user(), keystone::logIn));
    }

    /** Try to log in to Keystone as this user with another password, and give Keystone's answer. */
    public LogIn tryLogIn(Secret password) {
        scene.keepSecret(password);
        return kept(step(
                "try to log in to Keystone as %s with another password".formatted(user()),
                () -> keystone.tryLogIn(password)));
    }

    /** Try to log in to Keystone with the password that this user was made with, and give Keystone's answer. */
    public LogIn tryLogIn() {
        return kept(step("try to log in to Keystone as " + user(), () -> keystone.tryLogIn(account.password())));
    }

    /** Log in to Keystone this many times. */
    public List<KeystoneToken> logInTimes(int times) {
        return Stream.generate(this::logIn).limit(times).toList();
    }

    /** Try this many wrong passwords in a row, and list the HTTP statuses of Keystone's answers. */
    public List<Integer> tryWrongPasswords(int times) {
        return Stream.generate(Forged::password)
                .limit(times)
                .map(password -> tryLogIn(password).status())
                .toList();
    }

    /**
     * Wait until Keystone takes the password that this user was made with, within the scenario's limit {@code unlocked}, and
     * give the token.
     *
     * @throws dev.renkei.wait.WaitTimeout when it never does
     */
    public KeystoneToken awaitUnlocked() {
        var attempt = Wait.<LogIn>of(
                        scene.trace(), "Keystone to take the password of " + user(), scene.limit("unlocked"))
                .describedBy(seen -> "%d %s".formatted(seen.status(), seen.message()))
                .until(() -> keystone.tryLogIn(account.password()), LogIn::accepted);
        return kept(attempt.token());
    }

    /**
     * Wait until Kubernetes accepts one of the user's tokens, within the scenario's limit {@code accepted}.
     *
     * @throws dev.renkei.wait.WaitTimeout when it never does
     */
    public void awaitAcceptanceOf(KeystoneToken its) {
        var api = scene.access().apiAsBearer(its.secret(), scene.trace());
        Wait.<Answer>of(scene.trace(), "Kubernetes to accept the token", scene.limit("accepted"))
                .until(() -> api.ask(ApiRequest.list("nodes")), answer -> answer.status() == 200);
    }

    /**
     * Wait until one of the user's requests is allowed, within the scenario's limit {@code allowed}.
     *
     * @throws dev.renkei.wait.WaitTimeout when it never is
     */
    public void awaitAllowed(ApiRequest request) {
        var api = scene.access().apiAsBearer(token().secret(), scene.trace());
        Wait.<Answer>of(scene.trace(), "%s to be allowed to %s".formatted(user(), request), scene.limit("allowed"))
                .describedBy(Answer::toString)
                .until(() -> api.ask(request), answer -> answer.status() == 200);
    }

    /** Log in to Keystone with the user's own password and to no project. */
    public KeystoneToken logInToNoProject() {
        return kept(step(
                "log in to Keystone as %s, to no project".formatted(user()),
                () -> keystone.tryLogInUnscoped().token()));
    }

    /** Log in to Keystone with the user's own password to the user's domain, in which it must have a role. */
    public KeystoneToken logInToDomain() {
        return kept(step(
                "log in to Keystone as %s, to its domain".formatted(user()),
                () -> keystone.tryLogInToDomain(token().userDomainId()).token()));
    }

    /** Make an application credential that does not end by itself; it goes when its user does. */
    public ApplicationCredential applicationCredential() {
        return applicationCredential(null);
    }

    /** Make an application credential that ends by itself, at the full second before {@code lifetime} from now has passed. */
    public ApplicationCredential applicationCredentialFor(Duration lifetime) {
        return applicationCredential(lifetime);
    }

    /** Log in to Keystone with an application credential. */
    public KeystoneToken logInWith(ApplicationCredential credential) {
        return tryLogInWith(credential).token();
    }

    /** Try to log in to Keystone with an application credential, and give Keystone's answer. */
    public LogIn tryLogInWith(ApplicationCredential credential) {
        return kept(step(
                "log in to Keystone with application credential " + credential.name(),
                () -> keystone.tryLogIn(credential)));
    }

    /** Try to make another application credential with a token, and give the HTTP status of Keystone's answer. */
    public int tryToMakeApplicationCredentialWith(KeystoneToken its) {
        var name = scene.nextName("credential");
        return step(
                "try to make application credential %s with a given token".formatted(name),
                () -> keystone.tryToCreateApplicationCredential(its, name, null).status());
    }

    /** Try this many times to make another application credential with a token, and count Keystone's answers by HTTP status. */
    public Map<Integer, Long> tryToMakeApplicationCredentialsWith(KeystoneToken its, int times) {
        return step(
                "try %d times to make an application credential with a given token".formatted(times),
                () -> Stream.generate(() -> scene.nextName("credential"))
                        .limit(times)
                        .map(name -> keystone.tryToCreateApplicationCredential(its, name, null)
                                .status())
                        .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting())));
    }

    /** Delete an application credential of this user. */
    public Window delete(ApplicationCredential credential) {
        step("delete application credential " + credential.name(), () -> {
            keystone.delete(credential, token());
            return credential;
        });
        return new Window(scene, "application-credential-deleted");
    }

    /** Send one request with the user's Keystone token and give the API server's answer as it came. */
    public Answer ask(ApiRequest request) {
        return askWith(token(), request);
    }

    /** Send one request with one of the user's tokens and give the API server's answer as it came. */
    public Answer askWith(KeystoneToken its, ApiRequest request) {
        return step(
                "%s: %s".formatted(user(), request),
                () -> scene.access().apiAsBearer(its.secret(), scene.trace()).ask(request));
    }

    /** Get a path with the user's Keystone token. */
    public Answer get(String path) {
        return step(
                "%s: get %s".formatted(user(), path),
                () -> scene.access()
                        .apiAsBearer(token().secret(), scene.trace())
                        .get(path));
    }

    /** Give the same user in the project of this id. */
    User in(String projectId) {
        return new User(
                scene, account.asUser(account.username(), account.password(), token().userDomainId(), projectId));
    }

    @Override
    public String toString() {
        return user();
    }

    /** Log in without a step of its own, as from another thread than the scenario's. */
    KeystoneToken anotherToken() {
        return kept(keystone.logIn());
    }

    /** List the projects that the user may log in to, without a step of its own. */
    List<String> projects() {
        return keystone.projects(token());
    }

    Scene scene() {
        return scene;
    }

    CloudEntry account() {
        return account;
    }

    synchronized KeystoneToken token() {
        if (token == null) {
            token = logIn();
        }
        return token;
    }

    private ApplicationCredential applicationCredential(Duration lifetime) {
        var name = scene.nextName("credential");
        var owner = token();
        var expires =
                lifetime == null ? null : scene.trace().now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        var made = step(
                "make application credential " + name,
                () -> keystone.createApplicationCredential(owner, name, expires));
        scene.keepSecret(made.secret());
        return made;
    }

    private KeystoneToken kept(KeystoneToken fresh) {
        scene.keepSecret(fresh.secret());
        return fresh;
    }

    private LogIn kept(LogIn attempt) {
        if (attempt.accepted()) {
            scene.keepSecret(attempt.token().secret());
        }
        return attempt;
    }

    private <T> T step(String name, Supplier<T> action) {
        return scene.trace().step(name, action);
    }
}
