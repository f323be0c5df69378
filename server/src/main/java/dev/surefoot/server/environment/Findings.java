package dev.surefoot.server.environment;

import dev.surefoot.server.json.YamlDocument;
import dev.surefoot.server.json.YamlPath;
import dev.surefoot.server.json.YamlProblem;
import dev.surefoot.server.json.YamlSchema;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with one document: first what the schema says, then what is added. A value that the
 * schema refused gets no second problem, so a secret is never shown by a later check either.
 */
final class Findings {
    private final YamlDocument document;
    private final List<YamlProblem> problems;
    private final Set<String> refused = new HashSet<>();

    Findings(YamlDocument document, YamlSchema schema) {
        this.document = document;
        this.problems = new ArrayList<>(schema.check(document));
        problems.forEach(problem -> refused.add(problem.path()));
    }

    /** Starts anew, with a document that the schema has nothing against. */
    Findings(YamlDocument document) {
        this.document = document;
        this.problems = new ArrayList<>();
    }

    List<YamlProblem> all() {
        return problems.stream().sorted().distinct().toList();
    }

    JsonNode json() {
        return document.json();
    }

    /** Adds a problem at a value, unless the schema refused it already. */
    void add(YamlPath path, String message) {
        if (!refused.contains(path.toString())) {
            problems.add(document.problem(path, message));
        }
    }

    /** Adds a problem at a key, unless the schema refused it already. */
    void addAtKey(YamlPath path, String message) {
        if (!refused.contains(path.toString())) {
            problems.add(document.problemWithKey(path, message));
        }
    }

    /** Did the schema accept the value at this path? */
    boolean accepted(YamlPath path) {
        return !refused.contains(path.toString());
    }
}
