package dev.surefoot.schema.proof;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.proof.Outcome.Column;
import dev.surefoot.schema.proof.statement.AppSql;
import dev.surefoot.schema.proof.statement.AppStatement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what statements came to before and after a change. Pure. Values count only where two
 * runs before agreed on them, and as a set: without an ORDER BY the server owes no order, and with
 * a LIMIT but no ORDER BY not even the same rows.
 */
final class Comparison {
    /** How much must be the same. */
    enum Demand {
        /** Everything that a client could see. */
        ALL,
        /** State and named columns: rows may differ while data are on their way. */
        SHAPE
    }

    private Comparison() {}

    static Optional<Break> of(AppStatement statement, Reference before, Outcome after) {
        // What a question about the catalog returns is meant to change with the schema.
        boolean catalog = AppSql.asksCatalog(statement.sql());
        return of(statement, before, after, catalog ? Demand.SHAPE : Demand.ALL);
    }

    static Optional<Break> of(
            AppStatement statement, Reference before, Outcome after, Demand demand) {
        Outcome first = before.first();
        if (!first.sqlState().equals(after.sqlState())) {
            boolean failed = after.error().isPresent();
            return Optional.of(
                    new Break(
                            statement.id(),
                            statement.sql(),
                            Break.Kind.STATE,
                            after.sqlState(),
                            failed ? Optional.of(after.sqlState()) : Optional.empty(),
                            after.message(),
                            ""));
        }
        // What deferred constraints had against it before is nothing new: a row that they ask for
        // may come with another statement of the same transaction.
        if (first.atCommit().isEmpty() && after.atCommit().isPresent()) {
            SqlError said = after.atCommit().get();
            return Optional.of(
                    new Break(
                            statement.id(),
                            statement.sql(),
                            Break.Kind.STATE,
                            said.sqlState(),
                            Optional.of(said.sqlState()),
                            said.message() + " (at COMMIT)",
                            ""));
        }
        List<String> columns = columns(first.columns(), after.columns(), demand);
        if (!columns.isEmpty()) {
            return found(statement, Break.Kind.COLUMNS, "columns: " + String.join(", ", columns));
        }
        if (demand == Demand.SHAPE) {
            return Optional.empty();
        }
        if (before.sameRows() && first.rows() != after.rows()) {
            return found(
                    statement, Break.Kind.ROWS, "rows: " + first.rows() + " to " + after.rows());
        }
        return before.sameValues(statement) && !sameValues(first, after)
                ? found(statement, Break.Kind.VALUES, "values: differ")
                : Optional.empty();
    }

    private static Optional<Break> found(AppStatement statement, Break.Kind kind, String words) {
        return Optional.of(
                new Break(statement.id(), statement.sql(), kind, words, Optional.empty(), "", ""));
    }

    /** Columns at the end that were not there before. */
    static List<Column> extra(Outcome before, Outcome after) {
        int known = before.columns().size();
        return known > 0 && after.columns().size() > known
                ? after.columns().subList(known, after.columns().size())
                : List.of();
    }

    private static List<String> columns(List<Column> before, List<Column> after, Demand demand) {
        if (demand == Demand.ALL && samePlaces(before, after)) {
            return retyped(before, after);
        }
        List<String> said = new ArrayList<>();
        List<Column> left = new ArrayList<>(after);
        for (Column each : before) {
            Optional<Column> now =
                    left.stream().filter(one -> one.name().equals(each.name())).findFirst();
            now.ifPresentOrElse(left::remove, () -> said.add(each.name() + " gone"));
            now.flatMap(found -> retyped(each, found)).ifPresent(said::add);
        }
        // Where all names are still there, whoever has not its place has moved.
        boolean places = said.isEmpty() && demand == Demand.ALL;
        for (int i = 0; places && i < before.size(); i++) {
            if (!after.get(i).name().equals(before.get(i).name())) {
                said.add(before.get(i).name() + " moved");
            }
        }
        return said;
    }

    private static boolean samePlaces(List<Column> before, List<Column> after) {
        if (after.size() < before.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).name().equals(after.get(i).name())) {
                return false;
            }
        }
        return true;
    }

    private static List<String> retyped(List<Column> before, List<Column> after) {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            retyped(before.get(i), after.get(i)).ifPresent(said::add);
        }
        return said;
    }

    private static Optional<String> retyped(Column before, Column after) {
        return before.type().equals(after.type())
                ? Optional.empty()
                : Optional.of(before.name() + " " + before.type() + " to " + after.type());
    }

    /** Over the columns that were there before. */
    static boolean sameValues(Outcome before, Outcome after) {
        int width = before.columns().size();
        return counted(before, width).equals(counted(after, width));
    }

    private static Map<List<Optional<String>>, Long> counted(Outcome outcome, int width) {
        return outcome.values().stream()
                .map(row -> row.subList(0, Math.min(width, row.size())))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Columns that hold more NULLs than those of as many rows in the other. */
    static List<String> nullYet(Outcome now, Outcome last) {
        return now.rows() == last.rows()
                ? now.columns().stream()
                        .filter(it -> last.columns().contains(it))
                        .filter(it -> nulls(now, it) > nulls(last, it))
                        .map(Column::name)
                        .toList()
                : List.of();
    }

    private static long nulls(Outcome outcome, Column column) {
        int place = outcome.columns().indexOf(column);
        return outcome.values().stream().filter(row -> row.get(place).isEmpty()).count();
    }

    /** Whether the server may choose which rows it returns. */
    static boolean choosesRows(String sql) {
        List<String> words = AppSql.words(sql);
        boolean cut =
                words.contains("LIMIT") || words.contains("FETCH") || words.contains("OFFSET");
        return cut && !words.contains("ORDER");
    }
}
