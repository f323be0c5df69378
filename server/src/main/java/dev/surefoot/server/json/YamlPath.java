package dev.surefoot.server.json;

import java.util.ArrayList;
import java.util.List;

/**
 * The way from the root to a value: keys ({@link String}) and indices ({@link Integer}, from 0).
 * Immutable.
 */
public record YamlPath(List<Object> steps) {
    /** The whole document. */
    public static final YamlPath ROOT = new YamlPath(List.of());

    public YamlPath {
        steps = List.copyOf(steps);
    }

    /** The path of these keys and indices. */
    public static YamlPath of(Object... steps) {
        return new YamlPath(List.of(steps));
    }

    /** The value under this key or index of what is here. */
    public YamlPath then(Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return new YamlPath(longer);
    }

    /** The last key or index; empty text for the root. */
    public String last() {
        return steps.isEmpty() ? "" : steps.getLast().toString();
    }

    /** What this is in; the root is in itself. */
    public YamlPath parent() {
        return steps.isEmpty() ? this : new YamlPath(steps.subList(0, steps.size() - 1));
    }

    /** As people read it: {@code environments[1].rollout.steps[0]}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer index) {
                out.append('[').append(index).append(']');
            } else {
                out.append(out.isEmpty() ? "" : ".").append(step);
            }
        }
        return out.toString();
    }
}
