package dev.renkei.actor;

import dev.renkei.cloud.Identity;
import dev.renkei.cloud.KeystoneToken;
import dev.renkei.cloud.Volume;
import dev.renkei.cluster.Answer;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.cluster.Nodes;
import dev.renkei.platform.Secret;
import dev.renkei.wait.Wait;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Act as the administrator of both sides. */
public final class Administrator {

    private static final int HTTPS = 443;
    private static final String READER = "reader";
    private static final Duration MONTH = Duration.ofDays(30);

    private final Scene scene;

    Administrator(Scene scene) {
        this.scene = scene;
    }

    /** Send one request as the cluster's administrator and give the API server's answer as it came. */
    public Answer ask(ApiRequest request) {
        return scene.trace()
                .step("administrator: " + request, () -> scene.cluster().ask(request));
    }

    /** Tell of each object that a list of requests would make or change whether it is there, and in which version. */
    public Map<String, String> versionsOf(List<Demand> demands) {
        return scene.trace().step("look at what %d requests are about".formatted(demands.size()), () -> {
            var versions = new TreeMap<String, String>();
            demands.stream()
                    .flatMap(demand -> demand.object().stream())
                    .forEach(object -> versions.put(
                            object.toString(), version(scene.cluster().ask(object))));
            return versions;
        });
    }

    // Nothing else of it, as it may be a Secret.
    private static String version(Answer answer) {
        if (answer.status() == 404 && answer.reason().equals("NotFound")) {
            return "not there";
        }
        if (answer.status() != 200) {
            // Two errors that are alike would look like an object that is as it was.
            throw new IllegalStateException("whether it is there cannot be seen: " + answer);
        }
        var metadata = answer.json().path("metadata");
        return metadata.path("uid").asText() + " in version "
                + metadata.path("resourceVersion").asText();
    }

    /** Ask the API server whose token this is. */
    public TokenReviewStatus review(KeystoneToken token) {
        return review(token.secret());
    }

    /** Ask the API server whose token this is. */
    public TokenReviewStatus review(Secret token) {
        return scene.trace()
                .step(
                        "review a token",
                        () -> scene.cluster().review(token.reveal()).getStatus());
    }

    /** Make a user in the tenant's project, with a random password and with the roles that the tenant has there. */
    public User userLike(Tenant tenant) {
        return userIn(tenant, tenant.token().roles());
    }

    /** Make a user in the tenant's project, with a random password and with one role there. */
    public User userWithRole(Tenant tenant, String role) {
        return userIn(tenant, List.of(role));
    }

    private User userIn(Tenant tenant, List<String> roles) {
        var model = tenant.token();
        var name = scene.nextName("user");
        var password = Forged.password();
        scene.keepSecret(password);
        scene.ledger().before("Keystone user " + name, () -> removeFromKeystone(name));
        return scene.trace().step("make Keystone user " + name, () -> {
            var made = identity().createUser(name, password, model.userDomainId());
            roles.forEach(role -> identity().grantInProject(model.projectId(), made.id(), role));
            return new User(scene, tenant.account().asUser(name, password, model.userDomainId(), model.projectId()));
        });
    }

    /** Give a user the roles that a tenant has in its project there too, and give the same user in that project. */
    public User alsoLike(User user, Tenant tenant) {
        var model = tenant.token();
        var owner = user.token();
        return scene.trace().step("give %s roles in project %s too".formatted(user.user(), model.projectName()), () -> {
            model.roles().forEach(role -> identity().grantInProject(model.projectId(), owner.userId(), role));
            return user.in(model.projectId());
        });
    }

    /** Take from a user all roles in its project. */
    public Window removeFromProject(User user) {
        var member = user.token();
        scene.trace()
                .step(
                        "remove %s from project %s".formatted(user.user(), member.projectName()),
                        () -> identity().retainInProject(member.projectId(), member.userId(), Set.of()));
        return new Window(scene, "project-left");
    }

    /** Leave a user no role in its project but that of a reader. */
    public Window makeReader(User user) {
        var member = user.token();
        scene.trace().step("make %s a reader of project %s".formatted(user.user(), member.projectName()), () -> {
            identity().grantInProject(member.projectId(), member.userId(), READER);
            identity().retainInProject(member.projectId(), member.userId(), Set.of(READER));
        });
        return new Window(scene, "role-downgraded");
    }

