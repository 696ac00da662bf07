package dev.renkei.actor;

import dev.renkei.cloud.Identity;
import dev.renkei.cloud.IdentityObject;
import dev.renkei.cluster.Cluster;
import dev.renkei.platform.CloudEntry;
import java.util.List;

/**
 * Fill a Keystone domain that was made for the scenario with users, projects and groups of any name: they are in nobody's way, and
 * go with the domain.
 */
public final class Domain {

    private final Scene scene;
    private final IdentityObject domain;
    private final CloudEntry cloud;
    private final List<String> roles;

    Domain(Scene scene, IdentityObject domain, CloudEntry cloud, List<String> roles) {
        this.scene = scene;
        this.domain = domain;
        this.cloud = cloud;
        this.roles = roles;
    }

    /** Make a user with a name and a project of its own. */
    public User user() {
        return user(scene.nextName("user"), scene.nextName("project"));
    }

    /** Make a user of this name in a project of its own. */
    public User userNamed(String name) {
        return user(name, scene.nextName("project"));
    }

    /** Make a project of this name, and a user in it. */
    public User userInProjectNamed(String project) {
        return user(scene.nextName("user"), project);
    }

    /** Make a group of this name with one user in it. */
    public void groupOf(User member, String name) {
        var id = member.token().userId();
        scene.trace().step("make Keystone group %s of %s in %s".formatted(name, member.user(), domain.name()), () -> {
            var group = identity().createGroup(name, domain.id());
            identity().addToGroup(group.id(), id);
        });
    }

    /** Make another project with the same user in it, with the same roles, and give the user there. */
    public User alsoInAnotherProject(User user) {
        var id = user.token().userId();
        var project = scene.nextName("project");
        return scene.trace()
                .step(
                        "make project %s of %s, for %s too".formatted(project, domain.name(), user.user()),
                        () -> user.in(projectWith(id, project)));
    }

    private User user(String name, String project) {
        var password = Forged.password();
        scene.keepSecret(password);
        return scene.trace()
                .step("make Keystone user %s in project %s of %s".formatted(name, project, domain.name()), () -> {
                    var user = identity().createUser(name, password, domain.id());
                    return new User(scene, cloud.asUser(name, password, domain.id(), projectWith(user.id(), project)));
                });
    }

    private String projectWith(String userId, String name) {
        var project = identity().createProject(name, domain.id()).id();
        // Where projects are synchronised, its first login makes a namespace.
        scene.ledger()
                .before(
                        "namespace of project " + project,
                        () -> scene.namespacesOf(project)
                                .forEach(made -> scene.cluster().deleteAndWait(Cluster.namespace(made))));
        roles.forEach(role -> identity().grantInProject(project, userId, role));
        return project;
    }

    private Identity identity() {
        return scene.cloud().identity();
    }
}
