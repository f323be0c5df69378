package dev.surefoot.server.json;

import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A YAML 1.2 text that was read: its tree, and the place of each value. Immutable.
 *
 * <p>Bounds: 262,144 characters, 32 levels. Refused, each with its place: duplicate keys, anchors,
 * aliases, tags, more than one document, characters that YAML does not allow.
 */
public final class YamlDocument {
    /** How long a text may be. */
    public static final int MAX_CHARACTERS = 262_144;

    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);
    private static final int LONGEST_NUMBER = 30;

    private final String file;
    private final YamlNode root;
    private final JsonNode json;

    private YamlDocument(String file, YamlNode root) {
        this.file = file;
        this.root = root;
        this.json = json(root);
    }

    /** What came of reading. */
    public sealed interface Parsed {
        /** It can be read. */
        record Document(YamlDocument document) implements Parsed {}

        /** It can't; at least one problem. */
        record Unreadable(List<YamlProblem> problems) implements Parsed {
            public Unreadable {
                problems = problems.stream().sorted().toList();
            }
        }
    }

    /** Reads a text; never throws, whatever the text is. */
    public static Parsed parse(YamlFile file) {
        String text = file.text();
        Optional<YamlProblem> garbage = Garbage.find(file);
        if (garbage.isPresent()) {
            return new Parsed.Unreadable(List.of(garbage.get()));
        }
        YamlReader reader = new YamlReader(file.name(), text);
        Optional<YamlNode> root = reader.read();
        List<YamlProblem> problems = reader.problems();
        if (root.isEmpty() && problems.isEmpty()) {
            problems.add(
                    new YamlProblem(
                            file.name(),
                            1,
                            1,
                            "",
                            "the file is empty; it must hold one YAML document"));
        }
        return problems.isEmpty()
                ? new Parsed.Document(new YamlDocument(file.name(), root.orElseThrow()))
                : new Parsed.Unreadable(problems);
    }

    /** The same tree without places, for checks and reading. */
    public JsonNode json() {
        return json;
    }

    /** The tree with places. */
    public YamlNode root() {
        return root;
    }

    /** A problem with the value at {@code path}; where there is none, with what it should be in. */
    public YamlProblem problem(YamlPath path, String message) {
        return at(node(path), path, message);
    }

    /** A problem with the key at {@code path}, shown at the key and not at its value. */
    public YamlProblem problemWithKey(YamlPath path, String message) {
        if (node(path.parent()) instanceof YamlNode.Mapping mapping) {
            Optional<YamlNode.Entry> entry = mapping.entry(path.last());
            if (entry.isPresent()) {
                return at(entry.get().key(), path, message);
            }
        }
        return problem(path, message);
    }

    /** What stands at {@code path}, as written; empty for a list or a block. */
    public String text(YamlPath path) {
        return node(path) instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    }

    private YamlProblem at(YamlNode node, YamlPath path, String message) {
        return new YamlProblem(file, node.line(), node.column(), path.toString(), message);
    }

    /** The value at {@code path}, or the last one on the way there. */
    private YamlNode node(YamlPath path) {
        YamlNode node = root;
        for (Object step : path.steps()) {
            Optional<YamlNode> next =
                    switch (node) {
                        case YamlNode.Mapping mapping ->
                                mapping.entry(step.toString()).map(YamlNode.Entry::value);
                        case YamlNode.Sequence sequence ->
                                step instanceof Integer index && index < sequence.items().size()
                                        ? Optional.of(sequence.items().get(index))
                                        : Optional.empty();
                        case YamlNode.Scalar _ -> Optional.empty();
                    };
            if (next.isEmpty()) {
                return node;
            }
            node = next.get();
        }
        return node;
    }

    private static JsonNode json(YamlNode node) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar);
            case YamlNode.Sequence sequence -> {
                ArrayNode array = factory.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlNode.Mapping mapping -> {
                ObjectNode object = factory.objectNode();
                mapping.entries()
                        .forEach(entry -> object.set(entry.key().text(), json(entry.value())));
                yield object;
            }
        };
    }

    private static JsonNode scalar(YamlNode.Scalar scalar) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        String text = scalar.text();
        Tag tag = RESOLVER.resolve(text, scalar.plain());
        if (!scalar.plain() || text.length() > LONGEST_NUMBER) {
            return factory.stringNode(text);
        }
        if (tag.equals(Tag.NULL)) {
            return factory.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return factory.booleanNode(Boolean.parseBoolean(text));
        }
        // Only decimal numbers count as numbers: 0x1F, 0o17 and .inf stay text and are refused.
        if (text.matches("[-+]?[0-9]{1,18}")) {
            return factory.numberNode(Long.parseLong(text));
        }
        if (text.matches("[-+]?[0-9]{1,18}\\.[0-9]{1,18}")) {
            return factory.numberNode(new BigDecimal(text).doubleValue());
        }
        return factory.stringNode(text);
    }
}
