package dev.surefoot.schema.rows;

import static dev.surefoot.schema.rows.Variant.ROW;

import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds values that a table's conditions allow, by asking the server: first for each column by
 * itself, then for columns that conditions tie together. Bounded: {@value #MOST_TRIES} tries of
 * tied columns. Needs a connection with auto-commit, as a try may fail. Not thread-safe.
 */
final class Fitter {
    private static final int MOST_TRIES = 1_500;
    private static final int TRIAL_ROWS = 40;

    private final Connection connection;
    private final long seed;
    private final Recipe.Style style;

    Fitter(Connection connection, long seed, Recipe.Style style) {
        this.connection = connection;
        this.seed = seed;
        this.style = style;
    }

    /**
     * Values for a table.
     *
     * @param open columns that must be NULL, as their reference stays open
     */
    Fit fit(Table table, Set<String> open) throws SQLException {
        List<Condition> conditions =
                table.conditions().stream().filter(each -> table.takes(each.columns())).toList();
        Map<String, List<Variant>> ways = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            List<Condition> own =
                    conditions.stream()
                            .filter(each -> each.columns().equals(List.of(column.name())))
                            .toList();
            List<Variant> passing =
                    open.contains(column.name())
                            ? List.of(Values.none(column))
                            : passing(column, conditions, own);
            if (passing.isEmpty()) {
                return new Fit.None("no value of %s fits %s".formatted(column.name(), words(own)));
            }
            ways.put(column.name(), passing);
        }
        for (List<Condition> tied : Ties.of(conditions)) {
            if (!settle(ways, tied)) {
                return new Fit.None("no values fit " + words(tied));
            }
        }
        return found(table, ways, conditions);
    }

    private static Fit found(
            Table table, Map<String, List<Variant>> ways, List<Condition> conditions) {
        Set<String> nulls = new HashSet<>();
        Map<String, String> expressions = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            Variant way = of(ways, column.name()).getFirst();
            boolean none = way.equals(Values.none(column));
            if (none) {
                nulls.add(column.name());
            }
            boolean bound =
                    conditions.stream().anyMatch(each -> each.columns().contains(column.name()));
            boolean sometimes = !column.required() && !bound && !none && !column.unique();
            expressions.put(
                    column.name(), sometimes ? InsertSql.sometimes(column, way.sql()) : way.sql());
        }
        return new Fit.Found(expressions, nulls);
    }

    private static List<Variant> of(Map<String, List<Variant>> ways, String column) {
        return ways.getOrDefault(column, List.of());
    }

    /** The ways that the column's own conditions allow, NULL last. */
    private List<Variant> passing(Column column, List<Condition> all, List<Condition> own)
            throws SQLException {
        List<Variant> variants = Values.of(column, style, Hints.of(column, all), seed);
        boolean bound = all.stream().anyMatch(each -> each.columns().contains(column.name()));
        List<Variant> passing = new ArrayList<>();
        for (Variant each : variants) {
            if (allowed(Map.of(column.name(), each), own, column.required())) {
                passing.add(each);
                if (!bound) {
                    break;
                }
            }
        }
        if (!own.isEmpty() && !passing.isEmpty() && passing.getFirst().constant()) {
            many(column, passing).ifPresent(passing::addFirst);
        }
        if (!column.required() && allowed(Map.of(column.name(), Values.none(column)), own, false)) {
            passing.add(Values.none(column));
        }
        return passing;
    }

    /** Where several constants are allowed, they come in turn. */
    private static Optional<Variant> many(Column column, List<Variant> passing) {
        List<String> constants =
                passing.stream().filter(Variant::constant).map(Variant::sql).distinct().toList();
        if (constants.size() < 2 || column.type() instanceof SqlType.Array) {
            return Optional.empty();
        }
        return Optional.of(
                Variant.each(
                        "(array[%s])[1 + (%s %% %d)]"
                                .formatted(String.join(", ", constants), ROW, constants.size())));
    }

    /** Leaves one way for each of the tied columns, so that all their conditions hold. */
    private boolean settle(Map<String, List<Variant>> ways, List<Condition> tied)
            throws SQLException {
        List<String> columns =
                tied.stream().flatMap(each -> each.columns().stream()).distinct().toList();
        List<Integer> sizes = columns.stream().map(each -> of(ways, each).size()).toList();
        for (List<Integer> choice : Choices.of(sizes, MOST_TRIES)) {
            Map<String, Variant> tried = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                tried.put(columns.get(i), of(ways, columns.get(i)).get(choice.get(i)));
            }
            if (allowed(tried, tied, false)) {
                tried.forEach((column, way) -> ways.put(column, List.of(way)));
                return true;
            }
        }
        return false;
    }

    /** Whether the server finds nothing against these values; an error is against them. */
    private boolean allowed(Map<String, Variant> values, List<Condition> conditions, boolean some)
            throws SQLException {
        String columns =
                values.entrySet().stream()
                        .map(e -> e.getValue().sql() + " as " + Identifiers.quoted(e.getKey()))
                        .collect(Collectors.joining(", "));
        List<String> asked = new ArrayList<>();
        conditions.forEach(each -> asked.add("(" + each.sql() + ") is not false"));
        if (some) {
            values.keySet()
                    .forEach(each -> asked.add("not (" + Identifiers.quoted(each) + " is null)"));
        }
        if (asked.isEmpty()) {
            values.keySet()
                    .forEach(each -> asked.add("num_nulls(" + Identifiers.quoted(each) + ") >= 0"));
        }
        String sql =
                """
                select bool_and(%s)
                  from (select %s from generate_series(1, %d) %s) surefoot_r
                """
                        .formatted(String.join(" and ", asked), columns, TRIAL_ROWS, ROW);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            if (connection.isClosed() || Seeder.TIMED_OUT.equals(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    private static String words(List<Condition> conditions) {
        return conditions.isEmpty()
                ? "its type"
                : conditions.stream().map(Condition::sql).collect(Collectors.joining(" and "));
    }
}
