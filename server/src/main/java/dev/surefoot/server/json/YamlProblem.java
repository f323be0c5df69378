package dev.surefoot.server.json;

import java.util.Comparator;

/**
 * Something wrong in a YAML file, at its place. Ordered by place. Never holds a secret's value.
 *
 * @param file as the person named it
 * @param line from 1
 * @param column from 1, in characters
 * @param path of the value, for example {@code environments[1].rollout.steps[0]}; empty for the
 *     whole file
 * @param message names what was seen, what is allowed and what to write
 */
public record YamlProblem(String file, int line, int column, String path, String message)
        implements Comparable<YamlProblem> {
    private static final Comparator<YamlProblem> BY_PLACE =
            Comparator.comparingInt(YamlProblem::line)
                    .thenComparingInt(YamlProblem::column)
                    .thenComparing(YamlProblem::path)
                    .thenComparing(YamlProblem::message)
                    .thenComparing(YamlProblem::file);

    @Override
    public int compareTo(YamlProblem other) {
        return BY_PLACE.compare(this, other);
    }

    /** One line, as compilers write it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
