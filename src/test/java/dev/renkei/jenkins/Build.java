package dev.renkei.jenkins;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyRuntimeException;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A build of the Jenkinsfile, played through without Jenkins: stages, conditions, the matrix, what is caught and what is
 * skipped follow the rules of Declarative Pipeline; what the steps do is for the test to say.
 */
final class Build {

    static final String RUN = "20261125-020000";
    static final String COMMIT = "0123456789012345678901234567890123456789";

    /** How a build or a step ends; the later the worse. */
    enum Result {
        SUCCESS,
        UNSTABLE,
        FAILURE,
        ABORTED
    }

    /** A step that failed, such as a line of shell that ended with another status than 0. */
    static class StepFailed extends RuntimeException {
        StepFailed(String message) {
            super(message);
        }
    }

    /** An agent that is no more; the steps that need it fail from here on. */
    static final class AgentDied extends StepFailed {
        AgentDied() {
            super("the agent died");
        }
    }

    /** Somebody or a timeout ended the step. */
    static final class Interrupted extends RuntimeException {
        Interrupted() {
            super("interrupted");
        }
    }

    private static final Set<String> NEED_AN_AGENT = Set.of(
            "sh",
            "checkout",
            "stash",
            "unstash",
            "dir",
            "deleteDir",
            "junit",
            "archiveArtifacts",
            "publishHTML",
            "fileExists",
            "readFile",
            "withCredentials");
    private static final Set<String> NEED_NO_AGENT =
            Set.of("script", "catchError", "warnError", "mail", "echo", "file");
    private static final Set<String> OPTIONS = Set.of(
            "timestamps", "skipDefaultCheckout", "disableConcurrentBuilds", "buildDiscarder", "timeout", "catchError");

    private final Section pipeline = Section.pipeline();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Set<String> stashes = new HashSet<>();
    private final Set<String> dead = new HashSet<>();
    private final Set<String> missingPlugins = new HashSet<>();
    private final List<Object> added = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private Function<Step, String> shell = step -> "";
    private Map<String, String> environment = new LinkedHashMap<>(
            Map.of("JOB_NAME", "renkei", "BUILD_NUMBER", "7", "BUILD_URL", "https://ci.example.com/job/renkei/7/"));
    private Set<String> secrets = Set.of();
    private Result result = Result.SUCCESS;
    private Result previous = Result.SUCCESS;
    private String description;
    private String stage = "";
    private String agent = "";

    Build() {
        pipeline.at("parameters")
                .sections()
                .forEach(parameter -> parameters.put(
                        parameter.named().get("name").toString(),
                        parameter.named().get("defaultValue")));
    }

    /** Start it with this parameter, instead of its default. */
    Build with(String parameter, Object value) {
        assertKnown(parameters.keySet(), parameter);
        parameters.put(parameter, value);
        return this;
    }

    /** Put a platform on the axis, as somebody does who adds a platform of their own. */
    Build onAxis(String platform) {
        added.add(platform);
        return this;
    }

    /** Let Jenkins set this variable. */
    Build environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Say what lines of shell do: print, or throw. */
    Build shell(Function<Step, String> does) {
        shell = does;
        return this;
    }

    /** Let the build before have ended like that; null for none before. */
    Build after(Result before) {
        previous = before;
        return this;
    }

    /** Let no agent with this label ever come. */
    Build without(String label) {
        dead.add(label);
        return this;
    }

    /** Let Jenkins not know this step. */
    Build withoutStep(String name) {
        missingPlugins.add(name);
        return this;
    }

    /** Lay down a file in the workspace. */
    Build file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** Play it through. */
    Build run() {
        environment.putAll(evaluatedEnvironment());
        var failure = wrapped(pipeline.find("options"), () -> {
            Optional<RuntimeException> first = inOrder(pipeline.at("stages").sections());
            first = after(pipeline.find("post"), first);
            first.ifPresent(e -> {
                throw e;
            });
        });
        failure.ifPresent(e -> worsen(resultOf(e)));
        return this;
    }

    /** Evaluate an argument of the first call in a section outside of all stages, such as the one trigger's. */
    Object evaluated(Section section) {
        var call = new ArrayList<Section>();
        section.body().setDelegate(new Scope() {
            @Override
            Object call(Section called) {
                call.add(called);
                return null;
            }
        });
        section.body().setResolveStrategy(Closure.DELEGATE_FIRST);
        section.body().call();
        return call.get(0).value();
    }

    Result result() {
        return result;
    }

    String description() {
        return description;
    }

