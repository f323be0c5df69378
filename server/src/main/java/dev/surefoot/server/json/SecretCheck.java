package dev.surefoot.server.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds secrets that are written into a file, so that they are refused and no message shows them.
 */
final class SecretCheck {
    private static final String INSTEAD =
            "write ${env:NAME} and set NAME in the server's environment";

    private final YamlDocument document;
    private final Set<String> exempt;
    private final Set<YamlPath> hidden = new HashSet<>();
    private final List<YamlProblem> problems = new ArrayList<>();

    /**
     * @param exempt paths under which keys are names that people chose, and no secrets stand
     */
    SecretCheck(YamlDocument document, Set<String> exempt) {
        this.document = document;
        this.exempt = exempt;
        walk(document.root(), YamlPath.ROOT, "");
    }

    /** One problem a secret; none holds its value. */
    List<YamlProblem> problems() {
        return problems;
    }

    /** Must the value at this path not be shown? */
    boolean hides(YamlPath path) {
        return hidden.contains(path);
    }

    private void walk(YamlNode node, YamlPath path, String key) {
        if (exempt.contains(path.toString())) {
            return;
        }
        switch (node) {
            case YamlNode.Scalar scalar -> {
                if (Secrets.literal(key, scalar.text())) {
                    secret(path);
                }
            }
            case YamlNode.Sequence sequence -> {
                String before = "";
                for (int i = 0; i < sequence.items().size(); i++) {
                    YamlNode item = sequence.items().get(i);
                    walk(item, path.then(i), Secrets.optionName(before) ? before : key);
                    before = item instanceof YamlNode.Scalar scalar ? scalar.text() : "";
                }
            }
            case YamlNode.Mapping mapping -> {
                for (YamlNode.Entry entry : mapping.entries()) {
                    String name = entry.key().text();
                    // Below a key that names a secret everything is one.
                    walk(entry.value(), path.then(name), Secrets.key(key) ? key : name);
                }
            }
        }
    }

    private void secret(YamlPath path) {
        hidden.add(path);
        problems.add(
                document.problem(path, "a secret stands here in the open; %s".formatted(INSTEAD)));
    }
}
