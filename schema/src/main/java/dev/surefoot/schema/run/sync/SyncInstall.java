package dev.surefoot.schema.run.sync;

import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.SqlErrors;
import dev.surefoot.schema.run.target.TableInfo;
import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a table's trigger in place, inside the transaction that is open: makes it, reads it back,
 * proves it by one write each way that is taken back, notes it. A refusal leaves the transaction to
 * be rolled back.
 */
public final class SyncInstall {
    private SyncInstall() {}

    /** For all pairs that a migration asks of one table; empty if in place. */
    public static Optional<String> install(
            Connection connection, String name, List<SyncSpec> specs, String path)
            throws SQLException {
        Optional<TableInfo> found = TableInfo.find(connection, name);
        if (found.isEmpty()) {
            return Optional.of("there is no table " + name + " whose columns to keep in step");
        }
        TableInfo table = found.get();
        List<SyncPair> asked = new ArrayList<>();
        for (SyncSpec spec : specs) {
            SyncPair pair =
                    new SyncPair(
                            TableInfo.unquoted(spec.old()),
                            TableInfo.unquoted(spec.fresh()),
                            spec.up(),
                            spec.down(),
                            path);
            Optional<String> refused = SyncRefusal.of(connection, table, pair);
            if (refused.isPresent()) {
                return refused;
            }
            SyncTable.add(connection, table, pair, RoundTrip.of(connection, table, pair));
            asked.add(pair);
        }
        make(connection, table);
        Optional<String> wrong = readBack(connection, table);
        for (SyncPair pair : asked) {
            if (wrong.isEmpty()) {
                wrong = prove(connection, table, pair);
            }
        }
        return wrong;
    }

    private static void make(Connection connection, TableInfo table) throws SQLException {
        List<SyncPair> all = SyncTable.of(connection, table);
        Sql.execute(connection, SyncTrigger.functionSql(table, all, path(connection)));
        Sql.execute(
                connection,
                "drop trigger if exists "
                        + Identifiers.quoted(SyncTrigger.NAME)
                        + " on "
                        + table.quoted());
        Sql.execute(connection, SyncTrigger.triggerSql(table));
    }

    /** The search path as it stands. */
    static String path(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        "select current_setting('search_path')",
                        row -> row.getString(1))
                .orElse("");
    }

    /** There, enabled, for each row before INSERT and UPDATE (7 + 16), and the last of those. */
    static Optional<String> readBack(Connection connection, TableInfo table) throws SQLException {
        boolean there =
                Sql.yes(
                        connection,
                        """
                        select tgenabled in ('O', 'A') and tgtype = 23
                            and tgfoid = to_regproc(?)
                        from pg_trigger
                        where tgrelid = cast(? as bigint)::oid and tgname = ?
                        """,
                        SyncTrigger.function(table),
                        table.oid(),
                        SyncTrigger.NAME);
        if (!there) {
            return Optional.of("the trigger on " + table.quoted() + " is not as it was made");
        }
        return Sql.first(
                connection,
                """
                select tgname from pg_trigger
                where tgrelid = cast(? as bigint)::oid and not tgisinternal and tgtype & 3 = 3
                    and tgtype & 20 <> 0 and tgname > cast(? as name)
                """,
                row ->
                        "trigger "
                                + row.getString(1)
                                + " on "
                                + table.quoted()
                                + " would fire after ours and could change what was kept in"
                                + " step; rename it",
                table.oid(),
                SyncTrigger.NAME);
    }

    /**
     * A write that is taken back.
     *
     * @param column that is written
     * @param source what is written: an expression over another row
     * @param follows the column that is to follow, quoted
     * @param expression what it must then be
     */
    private record Trial(String column, String source, String follows, String expression) {}

    /** One write each way; a table without a row to try it on has only been read back. */
    private static Optional<String> prove(Connection connection, TableInfo table, SyncPair pair)
            throws SQLException {
        Trial old = new Trial(pair.old(), pair.oldQuoted(), pair.freshQuoted(), pair.up());
        Trial fresh = new Trial(pair.fresh(), "(" + pair.up() + ")", pair.oldQuoted(), pair.down());
        Optional<String> wrong = write(connection, table, old);
        return wrong.isPresent() ? wrong : write(connection, table, fresh);
    }

    private static Optional<String> write(Connection connection, TableInfo table, Trial trial)
            throws SQLException {
        String written = Identifiers.quoted(trial.column());
        String sql =
                """
                with one as (
                    select %1$s.tableoid, %1$s.ctid, v.value
                    from (select tableoid, ctid, * from %2$s limit 20) as %1$s,
                        lateral (select (%3$s) as value from (select * from %2$s limit 100) as %1$s
                        ) v
                    where v.value is not null and %4$s
                    limit 1)
                update %2$s set %5$s = (select value from one)
                where tableoid = (select tableoid from one) and ctid = (select ctid from one)
                returning %6$s is not distinct from (%7$s)
                """
                        .formatted(
                                table.alias(),
                                table.quoted(),
                                trial.source(),
                                table.distinct(
                                        trial.column(), "v.value", table.alias() + "." + written),
                                written,
                                trial.follows(),
                                trial.expression());
        Savepoint before = connection.setSavepoint();
        try {
            Optional<Boolean> kept = Sql.first(connection, sql, row -> row.getBoolean(1));
            return kept.filter(same -> !same)
                    .map(
                            no ->
                                    "a write of column %s of %s did not lead to %s = %s"
                                            .formatted(
                                                    trial.column(),
                                                    table.quoted(),
                                                    trial.follows(),
                                                    trial.expression()));
        } catch (SQLException e) {
            // A constraint of the table forbids the trial; that says nothing about the trigger.
            if (SqlErrors.state(e).startsWith("23")) {
                return Optional.empty();
            }
            throw e;
        } finally {
            connection.rollback(before);
        }
    }
}