    /** List the steps that it came to, in order. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** List the steps of this name that it came to. */
    List<Step> steps(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).toList();
    }

    /** List the lines of shell that it came to and that hold this. */
    List<Step> shell(String part) {
        return steps.stream().filter(step -> step.isShell(part)).toList();
    }

    /** List the stages that were skipped because of an earlier failure. */
    List<String> skipped() {
        return List.copyOf(skipped);
    }

    private Map<String, String> evaluatedEnvironment() {
        var evaluated = new LinkedHashMap<String, String>();
        var body = pipeline.at("environment").body();
        body.setDelegate(new Scope() {
            @Override
            public void setProperty(String name, Object value) {
                evaluated.put(name, value.toString());
            }
        });
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        body.call();
        return evaluated;
    }

    private Optional<RuntimeException> inOrder(List<Section> stages) {
        Optional<RuntimeException> first = Optional.empty();
        for (var next : stages) {
            var name = next.value().toString();
            if (first.isPresent()) {
                skipped.add(name);
                continue;
            }
            var outer = stage;
            stage = name;
            first = wrapped(next.find("options"), () -> {
                if (next.find("matrix").isPresent()) {
                    matrix(next);
                } else {
                    stage(next);
                }
            });
            stage = outer;
            first.ifPresent(e -> worsen(resultOf(e)));
        }
        return first;
    }

    private void matrix(Section stage) {
        if (stage.find("post").isPresent() || stage.find("agent").isPresent()) {
            throw new AssertionError(
                    "a stage with a matrix has its own agent or post, which is not played through here");
        }
        if (!applies(stage)) {
            return;
        }
        var matrix = stage.at("matrix");
        var axis = matrix.at("axes", "axis");
        Optional<RuntimeException> first = Optional.empty();
        var values = new ArrayList<>(axis.at("values").values());
        added.stream().filter(platform -> !values.contains(platform)).forEach(values::add);
        for (var value : values) {
            var outer = environment;
            environment = new LinkedHashMap<>(environment);
            environment.put(axis.at("name").value().toString(), value.toString());
            var failure = wrapped(matrix.find("options"), () -> stage(matrix));
            environment = outer;
            first = first.or(() -> failure);
        }
        first.ifPresent(e -> {
            throw e;
        });
    }

    private void stage(Section stage) {
        if (stage.find("when").flatMap(when -> when.find("beforeAgent")).isEmpty()
                && stage.find("agent").isPresent()
                && stage.find("when").isPresent()) {
            throw new AssertionError("an agent is waited for before it is known whether it is needed");
        }
        if (!applies(stage)) {
            return;
        }
        var outer = agent;
        stage.find("agent").filter(one -> one.body() != null).ifPresent(one -> {
            agent = evaluated(one).toString();
            if (dead.contains(agent)) {
                // Until the timeout around it.
                agent = outer;
                throw new Interrupted();
            }
        });
        var failure = stage.find("steps").isPresent()
                ? attempt(() -> perform(stage.at("steps").body()))
                : inOrder(stage.at("stages").sections());
        failure.ifPresent(e -> worsen(resultOf(e)));
        failure = after(stage.find("post"), failure);
        agent = outer;
        failure.ifPresent(e -> {
            throw e;
        });
    }

    private boolean applies(Section stage) {
        return stage.find("when").stream()
                .flatMap(when -> when.sections().stream())
                .allMatch(this::holds);
    }

    private boolean holds(Section condition) {
        return switch (condition.name()) {
            case "beforeAgent" -> true;
            case "not" -> !condition.sections().stream().allMatch(this::holds);
            case "expression" -> Boolean.TRUE.equals(perform(condition.body()));
            default -> throw new AssertionError("condition " + condition.name() + " is not played through here");
        };
    }

    private Optional<RuntimeException> after(Optional<Section> post, Optional<RuntimeException> failure) {
        var first = failure;
        assertKnown(
                Set.of("always", "changed", "cleanup"),
                post.stream()
                        .flatMap(section -> section.sections().stream())
                        .map(Section::name)
                        .toArray(String[]::new));
        for (var condition : List.of("always", "changed", "cleanup")) {
            var body = post.flatMap(section -> section.find(condition)).map(Section::body);
            if (body.isPresent() && (!condition.equals("changed") || result != previous)) {
                var error = attempt(() -> perform(body.get()));
                error.ifPresent(e -> worsen(resultOf(e)));
                first = first.or(() -> error);
            }
        }
        return first;
    }

    private Optional<RuntimeException> wrapped(Optional<Section> options, Runnable body) {
        var all = options.map(Section::sections).orElse(List.of());
        assertKnown(OPTIONS, all.stream().map(Section::name).toArray(String[]::new));
        var caught = all.stream()
                .filter(option -> option.name().equals("catchError"))
                .findFirst();
        return attempt(() -> caught.ifPresentOrElse(option -> caught(option.named(), body), body));
    }

    private static Optional<RuntimeException> attempt(Runnable body) {
        try {
            body.run();
            return Optional.empty();
        } catch (GroovyRuntimeException e) {
            throw new AssertionError("the Jenkinsfile is at fault", e);
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private void caught(Map<String, Object> how, Runnable body) {
        attempt(body)
                .ifPresent(e -> worsen(
                        e instanceof Interrupted
                                ? Result.ABORTED
                                : Result.valueOf(how.get("buildResult").toString())));
    }

    private void worsen(Result to) {
        result = to.compareTo(result) > 0 ? to : result;
    }

    private static Result resultOf(RuntimeException e) {
        return e instanceof Interrupted ? Result.ABORTED : Result.FAILURE;
    }

    private Object perform(Closure<?> body) {
        body.setDelegate(new Scope());
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        return body.call();
    }

    private Object step(Section called) {
        if (called.name().equals("file")) {
            return called.named();
        }
        if (missingPlugins.contains(called.name())) {
            throw new NoSuchMethodError("No such DSL method '" + called.name() + "'");
        }
        var step = new Step(
                called.name(),
                called.values(),
                called.named(),
                stage,
                environment.getOrDefault("PLATFORM", ""),
                agent,
                Map.copyOf(environment),
                secrets);
        if (!Set.of("script").contains(called.name())) {
            steps.add(step);
        }
        if (NEED_AN_AGENT.contains(called.name())) {
            if (agent.isEmpty()) {
                throw new StepFailed(called.name() + " needs an agent");
            }
            if (dead.contains(agent)) {
                throw new AgentDied();
            }
        }
        return switch (called.name()) {
            case "script", "dir" -> perform(called.body());
            case "sh" -> shell(step);
            case "checkout" -> Map.of("GIT_COMMIT", COMMIT);
            case "stash" -> stashes.add(called.named().get("name").toString());
            case "unstash" -> unstash(step.text());
            case "withCredentials" -> withCredentials(called);
            case "catchError" -> {
                caught(called.named(), () -> perform(called.body()));
                yield null;
            }
            case "warnError" -> {
                caught(Map.of("buildResult", "UNSTABLE"), () -> perform(called.body()));
                yield null;
            }
            case "fileExists" -> files.containsKey(step.text());
            case "readFile" ->
                Objects.requireNonNull(files.get(called.named().get("file").toString()));
            case "deleteDir", "junit", "archiveArtifacts", "publishHTML", "mail", "echo" -> null;
            default -> throw new AssertionError(called.name());
        };
    }

    private String shell(Step step) {
        try {
            var printed = shell.apply(step);
            return step.isShell("date ") ? RUN + "\n" : printed;
        } catch (AgentDied e) {
            dead.add(agent);
            throw e;
        }
    }

    private Object unstash(String name) {
        if (!stashes.contains(name)) {
            throw new StepFailed("No such saved stash '" + name + "'");
        }
        return null;
    }

    private Object withCredentials(Section called) {
        var outer = environment;
        var outerSecrets = secrets;
        environment = new LinkedHashMap<>(environment);
        secrets = new HashSet<>(secrets);
        for (var binding : (List<?>) called.value()) {
            var variable = ((Map<?, ?>) binding).get("variable").toString();
            environment.put(variable, "/secret/" + ((Map<?, ?>) binding).get("credentialsId"));
            secrets.add(variable);
        }
        try {
            return perform(called.body());
        } finally {
            environment = outer;
            secrets = outerSecrets;
        }
    }

    private static void assertKnown(Set<String> known, String... names) {
        for (var name : names) {
            if (!known.contains(name)) {
                throw new AssertionError(name + " is not played through here, only " + known);
            }
        }
    }

    /** What Groovy in the Jenkinsfile finds around itself. */
    private class Scope extends GroovyObjectSupport {

        Object call(Section called) {
            if (!NEED_AN_AGENT.contains(called.name()) && !NEED_NO_AGENT.contains(called.name())) {
                // Then Groovy looks for a method of the Jenkinsfile's own.
                throw new MissingMethodException(called.name(), getClass(), new Object[0]);
            }
            return step(called);
        }

        @Override
        public Object invokeMethod(String name, Object arguments) {
            return call(Section.called(name, arguments));
        }

        @Override
        public Object getProperty(String name) {
            return switch (name) {
                case "params" -> parameters;
                case "env" -> new Variables();
                case "currentBuild" -> new Current();
                case "scm" -> "scm";
                default -> {
                    if (!environment.containsKey(name)) {
                        throw new MissingPropertyException(name, getClass());
                    }
                    yield environment.get(name);
                }
            };
        }
    }

    /** Jenkins' {@code env}. */
    private final class Variables extends GroovyObjectSupport {
        @Override
        public Object getProperty(String name) {
            return environment.get(name);
        }

        @Override
        public void setProperty(String name, Object value) {
            environment.put(name, value.toString());
        }
    }

    /** Jenkins' {@code currentBuild}. */
    private final class Current extends GroovyObjectSupport {
        @Override
        public Object getProperty(String name) {
            assertKnown(Set.of("currentResult"), name);
            return result.toString();
        }

        @Override
        public void setProperty(String name, Object value) {
            assertKnown(Set.of("description"), name);
            description = value.toString();
        }
    }
}
