package dev.renkei.jenkins;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GString;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * A section or a call of the Jenkinsfile, as it is written there.
 *
 * @param name such as {@code stage}
 * @param values what is given to it without a name, such as the stage's name
 * @param named what is given to it by name, such as {@code time: 2}
 * @param body its block; null when it has none
 * @param sections what its block holds; empty where that is Groovy which only a build can run
 */
record Section(String name, List<Object> values, Map<String, Object> named, Closure<?> body, List<Section> sections) {

    static final Path JENKINSFILE = Path.of("Jenkinsfile");

    // It takes longer than all else that the tests do.
    private static final Class<?> COMPILED = compile();
    private static final Set<String> STRUCTURE = Set.of(
            "pipeline", "parameters", "options", "stages", "stage", "matrix", "axes", "axis", "when", "not", "post");

    /** Read the pipeline of the Jenkinsfile. */
    static Section pipeline() {
        var read = new Reading();
        var binding = new Binding(Map.of("pipeline", new Closure<Object>(read) {
            @Override
            public Object call(Object... arguments) {
                return read.invokeMethod("pipeline", arguments);
            }
        }));
        InvokerHelper.createScript(COMPILED, binding).run();
        return read.sections.get(0);
    }

    private static Class<?> compile() {
        try {
            return new GroovyClassLoader().parseClass(JENKINSFILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Give the only section of this name in this one, if there is one. */
    Optional<Section> find(String name) {
        var found =
                sections.stream().filter(section -> section.name.equals(name)).toList();
        if (found.size() > 1) {
            throw new AssertionError("%s stands %d times in %s".formatted(name, found.size(), this.name));
        }
        return found.stream().findFirst();
    }

    /** Give the section at the end of these names, each in the one before. */
    Section at(String... names) {
        var at = this;
        for (var name : names) {
            var in = at;
            at = in.find(name).orElseThrow(() -> new AssertionError("no " + name + " in " + in.name));
        }
        return at;
    }

    /** Give the stage of this name, which is a direct one of this section. */
    Section stage(String name) {
        return at("stages").sections.stream()
                .filter(stage -> stage.values.equals(List.of(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stage " + name));
    }

    /** List this section and all that it holds. */
    Stream<Section> all() {
        return Stream.concat(Stream.of(this), sections.stream().flatMap(Section::all));
    }

    /** Give the only thing that is given to it without a name. */
    Object value() {
        if (values.size() != 1) {
            throw new AssertionError("%s has %s".formatted(name, values));
        }
        return values.get(0);
    }

    /** Part what a call was given into values, names and a block. */
    static Section called(String name, Object arguments) {
        var values = new ArrayList<Object>();
        for (var argument : arguments instanceof Object[] array ? array : new Object[] {arguments}) {
            values.add(text(argument));
        }
        Map<String, Object> named = Map.of();
        Closure<?> body = null;
        if (!values.isEmpty() && values.get(0) instanceof Map<?, ?> map) {
            values.remove(0);
            named = new LinkedHashMap<>();
            for (var entry : map.entrySet()) {
                named.put(entry.getKey().toString(), text(entry.getValue()));
            }
        }
        if (!values.isEmpty() && values.get(values.size() - 1) instanceof Closure<?> closure) {
            values.remove(values.size() - 1);
            body = closure;
        }
        return new Section(name, Collections.unmodifiableList(values), named, body, new ArrayList<>());
    }

    private static Object text(Object value) {
        return value instanceof GString ? value.toString() : value;
    }

    /** Takes each call in a block for a section. */
    private static final class Reading extends GroovyObjectSupport {
        private final List<Section> sections = new ArrayList<>();
        private boolean over;

        @Override
        public Object invokeMethod(String name, Object arguments) {
            if (over) {
                throw new MissingMethodException(name, getClass(), (Object[]) arguments);
            }
            var section = called(name, arguments);
            if (section.body != null && STRUCTURE.contains(name)) {
                var inside = new Reading();
                section.body.setDelegate(inside);
                section.body.setResolveStrategy(Closure.DELEGATE_FIRST);
                section.body.call();
                // What a build finds in the blocks within, it does not find here.
                inside.over = true;
                section.sections.addAll(inside.sections);
            }
            // What is an argument of another call has been read before that call.
            sections.removeIf(section.values::contains);
            sections.add(section);
            return section;
        }

        /** Takes a bare word, as in {@code agent none}, for itself. */
        @Override
        public Object getProperty(String name) {
            if (over) {
                throw new MissingPropertyException(name, getClass());
            }
            return name;
        }
    }
}
