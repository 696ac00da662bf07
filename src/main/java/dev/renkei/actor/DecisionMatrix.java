package dev.renkei.actor;

import dev.renkei.cluster.Answer;
import dev.renkei.cluster.Api;
import dev.renkei.cluster.ApiRequest;
import dev.renkei.isolation.Identity;
import dev.renkei.isolation.Policy;
import dev.renkei.isolation.Request;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Compare, for users x namespaces x resources x verbs, what the platform's policy says, what a SubjectAccessReview says
 * ({@code authorization.k8s.io/v1}), and what the real request is answered.
 *
 * <p>The real requests harm nothing even where they are allowed: they name an object that does not exist, send a body that
 * is none, select by a label that nothing has, or only read; and whatever changes something is a dry run besides. The
 * authoriser decides before any of that is looked at, and its refusal is told from any other by its words.
 */
public final class DecisionMatrix {

    private static final int AT_ONCE = 8;
    private static final List<String> ON_COLLECTION = List.of("list", "watch", "create", "deletecollection");
    private static final List<String> OVER_ALL_NAMESPACES = List.of("list", "watch");

    private final Scene scene;
    private final Policy policy;
    private final List<Tenant> tenants;
    private final List<String> namespaces;

    DecisionMatrix(Scene scene, Policy policy, List<Tenant> tenants, List<String> namespaces) {
        this.scene = scene;
        this.policy = policy;
        this.tenants = List.copyOf(tenants);
        this.namespaces = List.copyOf(namespaces);
    }

    /**
     * Ask for all cells, several at once, and give them in order.
     *
     * @throws IllegalStateException when a real request is answered in a way that says neither yes nor no
     */
    public List<DecisionCell> ask() {
        return scene.trace().step("ask for each cell of the decision matrix", () -> {
            var requests = requests();
            var cells = together(tenants.stream()
                    .flatMap(tenant -> {
                        var user = tenant.identity();
                        var api = tenant.apiForMany();
                        return requests.stream().<Callable<DecisionCell>>map(request -> () -> cell(user, api, request));
                    })
                    .toList());
            scene.keepDecisions(cells);
            return cells;
        });
    }

    private List<ApiRequest> requests() {
        var requests = new ArrayList<ApiRequest>();
        for (var kind : ResourceKind.all()) {
            for (var verb : kind.verbs()) {
                var request = request(kind, verb);
                if (!kind.namespaced() || kind.subresource() == null && OVER_ALL_NAMESPACES.contains(verb)) {
                    requests.add(request);
                }
                if (kind.namespaced()) {
                    namespaces.forEach(namespace -> requests.add(request.in(namespace)));
                }
            }
        }
        return requests;
    }

    private ApiRequest request(ResourceKind kind, String verb) {
        var request = ApiRequest.of(verb, kind.group(), kind.version(), kind.resource());
        if (!ON_COLLECTION.contains(verb) || kind.subresource() != null) {
            request = request.named("none-" + scene.unique()).part(kind.subresource());
        }
        return switch (verb) {
            case "get", "list", "watch" -> request;
            case "delete", "deletecollection" -> request.asDryRun();
            // Not even JSON: it is looked at when the authoriser has decided, and nothing can come of it.
            default -> request.asDryRun().sending("none");
        };
    }

    private DecisionCell cell(UserInfo user, Api api, ApiRequest request) {
        var expected = policy.decide(new Request(identity(user), request.verb(), target(request)));
        var review = scene.cluster().mayDo(user, request);
        var answer = api.ask(request);
        return new DecisionCell(
                user.getUsername(),
                Optional.ofNullable(request.namespace()).orElse(""),
                request.resource()
                        + (request.group().isEmpty() ? "" : "." + request.group())
                        + (request.subresource() == null ? "" : "/" + request.subresource()),
                request.verb(),
                expected.isAllowed(),
                review,
                passed(answer, user),
                "%d %s".formatted(answer.status(), answer.reason()).strip(),
                expected.reason());
    }

    private static boolean passed(Answer answer, UserInfo user) {
        if (answer.status() == 401 || answer.status() == 429 || answer.status() >= 500) {
            throw new IllegalStateException("neither yes nor no: " + answer);
        }
        return answer.status() != 403
                || !answer.message().contains("User \"%s\" cannot ".formatted(user.getUsername()));
    }

    private static Identity identity(UserInfo user) {
        return new Identity(user.getUsername(), user.getGroups(), user.getExtra());
    }

    private static Request.Resource target(ApiRequest request) {
        return new Request.Resource(
                request.group(),
                request.resource(),
                orEmpty(request.subresource()),
                orEmpty(request.namespaceOfObject()),
                orEmpty(request.name()));
    }

    private static String orEmpty(String part) {
        return part == null ? "" : part;
    }

    private static <T> List<T> together(List<Callable<T>> tasks) {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var results = new ArrayList<T>();
            for (var done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return List.copyOf(results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the decision matrix", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
