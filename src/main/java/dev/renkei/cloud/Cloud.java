package dev.renkei.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.renkei.http.Http;
import dev.renkei.http.HttpAnswer;
import dev.renkei.http.NoAnswer;
import dev.renkei.platform.CloudEntry;
import dev.renkei.platform.KeystoneRef;
import dev.renkei.platform.Secret;
import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.openstack4j.api.OSClient.OSClientV3;
import org.openstack4j.api.exceptions.OS4JException;
import org.openstack4j.api.exceptions.ResponseException;
import org.openstack4j.core.transport.Config;
import org.openstack4j.model.common.ActionResponse;
import org.openstack4j.model.common.Identifier;
import org.openstack4j.openstack.OSFactory;

/**
 * Act on Nova and Cinder as the user of one entry of clouds.yaml.
 *
 * <p>It may be used from several threads; it logs in when first needed, and again before its token grows old.
 */
public final class Cloud {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final CloudEntry account;
    private final Trace trace;
    private final Consumer<Secret> met;
    private final Http http;
    private final Keystone keystone;
    private KeystoneToken token;
    private OSClientV3 session;

    /** Act as the user of {@code account}. */
    public Cloud(CloudEntry account, Trace trace) {
        this(account, trace, secret -> {});
    }

    /** Do the same, and tell {@code met} of each token that the user gets. */
    public Cloud(CloudEntry account, Trace trace, Consumer<Secret> met) {
        this.account = account;
        this.trace = trace;
        this.met = met;
        this.http = new Http(Side.OPENSTACK, trace, CloudTls.of(account), TIMEOUT);
        this.keystone = new Keystone(account, trace);
    }

    /** Give the volumes of this user's project, or of all projects for an administrator. */
    public Cinder cinder() {
        return new Cinder(this);
    }

    /** Give the domains, projects, users and groups of Keystone, for an administrator. */
    public Identity identity() {
        return new Identity(this);
    }

    /** Give the servers of this user's project, or of all projects for an administrator. */
    public Nova nova() {
        return new Nova(this);
    }

    /**
     * Give the newest version of the API of each service that says one, by the service's name: {@code keystone v3.14},
     * {@code nova 2.93} and {@code cinder 3.70} are those of one release.
     */
    public Map<String, String> versions() {
        var versions = new LinkedHashMap<String, String>();
        keystone.version().ifPresent(version -> versions.put("keystone", version));
        version(Nova.TYPES).ifPresent(version -> versions.put("nova", version));
        version(Cinder.TYPES).ifPresent(version -> versions.put("cinder", version));
        return versions;
    }

    // The root of a version, without the project that an endpoint may end in, tells how new it is.
    private Optional<String> version(List<String> serviceTypes) {
        var root = token().endpoint(account.region(), serviceTypes).replaceFirst("(/v[0-9.]+)(/.*)?$", "$1/");
        var answer = http.send("GET", root, Map.of("Accept", "application/json"));
        if (answer.status() != 200) {
            return Optional.empty();
        }
        var one = answer.json().path("version");
        return Optional.of(one.isMissingNode() ? answer.json().path("versions").path(0) : one)
                .map(version -> version.path("version").asText())
                .filter(version -> !version.isEmpty());
    }

    HttpAnswer get(String path, List<String> serviceTypes) {
        return send("GET", path, serviceTypes);
    }

    HttpAnswer send(String method, String path, List<String> serviceTypes) {
        var current = token();
        return http.send(
                method,
                current.endpoint(account.region(), serviceTypes) + path,
                Map.of("X-Auth-Token", current.secret().reveal(), "Accept", "application/json"));
    }

    HttpAnswer identity(String method, String path, String body) {
        return identity(method, path, body, Map.of());
    }

    /** Ask Keystone itself, at the address of clouds.yaml; {@code body} is null where there is none. */
    HttpAnswer identity(String method, String path, String body, Map<String, String> moreHeaders) {
        var headers = new HashMap<>(Map.of("X-Auth-Token", token().secret().reveal(), "Accept", "application/json"));
        headers.putAll(moreHeaders);
        return http.send(
                method, KeystoneUrl.v3(account) + path, headers, body == null ? null : "application/json", body);
    }

