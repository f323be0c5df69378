package dev.surefoot.proxy.route;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Takes typed values out of a JSON tree and remembers every problem instead of stopping at the
 * first. After a problem it hands out a stand-in value, so its results count only when {@link
 * #problems} is empty. Not thread-safe; one per document.
 */
final class FieldReader {
    private static final int SHOWN = 80;

    private final List<Problem> problems = new ArrayList<>();

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void problem(String field, @Nullable JsonNode value, String bound) {
        String seen = value == null || value.isMissingNode() ? "missing" : value.toString();
        problems.add(
                new Problem(
                        field,
                        seen.length() > SHOWN ? seen.substring(0, SHOWN) + "…" : seen,
                        bound));
    }

    /** Whether the node is an object with none but the allowed keys. */
    boolean object(String field, @Nullable JsonNode node, Set<String> allowed) {
        if (node == null || !node.isObject()) {
            problem(field, node, "an object with " + new TreeSet<>(allowed));
            return false;
        }
        // INVARIANT: nothing is ignored; a newer server's wish must not be half obeyed.
        for (String key : node.propertyNames()) {
            if (!allowed.contains(key)) {
                problem(
                        path(field, key),
                        node.get(key),
                        "absent; known: " + new TreeSet<>(allowed));
            }
        }
        return true;
    }

    String text(String field, @Nullable JsonNode node, Predicate<String> accepted, String bound) {
        if (node == null || !node.isString() || !accepted.test(node.asString())) {
            problem(field, node, bound);
            return "";
        }
        return node.asString();
    }

    long integer(String field, @Nullable JsonNode node, long min, long max) {
        if (node == null
                || !node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.asLong() < min
                || node.asLong() > max) {
            problem(field, node, "an integer from " + min + " to " + max);
            return min;
        }
        return node.asLong();
    }

    private static String path(String parent, String key) {
        return parent.equals("body") ? key : parent + "." + key;
    }
}
