package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Finding.Words;
import dev.surefoot.schema.rule.Verdicts.Settled;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tables whose rows were written anew for the type of a column that keeps its type, or whose wider
 * type needs no new rows: USING put other values into it, and what they were is lost.
 */
final class Recomputed {
    private static final Set<String> OTHER_VALUES =
            Set.of("columns", "values", "rows", "23502", "23505", "23514", "23503");

    private Recomputed() {}

    static List<String> tables(Step step) {
        if (step.changed(ObjectKind.COLUMN, "type").anyMatch(Recomputed::needsNewRows)) {
            return List.of();
        }
        List<String> forType =
                step.rewrites()
                        .filter(it -> it.reason().orElse("").contains("column type"))
                        .map(Fact.Rewritten::relation)
                        .distinct()
                        .toList();
        return step.rewrittenTables().stream()
                .filter(forType::contains)
                .filter(it -> !ofNewColumn(step, it))
                .toList();
    }

    /** No facts are told of a column that the file made itself, nor were there values in it. */
    private static boolean ofNewColumn(Step step, String table) {
        return step.before()
                .columnsOf(table)
                .anyMatch(it -> step.words().contains(it.toLowerCase(Locale.ROOT)));
    }

    /** A domain may have conditions, an array is cast by its elements, and padding is cut off. */
    private static boolean needsNewRows(Fact.Changed it) {
        return switch (TypeChange.between(it.from(), it.to())) {
            case VISIBLE, NARROWED -> true;
            case NONE, WIDER_TEXT -> it.from().contains("[]") || it.from().startsWith("character(");
        };
    }

    static Stream<Finding> of(FileView file, Step step) {
        return tables(step).stream()
                .map(
                        it ->
                                Verdicts.consented(
                                        file,
                                        Rule.C05,
                                        step,
                                        new Settled(OTHER_VALUES, Severity.WARN, words(it))));
    }

    private static Words words(String table) {
        return new Words(
                ("USING puts other values into a column of %s, though its type needs none: readers"
                                + " get those, and what they were is lost.")
                        .formatted(table),
                "every instance of the running version that reads it, and whoever wants the data",
                "for good: only a restore brings the values back",
                "A new column beside it, filled in batches with '-- surefoot: phase=backfill'; drop"
                        + " the old one in a contract file.");
    }
}