    /**
     * Get all pages of a list: each names the next one in {@code NAME_links}.
     *
     * @throws CloudRefusal when any page is answered by anything but 200
     */
    List<JsonNode> list(String service, String name, String path, List<String> serviceTypes) {
        var items = new ArrayList<JsonNode>();
        var next = Optional.of(path);
        while (next.isPresent()) {
            var answer = get(next.get(), serviceTypes);
            if (answer.status() != 200) {
                throw new CloudRefusal("%s was asked for the list of %s and answered %d: %s"
                        .formatted(service, name, answer.status(), answer.body()));
            }
            answer.json().path(name).forEach(items::add);
            // Only the query is taken: behind a proxy, services name themselves by addresses that lead nowhere.
            next = StreamSupport.stream(answer.json().path(name + "_links").spliterator(), false)
                    .filter(link -> link.path("rel").asText().equals("next"))
                    .map(link -> URI.create(link.path("href").asText()).getRawQuery())
                    .map(query -> path.substring(0, path.indexOf('?') + 1) + query)
                    .findFirst();
        }
        return items;
    }

    ActionResponse act(String what, Function<OSClientV3, ActionResponse> action) {
        return trace.onPlatform(() -> {
            var began = trace.now();
            var status = 0;
            try {
                var response = action.apply(session());
                status = response.getCode();
                return response;
            } catch (ResponseException e) {
                status = e.getStatus();
                throw NoAnswer.causedBy(e)
                        ? NoAnswer.of("OpenStack of cloud %s, asked to %s,".formatted(account.name(), what), e)
                        : new CloudRefusal(
                                "OpenStack refused to %s: %d %s".formatted(what, e.getStatus(), e.getMessage()), e);
            } catch (OS4JException e) {
                if (NoAnswer.causedBy(e)) {
                    throw NoAnswer.of("OpenStack of cloud %s, asked to %s,".formatted(account.name(), what), e);
                }
                throw new CloudRefusal("OpenStack refused to %s: %s".formatted(what, e.getMessage()), e);
            } finally {
                trace.called(Side.OPENSTACK, what, status, null, began);
            }
        });
    }

    private synchronized KeystoneToken token() {
        if (token == null || Instant.now().plus(FRESH).isAfter(token.expires())) {
            token = keystone.logIn();
            met.accept(token.secret());
        }
        return token;
    }

    // OpenStack4j keeps its session in a ThreadLocal: each thread gets a client made of the one login.
    private OSClientV3 session() {
        synchronized (this) {
            if (session == null
                    || Instant.now()
                            .plus(FRESH)
                            .isAfter(session.getToken().getExpires().toInstant())) {
                session = OSFactory.builderV3()
                        .withConfig(transport())
                        .endpoint(KeystoneUrl.v3(account))
                        .credentials(account.username(), account.password().reveal(), identifier(account.userDomain()))
                        .scopeToProject(
                                account.projectId().map(Identifier::byId).orElse(Identifier.byName(account.project())),
                                identifier(account.projectDomain()))
                        .authenticate();
                met.accept(new Secret(session.getToken().getId()));
            }
            // Without a region, OpenStack4j asks Keystone's own URL for what the catalogue does not have.
            return OSFactory.clientFromToken(session.getToken(), transport()).useRegion(account.region());
        }
    }

    private static Identifier identifier(KeystoneRef reference) {
        return reference.key().equals("id") ? Identifier.byId(reference.value()) : Identifier.byName(reference.value());
    }

    private Config transport() {
        return Config.newConfig()
                .withSSLContext(CloudTls.of(account).context())
                .withConnectionTimeout(Math.toIntExact(TIMEOUT.toMillis()))
                .withReadTimeout(Math.toIntExact(TIMEOUT.toMillis()));
    }
}
