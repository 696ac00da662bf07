package dev.renkei.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a YAML file that knows its place, so that whoever reads it as the wrong thing gets a {@link BadYaml} with
 * file and line.
 *
 * <p>Text may name environment variables: {@code ${env:NAME}} or {@code ${env:NAME:-default}}; the default also stands
 * in for an empty variable, as in a shell. No message shows a value that was asked for as mere text, since it may be a
 * secret.
 */
public final class StrictYaml {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\b[^}]*}?");
    private static final Pattern GOOD_VARIABLE = Pattern.compile("\\$\\{env:(\\w+)(?::-([^}]*))?}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private final Source source;
    private final String path;
    private final int line;
    private final Node node;

    private StrictYaml(Source source, String path, int line, Node node) {
        this.source = source;
        this.path = path;
        this.line = line;
        this.node = node;
    }

    /** Where a value comes from, and what its variables stand for (null: they are ordinary text). */
    private record Source(String name, UnaryOperator<String> environment) {}

    /**
     * Read a file in which {@code ${env:...}} is ordinary text.
     *
     * @throws BadYaml if it cannot be read, is not YAML, or has a key twice
     */
    public static StrictYaml read(Path file) {
        return read(file, null);
    }

    /**
     * Read a file.
     *
     * @param environment gives the value of an environment variable, or null if it is not set
     * @throws BadYaml if it cannot be read, is not YAML, or has a key twice
     */
    public static StrictYaml read(Path file, UnaryOperator<String> environment) {
        try {
            return parse(file.toString(), Files.readString(file), environment);
        } catch (NoSuchFileException e) {
            throw new BadYaml(file.toString(), "the file does not exist");
        } catch (CharacterCodingException e) {
            throw new BadYaml(file.toString(), "the file is not UTF-8 text");
        } catch (IOException e) {
            throw new BadYaml(file.toString(), "the file cannot be read: " + e.getMessage());
        }
    }

    /** Take a text from elsewhere, such as a system property, as the value of {@code name}. */
    public static StrictYaml value(String origin, String name, String text) {
        Node scalar = new ScalarNode(Tag.STR, text, null, null, ScalarStyle.DOUBLE_QUOTED);
        return new StrictYaml(new Source(origin, null), name, 0, scalar);
    }

    /**
     * Read a text in which {@code ${env:...}} is ordinary text.
     *
     * @param name what the text is called in messages
     * @throws BadYaml if it is not YAML, or has a key twice
     */
    public static StrictYaml of(String name, String text) {
        return parse(name, text, null);
    }

    private static StrictYaml parse(String name, String text, UnaryOperator<String> environment) {
        Node root;
        try {
            root = new Yaml().compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new BadYaml(name + ":" + line, "not YAML: " + reason(e));
        } catch (YAMLException e) {
            throw new BadYaml(name, "not YAML: " + oneLine(e.getMessage()));
        }
        if (root == null) {
            throw new BadYaml(name, "the file is empty");
        }
        StrictYaml document = new StrictYaml(new Source(name, environment), "", line(root), root);
        document.refuseDuplicates(root, Collections.newSetFromMap(new IdentityHashMap<>()));
        return document;
    }

    /** Tell the place: {@code file:line}. */
    public String where() {
        return line == 0 ? source.name() : source.name() + ":" + line;
    }

    /** Build the error that something is wrong here. */
    public BadYaml bad(String what) {
        return new BadYaml(where(), what);
    }

    /**
     * Insist that this is a mapping with no other keys than these.
     *
     * @return this
     */
    public StrictYaml only(Collection<String> known) {
        for (NodeTuple tuple : mapping().getValue()) {
            String key = key(tuple);
            if (!known.contains(key) && !isMerge(tuple)) {
                String inside = path.isEmpty() ? "" : " in '" + path + "'";
                throw new BadYaml(
                        source.name() + ":" + line(tuple.getKeyNode()),
                        "unknown key '" + key + "'" + inside + NearestName.hint(key, known));
            }
        }
        return this;
    }

    /** Find the value of a key of this mapping. */
    public Optional<StrictYaml> find(String key) {
        return Optional.ofNullable(entries().get(key));
    }

    /** Find the value of a key of this mapping, which counts as missing where it is null or an empty text. */
    public Optional<StrictYaml> findFilled(String key) {
        return find(key)
                .filter(value -> !value.isNull())
                .filter(value -> !(value.node instanceof ScalarNode scalar
                        && scalar.getValue().isBlank()));
    }

    /** Get the value of a key that must be there. */
    public StrictYaml get(String key) {
        return find(key).orElseThrow(() -> {
            String inside = path.isEmpty() ? "" : " in '" + path + "'";
            return bad("key '" + key + "' is missing" + inside + "; add it");
        });
    }

    /** Read this mapping's values in the order of the file, merge keys ({@code <<}) followed. */
    public Map<String, StrictYaml> entries() {
        Map<String, StrictYaml> entries = new LinkedHashMap<>();
        collect(mapping(), entries);
        return entries;
    }

    private void collect(MappingNode from, Map<String, StrictYaml> entries) {
        List<MappingNode> merged = new ArrayList<>();
        for (NodeTuple tuple : from.getValue()) {
            if (isMerge(tuple)) {
                merged.addAll(mergedInto(tuple));
                continue;
            }
            String key = key(tuple);
            String childPath = path.isEmpty() ? key : path + "." + key;
            // The key's line, since a value may begin only on the next.
            entries.putIfAbsent(key, new StrictYaml(source, childPath, line(tuple.getKeyNode()), tuple.getValueNode()));
        }
        merged.forEach(mapping -> collect(mapping, entries));
    }

    /** Read this list's items. */
    public List<StrictYaml> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrongType("a list");
        }
        List<StrictYaml> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            String itemPath = path + "[" + items.size() + "]";
            items.add(new StrictYaml(source, itemPath, line(item), item));
        }
        return items;
    }

    /** Read a list of texts. */
    public List<String> texts() {
        return items().stream().map(StrictYaml::text).toList();
    }

    /** Read a text or a list of texts, as a list. */
    public List<String> textOrTexts() {
        return node instanceof ScalarNode ? List.of(text()) : texts();
    }

    /** Read a text, its environment variables filled in. */
    public String text() {
        if (isNull() || !(node instanceof ScalarNode scalar)) {
            throw wrongType("a text");
        }
        String text = source.environment() == null ? scalar.getValue() : filled(scalar.getValue());
        if (text.isBlank()) {
            throw empty();
        }
        return text;
    }

    /** Read true or false. */
    public boolean flag() {
        String text = text();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw bad("'" + path + "' must be true or false, but is '" + text + "'");
        }
        return Boolean.parseBoolean(text);
    }

    /** Read a finite number greater than zero. */
    public double positiveNumber() {
        String text = text();
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through: the same advice helps
        }
        throw bad("'" + path + "' must be a number greater than 0, such as 1.5, but is '" + text + "'");
    }

    /** Read a duration, such as 500ms, 20s or 2m. */
    public Duration duration() {
        String text = text();
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw bad("'" + path + "' must be a duration such as 500ms, 20s or 2m, but is '" + text + "'");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** Read one of an enum's names, in small letters and with hyphens. */
    public <E extends Enum<E>> E choice(Class<E> type) {
        Map<String, E> choices = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        constant -> constant,
                        (one, other) -> one,
                        LinkedHashMap::new));
        String text = text();
        E choice = choices.get(text);
        if (choice == null) {
            throw bad("'" + path + "' cannot be '" + text + "'" + NearestName.hint(text, choices.keySet()));
        }
        return choice;
    }

    private BadYaml empty() {
        return bad("'" + path + "' is empty; give it a value, or remove the key");
    }

    private String filled(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            Matcher variable = GOOD_VARIABLE.matcher(found.group());
            if (!variable.matches()) {
                throw bad("'" + found.group() + "' is no variable; write ${env:NAME} or ${env:NAME:-default}");
            }
            String value = source.environment().apply(variable.group(1));
            if (value == null || value.isEmpty()) {
                value = variable.group(2);
            }
            if (value == null) {
                throw bad("environment variable " + variable.group(1) + " is not set; set it, or write ${env:"
                        + variable.group(1) + ":-default}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private MappingNode mapping() {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw wrongType("a mapping");
    }

    private BadYaml wrongType(String wanted) {
        if (isNull()) {
            return empty();
        }
        String is = node instanceof MappingNode ? "a mapping" : node instanceof SequenceNode ? "a list" : "a text";
        return bad((path.isEmpty() ? "the file" : "'" + path + "'") + " must be " + wanted + ", but is " + is);
    }

    private String key(NodeTuple tuple) {
        if (tuple.getKeyNode() instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new BadYaml(source.name() + ":" + line(tuple.getKeyNode()), "a key must be a text");
    }

    private List<MappingNode> mergedInto(NodeTuple tuple) {
        Node value = tuple.getValueNode();
        List<Node> sources = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        return sources.stream()
                .map(each -> new StrictYaml(source, "<<", line(tuple.getKeyNode()), each).mapping())
                .toList();
    }

    private void refuseDuplicates(Node root, Set<Node> seen) {
        if (!seen.add(root)) {
            return;
        }
        if (root instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> refuseDuplicates(item, seen));
        } else if (root instanceof MappingNode mapping) {
            Map<String, Integer> lines = new HashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                int here = line(tuple.getKeyNode());
                Integer first = lines.putIfAbsent(key(tuple), here);
                if (first != null) {
                    throw new BadYaml(
                            source.name() + ":" + here,
                            "key '" + key(tuple) + "' stands here again, first in line " + first + "; remove one");
                }
                refuseDuplicates(tuple.getValueNode(), seen);
            }
        }
    }

    private boolean isNull() {
        return Tag.NULL.equals(node.getTag());
    }

    private static boolean isMerge(NodeTuple tuple) {
        return Tag.MERGE.equals(tuple.getKeyNode().getTag());
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Leave out the snippet of the file, in which a secret may stand. */
    private static String reason(MarkedYAMLException e) {
        return oneLine(e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem());
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
