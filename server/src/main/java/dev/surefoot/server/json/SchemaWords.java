package dev.surefoot.server.json;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Turns one of the validator's errors into a message for people, at its place. */
final class SchemaWords {
    private static final String LATER = "x-later";

    private final YamlDocument document;
    private final JsonNode schemas;
    private final Error error;
    private final SecretCheck secrets;
    private final YamlPath path;
    private final JsonNode rule;

    SchemaWords(YamlDocument document, JsonNode schemas, Error error, SecretCheck secrets) {
        this.document = document;
        this.schemas = schemas;
        this.error = error;
        this.secrets = secrets;
        this.path = instance(error.getInstanceLocation());
        this.rule = rule(error.getSchemaLocation().getFragment());
    }

    /** Of the value that is wrong. */
    YamlPath path() {
        return path;
    }

    YamlProblem problem() {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey();
            case "propertyNames", "pattern" ->
                    error.getEvaluationPath().contains("propertyNames")
                            ? document.problemWithKey(
                                    path,
                                    "name %s is not allowed; use letters, digits, dots and dashes"
                                            .formatted(Words.quoted(path.last())))
                            : wrong();
            case "required" ->
                    document.problem(
                            path,
                            "%s lacks the key \"%s\"%s"
                                    .formatted(name(), error.getProperty(), needed()));
            case "enum", "const" -> oneOf();
            case "minItems", "maxItems" ->
                    document.problem(
                            path,
                            "%s has %d entries; write %s to %s"
                                    .formatted(
                                            name(),
                                            value().size(),
                                            rule.path("minItems").asInt(0),
                                            rule.path("maxItems").asInt(Integer.MAX_VALUE)));
            default -> wrong();
        };
    }

    private YamlProblem unknownKey() {
        String key = error.getProperty();
        YamlPath at = path.then(key);
        if (names(rule.path(LATER)).contains(key)) {
            return document.problemWithKey(
                    at, "key \"%s\" is not supported yet; leave it out".formatted(key));
        }
        List<String> known = List.copyOf(rule.path("properties").propertyNames());
        return document.problemWithKey(
                at,
                "unknown key %s%s; %s may have: %s"
                        .formatted(
                                Words.quoted(key),
                                Words.didYouMean(key, known),
                                name(),
                                Words.list(known)));
    }

    private YamlProblem oneOf() {
        String seen = value().isString() ? value().stringValue() : "";
        if (names(rule.path(LATER)).contains(seen)) {
            return document.problem(
                    path,
                    "%s: %s is not supported yet; write %s"
                            .formatted(path.last(), seen, Words.either(names(rule.path("enum")))));
        }
        List<String> allowed =
                rule.has("const")
                        ? List.of(rule.path("const").asString())
                        : names(rule.path("enum"));
        return document.problem(
                path,
                "%s is %s; write %s%s"
                        .formatted(
                                name(),
                                seen(),
                                Words.either(allowed),
                                Words.didYouMean(seen, allowed)));
    }

    private YamlProblem wrong() {
        String next = rule.has("description") ? "; " + rule.path("description").stringValue() : "";
        return document.problem(
                path, "%s is %s; it must be %s%s".formatted(name(), seen(), allowed(), next));
    }

    private String allowed() {
        if (rule.has("title")) {
            return rule.path("title").stringValue();
        }
        String type = rule.path("type").asString("");
        String noun =
                switch (type) {
                    case "object" -> "a block of keys";
                    case "array" -> "a list, for example [a, b]";
                    case "boolean" -> "true or false";
                    case "integer" -> "a whole number";
                    case "number" -> "a number";
                    default -> "a text";
                };
        return noun
                + bound("minimum", " of at least ")
                + bound("exclusiveMinimum", " above ")
                + bound("maximum", " and at most ")
                + bound("exclusiveMaximum", " and below ");
    }

    private String bound(String keyword, String words) {
        return rule.has(keyword) ? words + rule.path(keyword).asString() : "";
    }

    private String needed() {
        JsonNode needed = rule.path("properties").path(error.getProperty());
        if (needed.has("const")) {
            return "; write " + error.getProperty() + ": " + needed.path("const").asString();
        }
        if (needed.has("enum")) {
            return "; it may be " + Words.either(names(needed.path("enum")));
        }
        JsonNode target = needed.has("$ref") ? at(needed.path("$ref").stringValue()) : needed;
        return target.has("title") ? ", " + target.path("title").stringValue() : "";
    }

    private String name() {
        return path.steps().isEmpty() ? "the file" : path.toString();
    }

    /** What stands there, if it may be shown. */
    private String seen() {
        JsonNode value = value();
        if (secrets.hides(path)) {
            return "a secret";
        }
        if (value.isNull()) {
            return "empty";
        }
        if (value.isArray()) {
            return "a list";
        }
        if (value.isObject()) {
            return "a block of keys";
        }
        return value.isString() ? Words.quoted(value.stringValue()) : document.text(path);
    }

    private JsonNode value() {
        JsonNode value = document.json();
        for (Object step : path.steps()) {
            value = step instanceof Integer index ? value.path(index) : value.path(step.toString());
        }
        return value;
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(each -> names.add(each.asString()));
        return names;
    }

    private static YamlPath instance(NodePath location) {
        List<Object> steps = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            steps.add(location.getElement(i));
        }
        return new YamlPath(steps);
    }

    /** The schema that holds the keyword that failed. */
    private JsonNode rule(NodePath fragment) {
        JsonNode node = schemas;
        for (int i = 0; i < fragment.getNameCount() - 1; i++) {
            Object step = fragment.getElement(i);
            node = step instanceof Integer index ? node.path(index) : node.path(step.toString());
        }
        return node;
    }

    private JsonNode at(String reference) {
        return schemas.at(reference.substring(1));
    }
}
