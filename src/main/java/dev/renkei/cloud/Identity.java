package dev.renkei.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.renkei.cloud.IdentityObject.Kind;
import dev.renkei.http.HttpAnswer;
import dev.renkei.platform.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Administer domains, projects, users, groups and tokens in Keystone (Identity API v3), as an administrator may. */
public final class Identity {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GONE = 404;
    private static final int FORBIDDEN = 403;

    private final Cloud cloud;

    Identity(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Find the users, groups, projects and domains whose names end in {@code ending}. Where this user may not list a kind, it can
     * have made none of that kind either, and none is found.
     *
     * @throws CloudRefusal when Keystone answers anything but 200 or 403
     */
    public List<IdentityObject> endingIn(String ending) {
        var found = new ArrayList<IdentityObject>();
        for (var kind : Kind.values()) {
            var answer = cloud.identity("GET", kind.collection() + "?name__endswith=" + ending, null);
            if (answer.status() != FORBIDDEN) {
                stream(done(answer, "list " + kind.collection(), 200).json().path(kind.label() + "s"))
                        .map(json -> IdentityObject.read(kind, json))
                        // Keystone passes over filters that a driver does not have.
                        .filter(object -> object.name().endsWith(ending))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /**
     * Give the project that something is, or the projects of the domain that it is; none for a user or group.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public List<IdentityObject> projectsOf(IdentityObject object) {
        return switch (object.kind()) {
            case PROJECT -> List.of(object);
            case DOMAIN ->
                stream(act("GET", "/projects?domain_id=" + object.id(), null, 200)
                                .json()
                                .path("projects"))
                        .filter(json -> json.path("domain_id").asText().equals(object.id()))
                        .map(json -> IdentityObject.read(Kind.PROJECT, json))
                        .toList();
            default -> List.of();
        };
    }

    /**
     * Make a domain.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public IdentityObject createDomain(String name) {
        return create(Kind.DOMAIN, Map.of("name", name));
    }

    /**
     * Make a project.
     *
     * @param domainId the domain that it shall be in
     * @throws CloudRefusal when Keystone refuses
     */
    public IdentityObject createProject(String name, String domainId) {
        return create(Kind.PROJECT, Map.of("name", name, "domain_id", domainId));
    }

    /**
     * Make a user.
     *
     * @param domainId the domain that it shall be in
     * @throws CloudRefusal when Keystone refuses
     */
    public IdentityObject createUser(String name, Secret password, String domainId) {
        return create(Kind.USER, Map.of("name", name, "password", password.reveal(), "domain_id", domainId));
    }

    /**
     * Make a group.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public IdentityObject createGroup(String name, String domainId) {
        return create(Kind.GROUP, Map.of("name", name, "domain_id", domainId));
    }

    /**
     * Make a user a member of a group.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public void addToGroup(String groupId, String userId) {
        act("PUT", "/groups/%s/users/%s".formatted(groupId, userId), null, 204);
    }

    /**
     * Give a user a role in a project.
     *
     * @throws CloudRefusal when there is no such role, or Keystone refuses
     */
    public void grantInProject(String projectId, String userId, String role) {
        act("PUT", "/projects/%s/users/%s/roles/%s".formatted(projectId, userId, roleId(role)), null, 204);
    }

    /**
     * Leave a user no other roles in a project than these, of those that were given to the user itself.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public void retainInProject(String projectId, String userId, Set<String> roles) {
        var given = "/projects/%s/users/%s/roles".formatted(projectId, userId);
        stream(act("GET", given, null, 200).json().path("roles"))
                .filter(role -> !roles.contains(role.path("name").asText()))
                .forEach(role -> act("DELETE", given + "/" + role.path("id").asText(), null, 204));
    }

    /**
     * Give a user a role in a domain.
     *
     * @throws CloudRefusal when there is no such role, or Keystone refuses
     */
    public void grantInDomain(String domainId, String userId, String role) {
        act("PUT", "/domains/%s/users/%s/roles/%s".formatted(domainId, userId, roleId(role)), null, 204);
    }

    /**
     * Change a user's password, as an administrator does who need not know the old one.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public void setPassword(String userId, Secret password) {
        change(userId, Map.of("password", password.reveal()));
    }

    /**
     * Enable or disable a user.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public void setEnabled(String userId, boolean enabled) {
        change(userId, Map.of("enabled", enabled));
    }

    /**
     * Revoke a token.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public void revoke(Secret token) {
        done(
                cloud.identity("DELETE", "/auth/tokens", null, Map.of("X-Subject-Token", token.reveal())),
                "revoke a token",
                204);
    }

    /**
     * Delete something; what is gone already is no error. A domain goes with all that is in it.
     *
     * @throws CloudRefusal when Keystone refuses
     */
    public void delete(IdentityObject object) {
        if (object.kind() == Kind.DOMAIN) {
            // Keystone deletes no domain that is in use.
            act("PATCH", path(object), Map.of("domain", Map.of("enabled", false)), 200, GONE);
        }
        act("DELETE", path(object), null, 204, GONE);
    }

    private IdentityObject create(Kind kind, Map<String, Object> properties) {
        return IdentityObject.read(
                kind,
                act("POST", kind.collection(), Map.of(kind.label(), properties), 201)
                        .json()
                        .path(kind.label()));
    }

    private void change(String userId, Map<String, Object> properties) {
        act("PATCH", "/users/" + userId, Map.of("user", properties), 200);
    }

    private static String path(IdentityObject object) {
        return object.kind().collection() + "/" + object.id();
    }

    private String roleId(String name) {
        return stream(act("GET", "/roles?name=" + name, null, 200).json().path("roles"))
                .map(role -> role.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new CloudRefusal("Keystone knows no role %s".formatted(name)));
    }

    private HttpAnswer act(String method, String path, Object body, int... expected) {
        return done(
                cloud.identity(
                        method,
                        path,
                        body == null ? null : JSON.valueToTree(body).toString()),
                method + " " + path,
                expected);
    }

    private static HttpAnswer done(HttpAnswer answer, String what, int... expected) {
        for (var status : expected) {
            if (answer.status() == status) {
                return answer;
            }
        }
        throw new CloudRefusal(
                "Keystone was asked to %s and answered %d: %s".formatted(what, answer.status(), answer.body()));
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
