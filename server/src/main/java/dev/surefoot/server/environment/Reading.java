package dev.surefoot.server.environment;

import dev.surefoot.server.json.YamlProblem;

import java.util.List;
import java.util.stream.Collectors;

/** What came of reading a file: all of it, or everything that is wrong with it. */
sealed interface Reading<T> {
    /** It is in order. */
    record Good<T>(T value) implements Reading<T> {}

    /** At least one problem, by place. */
    record Bad<T>(List<YamlProblem> problems) implements Reading<T> {
        public Bad {
            problems = problems.stream().sorted().distinct().toList();
        }
    }

    /**
     * The value of a file that was in order when it was stored.
     *
     * @throws IllegalStateException if this Surefoot no longer accepts it
     */
    default T orThrow() {
        return switch (this) {
            case Good<T>(T value) -> value;
            case Bad<T>(List<YamlProblem> problems) ->
                    throw new IllegalStateException(
                            "a stored file is no longer accepted; apply a corrected one: "
                                    + problems.stream()
                                            .map(YamlProblem::toString)
                                            .collect(Collectors.joining("; ")));
        };
    }
}
