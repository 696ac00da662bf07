package dev.renkei.cluster;

import dev.renkei.http.HttpAnswer;
import dev.renkei.http.NoAnswer;
import dev.renkei.trace.Side;
import dev.renkei.trace.Trace;
import dev.renkei.wait.EventSource;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.storage.CSINodeDriver;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Act on the cluster as one actor; close it to end its connections. */
public final class Cluster implements AutoCloseable {

    private static final Duration GONE = Duration.ofSeconds(120);
    /** The status of an answer to a change of what somebody else has changed meanwhile. */
    public static final int CONFLICT = 409;

    /** How often others may come first before a change is given up. */
    public static final int COLLISIONS = 5;

    private static final Duration ASK_LIMIT = Duration.ofSeconds(30);
    private static final Duration EXEC_LIMIT = Duration.ofSeconds(60);
    // Learning Kubernetes' types anew costs each client half a second of work; what is learned is the same for all.
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private final KubernetesClient client;
    private final Trace trace;

    Cluster(Config config, Trace trace) {
        this.trace = trace;
        this.client = new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(SERIALIZATION)
                .withHttpClientBuilderConsumer(
                        builder -> builder.addOrReplaceInterceptor("renkei-trace", new CallCounter(trace)))
                .build();
    }

    /**
     * Create an object; it must not exist yet.
     *
     * @throws ClusterRefusal when the API server refuses
     */
    public <T extends HasMetadata> T create(T object) {
        return ask(
                "create %s %s".formatted(object.getKind(), object.getMetadata().getName()),
                () -> client.resource(object).create());
    }