    /** Make a domain in Keystone, for users with the roles that a tenant has in its own. */
    public Domain domainLike(Tenant tenant) {
        var model = tenant.token();
        var name = scene.nextName("domain");
        scene.ledger().before("Keystone domain " + name, () -> removeFromKeystone(name));
        return scene.trace()
                .step(
                        "make Keystone domain " + name,
                        () -> new Domain(scene, identity().createDomain(name), tenant.account(), model.roles()));
    }

    /** Let a group of Kubernetes read the tenant's namespace, by a RoleBinding to the ClusterRole view. */
    public void letRead(String group, Tenant tenant) {
        var binding = scene.marked(new RoleBindingBuilder()
                .withNewMetadata()
                .withName(scene.nextName("binding"))
                .withNamespace(tenant.namespace())
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "view")
                .addNewSubject("rbac.authorization.k8s.io", "Group", group, null)
                .build());
        scene.ledger()
                .before(
                        "binding " + binding.getMetadata().getName(),
                        () -> scene.cluster().deleteAndWait(binding));
        scene.trace()
                .step(
                        "let group %s read namespace %s".formatted(group, tenant.namespace()),
                        () -> scene.cluster().create(binding));
    }

    /** List the namespaces that Kubernetes has for a user's project: those whose names hold the project's id. */
    public List<String> namespacesOf(User user) {
        return scene.namespacesOf(user.token().projectId());
    }

    /**
     * Wait until Kubernetes has a namespace for a user's project, within the scenario's limit {@code synchronised}.
     *
     * @throws dev.renkei.wait.WaitTimeout when it gets none
     */
    public String awaitNamespaceOf(User user) {
        var project = user.token().projectId();
        return Wait.<List<String>>of(scene.trace(), "a namespace for project " + project, scene.limit("synchronised"))
                .until(() -> scene.namespacesOf(project), names -> !names.isEmpty())
                .get(0);
    }

    /** Make this many such users. */
    public Crowd crowdLike(Tenant tenant, int size) {
        return new Crowd(
                scene, Stream.generate(() -> userLike(tenant)).limit(size).toList());
    }

    /** List the nodes again and again while this many tokens of a user, unknown to Kubernetes till now, are used at once. */
    public Rush busyDuring(List<KeystoneToken> tokens) {
        var nodes = ApiRequest.list("nodes");
        var left = new CountDownLatch(tokens.size());
        var slowest = new AtomicReference<>(Duration.ZERO);
        var turns = Stream.concat(tokens.stream().map(Optional::of), Stream.of(Optional.<KeystoneToken>empty()))
                .toList();
        var answers = scene.trace()
                .step(
                        "use %d tokens at once, and be busy".formatted(tokens.size()),
                        () -> AtOnce.each(
                                scene.trace(),
                                turns,
                                turn -> turn.map(token -> timed(token, nodes, left))
                                        .or(() -> {
                                            while (left.getCount() > 0) {
                                                slowest.accumulateAndGet(timeOfNodes(), Administrator::longer);
                                            }
                                            return Optional.empty();
                                        })));
        return new Rush(answers.stream().flatMap(Optional::stream).toList(), slowest.get());
    }

    private Rush.Timed timed(KeystoneToken token, ApiRequest request, CountDownLatch left) {
        var began = scene.trace().now();
        try {
            var answer =
                    scene.access().apiAsBearer(token.secret(), scene.trace()).ask(request);
            return new Rush.Timed(answer, Duration.between(began, scene.trace().now()));
        } finally {
            left.countDown();
        }
    }

    private Duration timeOfNodes() {
        var began = scene.trace().now();
        scene.cluster().schedulableNodes();
        return Duration.between(began, scene.trace().now());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Revoke a token in Keystone. */
    public Window revoke(KeystoneToken token) {
        scene.trace()
                .step("revoke a token of " + token.userName(), () -> identity().revoke(token.secret()));
        return new Window(scene, "token-revoked");
    }

    /** Change a user's password in Keystone. */
    public Window changePassword(User user, Secret password) {
        var id = user.token().userId();
        scene.keepSecret(password);
        scene.trace()
                .step("change the password of " + user.user(), () -> identity().setPassword(id, password));
        return new Window(scene, "password-changed");
    }

    /** Disable a user in Keystone. */
    public Window disable(User user) {
        var id = user.token().userId();
        scene.trace().step("disable " + user.user(), () -> identity().setEnabled(id, false));
        return new Window(scene, "user-disabled");
    }

    /** Enable a user in Keystone again. */
    public void enable(User user) {
        var id = user.token().userId();
        scene.trace().step("enable " + user.user(), () -> identity().setEnabled(id, true));
    }

    /** Make a group in Keystone with this user as its only member, and give its name. */
    public String groupOf(User user) {
        var owner = user.token();
        var name = scene.nextName("group");
        scene.ledger().before("Keystone group " + name, () -> removeFromKeystone(name));
        scene.trace().step("make Keystone group %s of %s".formatted(name, user.user()), () -> {
            var made = identity().createGroup(name, owner.userDomainId());
            identity().addToGroup(made.id(), owner.userId());
        });
        return name;
    }

    /** Give a user in its own domain the roles that it has in its project. */
    public void grantInDomain(User user) {
        var owner = user.token();
        scene.trace()
                .step(
                        "give %s its roles in its domain".formatted(user.user()),
                        () -> owner.roles()
                                .forEach(role -> identity().grantInDomain(owner.userDomainId(), owner.userId(), role)));
    }

    /** Watch from now on for what follows the end of a token, which is at a time that the token itself names. */
    public Window endOf(KeystoneToken token) {
        return new Window(scene, "token-expired", token.expires());
    }

    private Identity identity() {
        return scene.cloud().identity();
    }

    private void removeFromKeystone(String name) {
        identity().endingIn(name).forEach(identity()::delete);
    }

    /**
     * Give the names of two nodes that take pods.
     *
     * @throws AssertionError when the cluster has fewer
     */
    public List<String> twoNodes() {
        var nodes = scene.cluster().schedulableNodes().stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .limit(2)
                .toList();
        if (nodes.size() < 2) {
            throw new AssertionError("the scenario needs two nodes that take pods, but there are only " + nodes);
        }
        return nodes;
    }

    /** List the nodes that take pods. */
    public List<Node> nodes() {
        return scene.cluster().schedulableNodes();
    }

    /** List the Cinder volumes of all projects that bear {@code name}. */
    public List<Volume> volumesNamed(String name) {
        return scene.cloud().cinder().volumes().stream()
                .filter(volume -> volume.name().equals(name))
                .toList();
    }

    /** Give the host of the API server, as the kubeconfig names it. */
    public String apiServerHost() {
        return URI.create(scene.access().server()).getHost();
    }

    /** Give the port of the API server, as the kubeconfig names it. */
    public int apiServerPort() {
        var port = URI.create(scene.access().server()).getPort();
        return port == -1 ? HTTPS : port;
    }

    /**
     * List an address of each node that takes pods: the internal one, or the external one where there is no other.
     *
     * @throws AssertionError when a node has neither, or there is no node
     */
    public List<String> nodeAddresses() {
        var addresses = nodes().stream()
                .map(node -> Nodes.address(node)
                        .orElseThrow(() -> new AssertionError("node %s has no address"
                                .formatted(node.getMetadata().getName()))))
                .toList();
        if (addresses.isEmpty()) {
            throw new AssertionError("there is no node that takes pods");
        }
        return addresses;
    }

    /**
     * Make the matrix of all decisions over what {@code tenants} may do in their own, each other's and the system's
     * namespaces, against the platform's own policy.
     *
     * @throws IllegalStateException when the profile names no policy
     */
    public DecisionMatrix decisionMatrix(Tenant... tenants) {
        var namespaces = Stream.concat(Stream.of(tenants).map(Tenant::namespace), Stream.of("default", "kube-system"))
                .toList();
        return new DecisionMatrix(
                scene, PlatformPolicy.of(scene.platform(), scene.cluster()), List.of(tenants), namespaces);
    }

    /** Read the API server's audit log from now on. */
    public AuditLog auditLog() {
        var file = scene.platform()
                .auditLog()
                .orElseThrow(() -> new IllegalStateException("the platform's profile names no audit log"));
        return new AuditLog(scene, file);
    }

    /**
     * Wait until a line that holds {@code part} stands in the platform's logs since the scenario began, within the scenario's
     * limit {@code logged}.
     *
     * @throws dev.renkei.wait.WaitTimeout when there is none
     */
    public void awaitLogged(String part) {
        new PlatformLogs(scene).await(part, scene.trace().started());
    }

    /**
     * Do the same in the logs of the last month, for what is said once, when a part of the platform starts.
     *
     * @throws dev.renkei.wait.WaitTimeout when there is none
     */
    public void awaitLoggedInTheLastMonth(String part) {
        new PlatformLogs(scene).await(part, scene.trace().now().minus(MONTH));
    }

    /**
     * Look for a planted word and for secrets in the platform's logs since {@code start}.
     *
     * @throws IllegalStateException when the command for the logs fails, as nothing can be said then
     */
    public LogSearch searchLogsSince(Instant start, Secret planted, Collection<Secret> secrets) {
        return new PlatformLogs(scene).search(start, planted, secrets);
    }

    /**
     * Have a line logged that holds a word of no meaning, as a question for a volume of that name is by Cinder, and wait
     * until it is, within the scenario's limit {@code logged}.
     */
    public Secret plantInLogs() {
        var word = "planted-" + scene.unique();
        // Only since then: each look must take less than the wait, also where the logs are long.
        var start = scene.trace().now();
        scene.trace()
                .step(
                        "ask Cinder for a volume of name " + word,
                        () -> scene.cloud().cinder().named(word));
        new PlatformLogs(scene).await(word, start);
        return new Secret(word);
    }

    /**
     * Keep the volume of a claim: set its reclaim policy to Retain, delete the workload and the claim, wait until the
     * volume is detached, and delete the PersistentVolume, so that only Cinder still knows the volume.
     */
    public Volume keepVolumeOf(Claim claim, Workload workload) {
        var persistentVolume = claim.persistentVolume();
        var volume = claim.volume();
        retain(persistentVolume);
        workload.delete();
        claim.awaitDetached();
        claim.delete();
        scene.trace()
                .step(
                        "delete persistent volume "
                                + persistentVolume.getMetadata().getName(),
                        () -> scene.cluster().deleteAndWait(persistentVolume));
        return scene.cloud()
                .cinder()
                .volume(volume.id())
                .orElseThrow(() -> new AssertionError(
                        "Cinder volume %s is gone, though its policy is Retain".formatted(volume.id())));
    }

    private void retain(PersistentVolume volume) {
        var name = volume.getMetadata().getName();
        scene.ledger().before("retained volume of " + name, () -> removeRetained(volume));
        scene.trace()
                .step(
                        "retain persistent volume " + name,
                        () -> scene.cluster().edit(volume, kept -> {
                            kept.getSpec().setPersistentVolumeReclaimPolicy("Retain");
                            return kept;
                        }));
    }

    /** Make the PersistentVolume of a manifest for an existing Cinder volume; only a claim that names it can have it. */
    public StaticVolume staticVolume(String manifest, String volumeId) {
        var object = scene.manifestForDriver(manifest, PersistentVolume.class, Map.of("volume-id", volumeId));
        var name = object.getMetadata().getName();
        scene.ledger().before("persistent volume " + name, () -> scene.cluster().delete(object));
        scene.trace()
                .step("create persistent volume " + name, () -> scene.cluster().create(object));
        return new StaticVolume(name);
    }

    private void removeRetained(PersistentVolume volume) {
        scene.cluster().delete(volume);
        var id = CinderVolumes.idOf(volume);
        var records = scene.records().of(id, volume.getMetadata().getName());
        records.awaitDetachedOrDeleted(scene.removalLimit());
        scene.cloud().cinder().delete(id);
        records.awaitDeleted(scene.removalLimit());
    }
}
