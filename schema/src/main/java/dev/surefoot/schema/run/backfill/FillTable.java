package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.target.Sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rows of {@code surefoot_schema.backfill}. */
public final class FillTable {
    private static final String COLUMNS =
            """
            select id, path, relation, state, pass, cursor, done, total, changed, left_over, batch,
                rates, note, asked_to_pause, paused_ms
            from surefoot_schema.backfill
            """;

    private FillTable() {}

    /** All of them. */
    public static List<Fill> all(Connection connection) throws SQLException {
        return Sql.list(connection, COLUMNS + " order by started, id", FillTable::read);
    }

    /** One of them. */
    public static Optional<Fill> find(Connection connection, String id) throws SQLException {
        return Sql.first(connection, COLUMNS + " where id = ?", FillTable::read, id);
    }

    /** A new one, before its first batch. */
    static void begin(Connection connection, FillPlan plan, long total, int batch)
            throws SQLException {
        Sql.update(
                connection,
                """
                insert into surefoot_schema.backfill (id, path, relation, state, total, batch)
                values (?, ?, ?, 'RUNNING', ?, ?) on conflict (id) do nothing
                """,
                plan.id(),
                plan.path(),
                plan.table().quoted(),
                total,
                batch);
    }

    /**
     * What a batch has done, in its own transaction.
     *
     * @param cursor the last key of it; empty: the pass is through
     */
    record Step(Optional<List<String>> cursor, long walked, long changed, int batch, double rate) {}

    static void moved(Connection connection, String id, Step step) throws SQLException {
        Array cursor =
                step.cursor().isEmpty()
                        ? null
                        : connection.createArrayOf("text", step.cursor().get().toArray());
        Sql.update(
                connection,
                """
                update surefoot_schema.backfill
                set state = case when ? then 'VERIFYING' else 'RUNNING' end, cursor = ?,
                    done = done + ?, changed = changed + ?, batch = ?, note = null,
                    rates = case when ? > 0 then (rates || cast(? as double precision))
                        [greatest(1, cardinality(rates) + 2 - %d):] else rates end
                where id = ?
                """
                        .formatted(Eta.RATES),
                step.cursor().isEmpty(),
                cursor,
                step.walked(),
                step.changed(),
                step.batch(),
                step.rate(),
                step.rate(),
                id);
    }

    /** The walk is through; so many rows there were. */
    static void state(Connection connection, String id, Fill.State state, String note)
            throws SQLException {
        Sql.update(
                connection,
                "update surefoot_schema.backfill set state = ?, note = nullif(?, '') where id = ?",
                state.name(),
                note,
                id);
    }

    /** Paused for so much longer. */
    static void paused(Connection connection, String id, Duration span) throws SQLException {
        Sql.update(
                connection,
                "update surefoot_schema.backfill set paused_ms = paused_ms + ? where id = ?",
                span.toMillis(),
                id);
    }

    /** What a verification found; with nothing left it is done, else it may walk again. */
    static void verified(Connection connection, String id, long left, boolean again)
            throws SQLException {
        Sql.update(
                connection,
                """
                update surefoot_schema.backfill
                set left_over = ?,
                    state = case when ? = 0 then 'VERIFIED' when ? then 'RUNNING'
                        else 'FAILED' end,
                    verified = case when ? = 0 then clock_timestamp() end,
                    total = case when ? = 0 then done else total end,
                    done = case when ? > 0 and ? then 0 else done end,
                    pass = case when ? > 0 and ? then pass + 1 else pass end,
                    cursor = null, note = null
                where id = ?
                """,
                left,
                left,
                again,
                left,
                left,
                left,
                again,
                left,
                again,
                id);
    }

    /** From the start: all passes are to be had again. */
    public static void restart(Connection connection, String id) throws SQLException {
        Sql.update(
                connection,
                """
                update surefoot_schema.backfill
                set state = 'RUNNING', pass = 1, cursor = null, done = 0, note = null,
                    left_over = null
                where id = ?
                """,
                id);
    }

    /** Asks all that run to pause, or with an empty reason to go on. */
    public static int ask(Connection connection, String reason) throws SQLException {
        return Sql.update(
                connection,
                """
                update surefoot_schema.backfill set asked_to_pause = nullif(?, '')
                where state <> 'VERIFIED'
                """,
                reason);
    }

    /** Its migration was undone. */
    public static void forget(Connection connection, String path) throws SQLException {
        Sql.update(connection, "delete from surefoot_schema.backfill where path = ?", path);
    }

    private static Fill read(ResultSet row) throws SQLException {
        Array cursor = row.getArray(6);
        long left = row.getLong(10);
        Optional<Long> known = row.wasNull() ? Optional.empty() : Optional.of(left);
        return new Fill(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Fill.State.valueOf(row.getString(4)),
                row.getInt(5),
                cursor == null
                        ? Optional.empty()
                        : Optional.of(List.of((String[]) cursor.getArray())),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                known,
                row.getInt(11),
                Arrays.asList((Double[]) row.getArray(12).getArray()),
                Optional.ofNullable(row.getString(13)),
                Optional.ofNullable(row.getString(14)),
                Duration.ofMillis(row.getLong(15)));
    }
}