    /** Read the objects of a YAML text. */
    public List<HasMetadata> parse(String yaml) {
        return client.load(new java.io.ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    /**
     * Delete an object and do not wait; one that is already gone is no error.
     *
     * @throws ClusterRefusal when the API server refuses
     */
    public void delete(HasMetadata object) {
        ask(
                "delete %s %s".formatted(object.getKind(), object.getMetadata().getName()),
                () -> client.resource(object).delete());
    }

    /** Write an object as YAML. */
    public String write(HasMetadata object) {
        return Serialization.asYaml(object);
    }

    /** Delete an object and wait until it is gone; one that is already gone is no error. */
    public void deleteAndWait(HasMetadata object) {
        delete(object);
        ask(
                "wait until %s %s is gone"
                        .formatted(object.getKind(), object.getMetadata().getName()),
                () -> client.resource(object)
                        .waitUntilCondition(gone -> gone == null, GONE.toSeconds(), TimeUnit.SECONDS));
    }

    /**
     * Change an object, as it now is on the server, as {@code edit} says; when somebody else changes it in the same moment,
     * the change is made again to what came of that, as the API's concurrency control asks for.
     *
     * @throws ClusterRefusal when the API server refuses, or others have come first {@value #COLLISIONS} times in a row
     */
    public <T extends HasMetadata> T edit(T object, UnaryOperator<T> edit) {
        for (var collisions = 1; ; collisions++) {
            try {
                return editOnce(object, edit);
            } catch (ClusterRefusal e) {
                if (e.status() != CONFLICT || collisions == COLLISIONS) {
                    throw e;
                }
            }
        }
    }

    private <T extends HasMetadata> T editOnce(T object, UnaryOperator<T> edit) {
        return ask(
                "change %s %s".formatted(object.getKind(), object.getMetadata().getName()),
                // The client would take our own, older object for the present state and send the difference to that.
                () -> client.resource(client.resource(object).require()).edit(edit));
    }

    /** Ask whose token this is ({@code POST /apis/authentication.k8s.io/v1/tokenreviews}). */
    public TokenReview review(String token) {
        var review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .endSpec()
                .build();
        return ask("review a token", () -> client.resource(review).create());
    }

    /**
     * Ask whether a user may do what a request asks for
     * ({@code POST /apis/authorization.k8s.io/v1/subjectaccessreviews}).
     */
    public boolean mayDo(UserInfo user, ApiRequest request) {
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user.getUsername())
                .withUid(user.getUid())
                .withGroups(user.getGroups())
                .withExtra(user.getExtra())
                .withNewResourceAttributes()
                .withVerb(request.verb())
                .withGroup(request.group())
                .withVersion(request.version())
                .withResource(request.resource())
                .withSubresource(request.subresource())
                .withNamespace(request.namespaceOfObject())
                .withName(request.name())
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(
                ask("review access", () -> client.resource(review).create())
                        .getStatus()
                        .getAllowed());
    }

    /** Send a request as this actor and give back the answer as it came; a refusal is no error here. */
    public Answer ask(ApiRequest request) {
        return trace.onPlatform(() -> {
            var http = client.getHttpClient();
            var builder = http.newHttpRequestBuilder()
                    .uri(client.getMasterUrl().toString().replaceAll("/+$", "") + request.path());
            builder.setHeader("Accept", "application/json");
            request.headers().forEach(builder::setHeader);
            builder.method(request.method(), request.body() == null ? null : request.contentType(), request.body());
            try {
                var answer = http.sendAsync(builder.build(), String.class).get(ASK_LIMIT.toSeconds(), TimeUnit.SECONDS);
                return new Answer(
                        request.toString(),
                        new HttpAnswer(answer.code(), Map.of(), answer.body() == null ? "" : answer.body()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterRefusal("interrupted in a request", e);
            } catch (ExecutionException | TimeoutException e) {
                throw NoAnswer.of(client.getMasterUrl().toString(), e);
            }
        });
    }

    /** List all roles and bindings ({@code rbac.authorization.k8s.io/v1}), of the cluster and of its namespaces. */
    public List<HasMetadata> rolesAndBindings() {
        return ask(
                "list roles and bindings",
                () -> Stream.of(
                                client.rbac().clusterRoles().list().getItems(),
                                client.rbac().clusterRoleBindings().list().getItems(),
                                client.rbac().roles().inAnyNamespace().list().getItems(),
                                client.rbac()
                                        .roleBindings()
                                        .inAnyNamespace()
                                        .list()
                                        .getItems())
                        .<HasMetadata>flatMap(List::stream)
                        .toList());
    }

    /** List the nodes that take pods: ready, not cordoned, and without a taint that keeps pods away. */
    public List<Node> schedulableNodes() {
        return ask("list nodes", () -> client.nodes().list().getItems()).stream()
                .filter(Nodes::schedulable)
                .toList();
    }

    /** List the VolumeAttachments of a persistent volume. */
    public List<VolumeAttachment> attachmentsOf(String persistentVolume) {
        return ask(
                        "list volume attachments",
                        () -> client.storage().v1().volumeAttachments().list().getItems())
                .stream()
                .filter(attachment ->
                        persistentVolume.equals(attachment.getSpec().getSource().getPersistentVolumeName()))
                .toList();
    }

    /** Look a claim up; empty when the API server does not know it. */
    public Optional<PersistentVolumeClaim> claim(String namespace, String name) {
        return Optional.ofNullable(ask(
                "get claim " + name,
                () -> client.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .withName(name)
                        .get()));
    }

    /** Look a persistent volume up; empty when the API server does not know it. */
    public Optional<PersistentVolume> persistentVolume(String name) {
        return Optional.ofNullable(ask(
                "get persistent volume " + name,
                () -> client.persistentVolumes().withName(name).get()));
    }

    /**
     * Give the name of the driver that provisions the volumes of a storage class.
     *
     * @throws ClusterRefusal when there is no such class
     */
    public String provisioner(String storageClass) {
        return Optional.ofNullable(ask(
                        "get storage class " + storageClass,
                        () -> client.storage()
                                .v1()
                                .storageClasses()
                                .withName(storageClass)
                                .get()))
                .map(StorageClass::getProvisioner)
                .orElseThrow(() -> new ClusterRefusal("there is no storage class " + storageClass));
    }

    /** List the storage classes. */
    public List<StorageClass> storageClasses() {
        return ask(
                "list storage classes",
                () -> client.storage().v1().storageClasses().list().getItems());
    }

    /** List all nodes. */
    public List<Node> nodes() {
        return ask("list nodes", () -> client.nodes().list().getItems());
    }

    /** Give the names of the CSI drivers that are registered on any node. */
    public Set<String> csiDrivers() {
        return ask(
                        "list CSI nodes",
                        () -> client.storage().v1().csiNodes().list().getItems())
                .stream()
                // A node without drivers says null in older releases.
                .flatMap(node -> Stream.ofNullable(node.getSpec().getDrivers()).flatMap(List::stream))
                .map(CSINodeDriver::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** List the names of all namespaces. */
    public List<String> namespaces() {
        return ask("list namespaces", () -> client.namespaces().list().getItems()).stream()
                .map(namespace -> namespace.getMetadata().getName())
                .toList();
    }

    /** Name a namespace, to delete it. */
    public static HasMetadata namespace(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    /** Say whether this actor may do everything to everything. */
    public boolean mayDoEverything() {
        var review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb("*")
                .withGroup("*")
                .withResource("*")
                .endResourceAttributes()
                .endSpec()
                .build();
        return Boolean.TRUE.equals(
                ask("review its own access", () -> client.resource(review).create())
                        .getStatus()
                        .getAllowed());
    }

    /** Say whether a storage class is the one that claims get which name none. */
    public boolean isDefault(String storageClass) {
        return ask(
                        "list storage classes",
                        () -> client.storage().v1().storageClasses().list().getItems())
                .stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(storageClass))
                .map(candidate -> candidate.getMetadata().getAnnotations())
                .anyMatch(annotations -> annotations != null
                        && "true".equals(annotations.get("storageclass.kubernetes.io/is-default-class")));
    }

    /** List the persistent volumes. */
    public List<PersistentVolume> persistentVolumes() {
        return ask(
                "list persistent volumes",
                () -> client.persistentVolumes().list().getItems());
    }

    /** List the objects of a kind that carry a label, in all namespaces. */
    public <T extends HasMetadata> List<T> labelled(Class<T> kind, String label, String value) {
        return ask(
                "list %s with %s=%s".formatted(kind.getSimpleName(), label, value),
                () -> client.resources(kind)
                        .inAnyNamespace()
                        .withLabel(label, value)
                        .list()
                        .getItems());
    }

    /** List the events of a namespace that are about the object {@code name}, oldest first. */
    public List<Event> events(String namespace, String name) {
        return ask(
                "list events",
                () -> client.v1()
                        .events()
                        .inNamespace(namespace)
                        .withField("involvedObject.name", name)
                        .list()
                        .getItems());
    }

    /** Tell of one claim's changes. */
    public EventSource<PersistentVolumeClaim> watchClaim(String namespace, String name) {
        return new Watched<>(
                client.persistentVolumeClaims().inNamespace(namespace).withName(name), Cluster::single);
    }

    /** Tell of one pod's changes. */
    public EventSource<Pod> watchPod(String namespace, String name) {
        return new Watched<>(client.pods().inNamespace(namespace).withName(name), Cluster::single);
    }

    /** Tell of one persistent volume's changes. */
    public EventSource<PersistentVolume> watchPersistentVolume(String name) {
        return new Watched<>(client.persistentVolumes().withName(name), Cluster::single);
    }

    /** Tell of the changes of the pods that carry a label. */
    public EventSource<List<Pod>> watchPods(String namespace, String label, String value) {
        return new Watched<>(client.pods().inNamespace(namespace).withLabel(label, value), list -> list);
    }

    /** List the pods that carry a label. */
    public List<Pod> pods(String namespace, String label, String value) {
        return ask(
                "list pods",
                () -> client.pods()
                        .inNamespace(namespace)
                        .withLabel(label, value)
                        .list()
                        .getItems());
    }

    /** List the pods of a namespace. */
    public List<Pod> pods(String namespace) {
        return ask(
                "list pods", () -> client.pods().inNamespace(namespace).list().getItems());
    }

    /** Give the last lines of a pod's log. */
    public String log(Pod pod, int lines) {
        return ask(
                "read the log of pod " + pod.getMetadata().getName(),
                () -> resource(pod).tailingLines(lines).getLog());
    }

    /** Give the API server's version, such as {@code v1.34.4}. */
    public String version() {
        return ask("get the version", () -> client.getKubernetesVersion().getGitVersion());
    }

    /**
     * Run a command in a pod's first container and give what it printed on its standard output.
     *
     * @throws ClusterRefusal when it exits non-zero, with what it printed on its standard error
     */
    public String exec(Pod pod, String... command) {
        return trace.onPlatform(() -> {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            try (var exec = resource(pod).writingOutput(out).writingError(err).exec(command)) {
                var code = exec.exitCode().get(EXEC_LIMIT.toSeconds(), TimeUnit.SECONDS);
                if (code != 0) {
                    throw new ClusterRefusal("%s in pod %s ended with %d: %s"
                            .formatted(
                                    String.join(" ", command),
                                    pod.getMetadata().getName(),
                                    code,
                                    err.toString(StandardCharsets.UTF_8).strip()));
                }
                return out.toString(StandardCharsets.UTF_8);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterRefusal("interrupted in an exec", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new ClusterRefusal(
                        "%s in pod %s did not end"
                                .formatted(
                                        String.join(" ", command),
                                        pod.getMetadata().getName()),
                        e);
            }
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private PodResource resource(Pod pod) {
        return client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName());
    }

    private <T> T ask(String what, Supplier<T> action) {
        return trace.onPlatform(() -> {
            try {
                return action.get();
            } catch (KubernetesClientException e) {
                if (e.getStatus() == null && NoAnswer.causedBy(e)) {
                    throw NoAnswer.of(client.getMasterUrl().toString(), e);
                }
                throw new ClusterRefusal("the API server refused to %s: %s".formatted(what, said(e)), e.getCode(), e);
            }
        });
    }

    // Fabric8's own message repeats the whole Status object after the API server's message.
    private static String said(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? e.getMessage()
                : "%d %s".formatted(e.getCode(), e.getStatus().getMessage());
    }

    private static <T> T single(List<T> list) {
        return list.isEmpty() ? null : list.get(0);
    }

    /** Count each answered request of the Fabric8 client; a watch counts once. */
    private record CallCounter(Trace trace) implements Interceptor {

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {}

        @Override
        public void after(
                HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<java.nio.ByteBuffer>> consumer) {
            trace.called(Side.KUBERNETES, request.method() + " " + request.uri(), response.code(), null, trace.now());
        }
    }
}
