package dev.surefoot.schema.rows;

import dev.surefoot.schema.rows.Seeded.Filled;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs what was drafted, part by part, within time and size. Not thread-safe. */
final class Insertion {
    /** Rows that conflict with others are left out; so many rounds of other rows are tried. */
    private static final int MOST_ROUNDS = 4;

    private static final long PART = 100_000;
    private static final long ANALYZED = 1_000;

    private final Connection connection;
    private final SeedRequest request;
    private final long end;

    Insertion(Connection connection, SeedRequest request, long end) {
        this.connection = connection;
        this.request = request;
        this.end = end;
    }

    /**
     * Adds rows to one table.
     *
     * @param triggers whether they are on
     * @param before why no row was taken with them on
     */
    Filled fill(InsertSql sql, boolean triggers, Optional<String> before) throws SQLException {
        Attempt attempt = attempt(sql, request.wanted(sql.table().label()), triggers);
        after(sql.table(), attempt.rows());
        boolean quiet = !triggers && attempt.rows() > 0 && before.isPresent();
        String note = "with its triggers off; with them: " + before.orElse("");
        Optional<String> why =
                quiet
                        ? Optional.of(attempt.why().map(more -> more + "; " + note).orElse(note))
                        : attempt.why();
        return counted(sql.table(), attempt.rows(), why);
    }

    /** The answer for a table; what is missing is no matter if it is full all the same. */
    Filled counted(Table table, long added, Optional<String> why) throws SQLException {
        long wanted = request.wanted(table.label());
        long rows =
                Long.parseLong(Seeder.ask(connection, "select count(*) from " + table.quoted()));
        boolean full = added == 0 && rows >= wanted;
        return new Filled(table.label(), wanted, added, rows, full ? Optional.empty() : why);
    }

    private record Attempt(long rows, Optional<String> why) {}

    private Attempt attempt(InsertSql sql, long wanted, boolean triggers) throws SQLException {
        long rows = 0;
        long from = 1;
        long part = Math.max(PART, (wanted + 3) / 4);
        for (int round = 0; round < MOST_ROUNDS && rows < wanted; ) {
            long until = from + Math.min(part, wanted - rows) - 1;
            try {
                long added = insert(sql.rows(from, until), triggers);
                rows += added;
                round += added < until - from + 1 ? 1 : 0;
                from = until + 1;
            } catch (SQLException e) {
                return new Attempt(rows, Optional.of(words(e)));
            }
            Optional<String> stop = rows < wanted ? stop(part) : Optional.empty();
            if (stop.isPresent()) {
                return new Attempt(rows, stop);
            }
        }
        Optional<String> why =
                rows >= wanted
                        ? Optional.empty()
                        : Optional.of("other rows break its conditions or unique keys");
        return new Attempt(rows, why);
    }

    /** All tables by one statement; as many rows as each of them wants at least. */
    List<Filled> together(List<InsertSql> all) throws SQLException {
        long rows =
                all.stream()
                        .mapToLong(each -> request.wanted(each.table().label()))
                        .min()
                        .orElseThrow();
        List<String> parts = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            parts.add("part%d as (%s returning 1)".formatted(i, all.get(i).rows(1, rows)));
            counts.add("(select count(*) from part" + i + ")");
        }
        String sql =
                "with %s\nselect %s"
                        .formatted(String.join(",\n", parts), String.join(" || ' ' || ", counts));
        List<Filled> filled = new ArrayList<>();
        try {
            String[] added = Seeder.ask(connection, sql).split(" ", -1);
            for (int i = 0; i < added.length; i++) {
                Table table = all.get(i).table();
                after(table, Long.parseLong(added[i]));
                filled.add(counted(table, Long.parseLong(added[i]), Optional.empty()));
            }
        } catch (SQLException e) {
            check(e);
            filled.clear();
            for (InsertSql each : all) {
                filled.add(counted(each.table(), 0, Optional.of(words(e))));
            }
        }
        return filled;
    }

    private long insert(String sql, boolean triggers) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (!triggers) {
                statement.execute("set local session_replication_role = replica");
            }
            long added = statement.executeLargeUpdate(sql);
            connection.commit();
            return added;
        } catch (SQLException e) {
            check(e);
            connection.rollback();
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private void check(SQLException e) throws SQLException {
        if (connection.isClosed()) {
            throw e;
        }
    }

    private Optional<String> stop(long part) throws SQLException {
        if (System.nanoTime() > end) {
            return Optional.of("stopped after " + request.atMost().toSeconds() + " s");
        }
        if (part < PART) {
            return Optional.empty();
        }
        String size = Seeder.ask(connection, "select pg_database_size(current_database())");
        return Long.parseLong(size) > request.mostBytes()
                ? Optional.of("stopped at %d MiB".formatted(Long.parseLong(size) >> 20))
                : Optional.empty();
    }

    /** Sequences go on behind the rows, and the planner knows of many. */
    private void after(Table table, long rows) throws SQLException {
        if (rows == 0) {
            return;
        }
        for (Column each : table.columns()) {
            if (each.sequence().isPresent()) {
                pass(each.sequence().get(), each, table);
            }
        }
        if (rows >= ANALYZED) {
            Seeder.run(connection, "analyze " + table.quoted());
        }
    }

    private void pass(String sequence, Column column, Table table) throws SQLException {
        String sql =
                """
                select setval('%s', m.most)
                  from (select max(%s)::bigint as most from %s) m, %s s
                 where m.most >= s.last_value
                """
                        .formatted(
                                sequence.replace("'", "''"),
                                column.quoted(),
                                table.quoted(),
                                sequence);
        try {
            Seeder.ask(connection, sql);
        } catch (SQLException e) {
            // A sequence that makes other things than numbers of this column, as 'A' || nextval(…).
            check(e);
        }
    }

    private static String words(SQLException e) {
        String message =
                e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
        return Seeder.TIMED_OUT.equals(e.getSQLState())
                ? "stopped, its time was used up"
                : "no rows fit: " + message + " (" + e.getSQLState() + ")";
    }
}
