package dev.surefoot.server.json;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the tree of one text from the parser's events, and collects what it refuses. Depth is
 * bounded before it recurses; aliases are refused, so a text can't grow while it is read. Used
 * once.
 */
final class YamlReader {
    private static final int MAX_DEPTH = 32;

    private final String file;
    private final List<YamlProblem> problems = new ArrayList<>();
    private final Iterator<Event> events;

    YamlReader(String file, String text) {
        this.file = file;
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setCodePointLimit(YamlDocument.MAX_CHARACTERS + 1)
                        .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** Everything that was refused so far. */
    List<YamlProblem> problems() {
        return problems;
    }

    /** The document's root; empty if there is none or the text can't be read to its end. */
    Optional<YamlNode> read() {
        try {
            return document();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> at = e.getProblemMark().or(e::getContextMark);
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            problem(at, YamlPath.ROOT, "not valid YAML: " + context + e.getProblem());
        } catch (YamlEngineException e) {
            problem(Optional.empty(), YamlPath.ROOT, "not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document() {
        Optional<YamlNode> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root.isPresent()) {
                problem(
                        event.getStartMark(),
                        YamlPath.ROOT,
                        "a second document begins here; write one document a file");
                return root;
            }
            if (event instanceof NodeEvent node) {
                root = node(node, YamlPath.ROOT);
                if (root.isEmpty()) {
                    return root;
                }
            }
        }
        return root;
    }

    /** Empty if the rest of the text is not worth reading. */
    private Optional<YamlNode> node(NodeEvent event, YamlPath path) {
        if (path.steps().size() > MAX_DEPTH) {
            problem(
                    event.getStartMark(),
                    path.parent(),
                    "this is more than %d levels deep; write it flatter".formatted(MAX_DEPTH));
            return Optional.empty();
        }
        refuse(event, path);
        int line = line(event.getStartMark());
        int column = column(event.getStartMark());
        return switch (event) {
            case ScalarEvent scalar ->
                    Optional.of(
                            new YamlNode.Scalar(line, column, scalar.getValue(), scalar.isPlain()));
            case SequenceStartEvent start -> sequence(start, path);
            case MappingStartEvent start -> mapping(start, path);
            default -> Optional.of(new YamlNode.Scalar(line, column, "", true));
        };
    }

    private void refuse(NodeEvent event, YamlPath path) {
        if (event instanceof AliasEvent) {
            problem(
                    event.getStartMark(),
                    path,
                    "aliases (*name) are not supported; write the value out");
        } else if (event.getAnchor().isPresent()) {
            problem(
                    event.getStartMark(),
                    path,
                    "anchors (&name) are not supported; write the value out where it is used");
        }
        Optional<String> tag =
                switch (event) {
                    case ScalarEvent scalar -> scalar.getTag();
                    case SequenceStartEvent start -> start.getTag();
                    case MappingStartEvent start -> start.getTag();
                    default -> Optional.empty();
                };
        if (tag.isPresent()) {
            problem(
                    event.getStartMark(),
                    path,
                    "tags (%s) are not supported; leave the tag out"
                            .formatted(Words.cut(tag.get())));
        }
    }

    private Optional<YamlNode> sequence(SequenceStartEvent start, YamlPath path) {
        List<YamlNode> items = new ArrayList<>();
        while (events.next() instanceof NodeEvent event) {
            Optional<YamlNode> item = node(event, path.then(items.size()));
            if (item.isEmpty()) {
                return item;
            }
            items.add(item.get());
        }
        return Optional.of(
                new YamlNode.Sequence(
                        line(start.getStartMark()), column(start.getStartMark()), items));
    }

    private Optional<YamlNode> mapping(MappingStartEvent start, YamlPath path) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Map<String, YamlNode.Scalar> seen = new HashMap<>();
        while (events.next() instanceof NodeEvent keyEvent) {
            Optional<YamlNode> keyNode = node(keyEvent, path.then("?"));
            if (keyNode.isEmpty() || !(events.next() instanceof NodeEvent valueEvent)) {
                return Optional.empty();
            }
            String name = keyNode.get() instanceof YamlNode.Scalar key ? key.text() : "?";
            Optional<YamlNode> value = node(valueEvent, path.then(name));
            if (value.isEmpty()) {
                return value;
            }
            if (!(keyNode.get() instanceof YamlNode.Scalar key)) {
                problem(keyEvent.getStartMark(), path, "a key must be a plain word");
                continue;
            }
            YamlNode.Scalar first = seen.putIfAbsent(name, key);
            if (first == null) {
                entries.add(new YamlNode.Entry(key, value.get()));
            } else {
                problem(
                        keyEvent.getStartMark(),
                        path.then(name),
                        "key %s stands here a second time, first in line %d; keep one"
                                .formatted(Words.quoted(name), first.line()));
            }
        }
        return Optional.of(
                new YamlNode.Mapping(
                        line(start.getStartMark()), column(start.getStartMark()), entries));
    }

    private void problem(Optional<Mark> at, YamlPath path, String message) {
        problems.add(new YamlProblem(file, line(at), column(at), path.toString(), message));
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    private static int column(Optional<Mark> mark) {
        return mark.map(Mark::getColumn).orElse(0) + 1;
    }
}
