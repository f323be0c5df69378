package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.rule.Finding.Words;

import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * L11: an UPDATE or DELETE of many rows in one statement. On an empty shadow it writes none, so
 * that it may write all of production's is what is known: it locks rows of a table that it reads.
 */
final class BulkRules implements RuleGroup {
    /** More rows than these are written in batches. */
    static final long MOST_ROWS = 10_000;

    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(step -> written(step).flatMap(table -> of(file, step, table)));
    }

    /** Tables of which a statement may update or delete any number of rows. */
    static Stream<String> written(Step step) {
        if (step.changesCatalog()
                || !step.words().matches("(update|delete|merge|with|do|call)\\b.*")) {
            return Stream.empty();
        }
        Stream<String> read = step.scans().map(Fact.Scanned::table);
        Stream<String> locked = step.locks().map(Fact.LockTaken::relation);
        return Stream.concat(
                        read.filter(it -> mayWrite(step, it)),
                        locked.filter(it -> touches(step, it)))
                .distinct();
    }

    /** A lock that an earlier statement took serves as well. */
    private static boolean mayWrite(Step step, String table) {
        return step.lock(table).map(it -> it.compareTo(LockMode.ROW_EXCLUSIVE) >= 0).orElse(false);
    }

    private static boolean touches(Step step, String table) {
        return step.facts(Fact.RowsTouched.class)
                .anyMatch(it -> it.table().equals(table) && it.updated() + it.deleted() > 0);
    }

    private static Stream<Finding> of(FileView file, Step step, String table) {
        OptionalLong rows = file.world().rows().of(table);
        if (rows.isEmpty()) {
            return Stream.of(
                    file.inconclusive(
                            Rule.L11,
                            step,
                            words(table, "an unknown number of"),
                            Unknown.rows(table)));
        }
        return rows.getAsLong() <= MOST_ROWS
                ? Stream.empty()
                : Stream.of(
                        file.finding(
                                Rule.L11,
                                Severity.BLOCK,
                                step,
                                words(table, "up to %,d".formatted(rows.getAsLong()))));
    }

    private static Words words(String table, String rows) {
        return new Words(
                "One statement writes %s rows of %s, and holds all of them until it is done."
                        .formatted(rows, table),
                "everybody who writes to the same rows, replicas, and vacuum",
                "seconds to minutes; what it writes, no inverse brings back",
                """
                -- file 1, instead of the statement; the runner writes it in batches:
                -- surefoot: phase=backfill
                -- surefoot: table=%s key=KEY set="COLUMN = VALUE" verify="COLUMN IS DISTINCT FROM VALUE"\
                """
                        .formatted(table));
    }
}
