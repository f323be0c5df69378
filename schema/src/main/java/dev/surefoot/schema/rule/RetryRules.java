package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.rule.Finding.Words;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * D02, as far as the text tells it: a file that begins or ends transactions by itself. What is half
 * applied after a crash is found by running statements twice, which is done elsewhere.
 */
final class RetryRules implements RuleGroup {
    @Override
    public Stream<Finding> of(FileView file) {
        return left(file).stream();
    }

    private static Optional<Finding> left(FileView file) {
        Step open = null;
        for (Step step : file.steps()) {
            String words = step.words();
            if (words.matches("(begin|start transaction)\\b.*")) {
                open = step;
            } else if (words.matches("(commit|end|rollback|abort)\\b(?! to).*")) {
                open = null;
            }
        }
        return Optional.ofNullable(open)
                .map(
                        step ->
                                file.finding(
                                        Rule.D02,
                                        Severity.BLOCK,
                                        step,
                                        new Words(
                                                "The file begins a transaction that it never ends:"
                                                        + " nothing of it may stay.",
                                                "whoever runs the migration",
                                                "until the file ends with COMMIT",
                                                "Leave BEGIN out, or end the file with COMMIT;")));
    }

    /** A statement that fails when it is run again, where a crash may make that necessary. */
    static Finding again(FileView file, Step step, SqlError error) {
        return file.finding(
                Rule.D02,
                Severity.BLOCK,
                step,
                new Words(
                        ("Run again after a crash it fails: %s (SQLSTATE %s); it commits by itself,"
                                        + " and the tool would start the file anew.")
                                .formatted(error.message(), error.sqlState()),
                        "whoever has to finish the migration by hand",
                        "until somebody mends it",
                        "Put IF EXISTS or IF NOT EXISTS into it, for an index DROP INDEX"
                                + " CONCURRENTLY IF EXISTS before it; or let Surefoot's runner do"
                                + " it, with '-- surefoot: transaction=statement'."));
    }
}
