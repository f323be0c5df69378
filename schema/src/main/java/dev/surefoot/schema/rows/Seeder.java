package dev.surefoot.schema.rows;

import dev.surefoot.schema.rows.FillOrder.Step;
import dev.surefoot.schema.rows.Seeded.Filled;
import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills tables with generated rows that fit them: types, NOT NULL, checks, unique keys, exclusions,
 * references, partitions. What a condition asks is found by trying; where nothing fits, the table
 * stays empty and the answer says why.
 *
 * <p>The same seed on the same schema makes the same rows. Rows that are there stay. A table's rows
 * are added with its triggers on, up to {@value #MOST_WITH_TRIGGERS} of them; beyond that, or if a
 * trigger refuses, with triggers off. Sequences are moved past the rows. Needs a superuser's
 * connection without an open transaction; not thread-safe on one database.
 */
public final class Seeder {
    static final long MOST_WITH_TRIGGERS = 1_000;
    static final String TIMED_OUT = "57014";

    private final Connection connection;
    private final SeedRequest request;
    private final long end;
    private final Map<Long, Table> tables = new HashMap<>();

    private Seeder(Connection connection, SeedRequest request) {
        this.connection = connection;
        this.request = request;
        this.end = System.nanoTime() + request.atMost().toNanos();
    }

    /**
     * Fills a database.
     *
     * @throws SQLException if the connection fails; what a table refuses is part of the answer
     */
    public static Seeded fill(Connection connection, SeedRequest request) throws SQLException {
        String timeout = ask(connection, "show statement_timeout");
        try {
            return new Seeder(connection, request).all();
        } finally {
            if (!connection.isClosed()) {
                run(connection, "set statement_timeout = '" + timeout + "'");
            }
        }
    }

    private Seeded all() throws SQLException {
        List<Table> all = new TableReader(connection).tables();
        all.forEach(each -> tables.put(each.oid(), each));
        List<Table> wanted = all.stream().filter(each -> request.wanted(each.label()) > 0).toList();
        List<Filled> filled = new ArrayList<>();
        for (Step step : FillOrder.of(wanted)) {
            filled.addAll(fill(step));
        }
        return new Seeded(filled);
    }

    private List<Filled> fill(Step step) throws SQLException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return refused(step, "no time left of " + request.atMost().toSeconds() + " s");
        }
        run(connection, "set statement_timeout = " + left);
        try {
            return step.tables().size() == 1
                    ? List.of(fill(step, step.tables().getFirst()))
                    : together(step);
        } catch (SQLException e) {
            if (TIMED_OUT.equals(e.getSQLState())) {
                return refused(step, "not done in " + request.atMost().toSeconds() + " s");
            }
            throw e;
        }
    }

    private List<Filled> refused(Step step, String why) {
        return step.tables().stream().map(each -> refused(each, why)).toList();
    }

    private Filled refused(Table table, String why) {
        return new Filled(table.label(), request.wanted(table.label()), 0, 0, Optional.of(why));
    }

    private Filled fill(Step step, Table table) throws SQLException {
        if (table.partitioned() && table.partitions() == 0) {
            return refused(table, "no rows fit: it has no partition");
        }
        Insertion insertion = new Insertion(connection, request, end);
        long wanted = request.wanted(table.label());
        Optional<String> refusal = Optional.empty();
        for (Way way : wanted > MOST_WITH_TRIGGERS ? List.of(Way.QUIET) : List.of(Way.values())) {
            Recipe.Style style = new Recipe.Style(table.name(), way == Way.PLAIN);
            switch (draft(step, table, style)) {
                case Draft.None(String why) -> {
                    return insertion.counted(table, 0, Optional.of("no rows fit: " + why));
                }
                case Draft.Found(InsertSql sql) -> {
                    Filled filled = insertion.fill(sql, way != Way.QUIET, refusal);
                    if (filled.added() > 0 || filled.rows() >= wanted || way == Way.QUIET) {
                        return filled;
                    }
                    refusal = filled.why();
                }
            }
        }
        throw new IllegalStateException("every way was tried for " + table.label());
    }

    /** What is tried one after the other until rows are taken. */
    private enum Way {
        RICH,
        PLAIN,
        /** Without triggers. */
        QUIET
    }

    /** What can be decided before a row is there. */
    private Draft draft(Step step, Table table, Recipe.Style style) throws SQLException {
        Map<Reference, Long> keys = new HashMap<>();
        Set<Reference> open = new HashSet<>(step.open());
        open.retainAll(table.references());
        for (Reference each : table.references()) {
            if (open.contains(each) || step.holds(each)) {
                continue;
            }
            long count = keys(each);
            if (count > 0) {
                keys.put(each, count);
            } else if (table.optional(each)) {
                open.add(each);
            } else {
                return new Draft.None(
                        "its parent %s.%s has none"
                                .formatted(each.parentSchema(), each.parentName()));
            }
        }
        return switch (new Fitter(connection, request.seed(), style)
                .fit(table, nulls(table, open))) {
            case Fit.None(String why) -> new Draft.None(why);
            case Fit.Found(Map<String, String> expressions, Set<String> nulls) -> {
                keys.keySet().removeIf(each -> each.columns().stream().anyMatch(nulls::contains));
                yield new Draft.Found(new InsertSql(table, own(step, table, expressions), keys));
            }
        };
    }

    private sealed interface Draft {
        record Found(InsertSql sql) implements Draft {}

        record None(String why) implements Draft {}
    }

    /** A reference into the same step takes the key that the parent's row of that number gets. */
    private Map<String, String> own(Step step, Table table, Map<String, String> expressions) {
        Map<String, String> all = new HashMap<>(expressions);
        for (Reference each : table.references()) {
            if (each.parent() == table.oid() && !step.open().contains(each)) {
                for (int i = 0; i < each.columns().size(); i++) {
                    String key = expressions.get(each.keys().get(i));
                    if (key != null) {
                        all.put(each.columns().get(i), key);
                    }
                }
            }
        }
        return all;
    }

    /** The columns to leave NULL, so that these references stay open. */
    private static Set<String> nulls(Table table, Set<Reference> open) {
        Set<String> elsewhere = new HashSet<>();
        table.references().stream()
                .filter(each -> !open.contains(each))
                .forEach(each -> elsewhere.addAll(each.columns()));
        Set<String> nulls = new HashSet<>();
        for (Reference each : open) {
            List<String> may =
                    each.columns().stream().filter(c -> !table.column(c).required()).toList();
            List<String> free = may.stream().filter(c -> !elsewhere.contains(c)).toList();
            nulls.addAll(free.isEmpty() ? may : free);
        }
        return nulls;
    }

    /** How many different places a row of this reference may point to. */
    private long keys(Reference reference) throws SQLException {
        String keys =
                String.join(", ", reference.keys().stream().map(Identifiers::quoted).toList());
        String sql =
                """
                select count(*) from %s.%s where num_nulls(%s) = 0
                """
                        .formatted(
                                Identifiers.quoted(reference.parentSchema()),
                                Identifiers.quoted(reference.parentName()),
                                keys);
        return Long.parseLong(ask(connection, sql));
    }

    /**
     * Tables that need each other: one statement, since references are looked at only at its end.
     */
    private List<Filled> together(Step step) throws SQLException {
        List<InsertSql> drafts = new ArrayList<>();
        for (Table each : step.tables()) {
            switch (draft(step, each, new Recipe.Style(each.name(), false))) {
                case Draft.None(String why) -> {
                    return refused(step, "no rows fit: " + why);
                }
                case Draft.Found(InsertSql sql) -> drafts.add(sql);
            }
        }
        return new Insertion(connection, request, end).together(new Ring(drafts).linked());
    }

    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            String answer = row.getString(1);
            return answer == null ? "" : answer;
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
