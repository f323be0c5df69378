package dev.surefoot.schema.run.sync;

import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.TableInfo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The rows of {@code surefoot_schema.sync}: which pairs are kept in step now. */
public final class SyncTable {
    private SyncTable() {}

    /**
     * A pair that is in force.
     *
     * @param table its table's name for people
     * @param sampled rows of which old values were taken there and back
     * @param lossy how many of them came back changed
     */
    public record InForce(long relation, String table, SyncPair pair, int sampled, int lossy) {}

    /** All of them. */
    public static List<InForce> all(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                """
                select relation, name, old_column, new_column, up, down, path, sampled, lossy
                from surefoot_schema.sync order by name, old_column, new_column
                """,
                row ->
                        new InForce(
                                row.getLong(1),
                                row.getString(2),
                                new SyncPair(
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7)),
                                row.getInt(8),
                                row.getInt(9)));
    }

    /** The pairs of one table. */
    public static List<SyncPair> of(Connection connection, TableInfo table) throws SQLException {
        return all(connection).stream()
                .filter(each -> each.relation() == table.oid())
                .map(InForce::pair)
                .toList();
    }

    static void add(Connection connection, TableInfo table, SyncPair pair, RoundTrip trip)
            throws SQLException {
        Sql.update(
                connection,
                """
                insert into surefoot_schema.sync
                    (relation, name, old_column, new_column, up, down, path, sampled, lossy)
                values (cast(? as bigint)::oid, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (relation, old_column, new_column) do update set
                    up = excluded.up, down = excluded.down, path = excluded.path,
                    sampled = excluded.sampled, lossy = excluded.lossy
                """,
                table.oid(),
                table.quoted(),
                pair.old(),
                pair.fresh(),
                pair.up(),
                pair.down(),
                pair.path(),
                trip.sampled(),
                trip.lossy());
    }

    /**
     * Ends the pairs whose table or column the open transaction has just taken away, in that same
     * transaction: a trigger that names a column which is gone would fail every write.
     */
    public static void retire(Connection connection) throws SQLException {
        List<Long> relations =
                Sql.list(
                        connection,
                        """
                        with gone as (
                            delete from surefoot_schema.sync s
                            where (select count(*) from pg_attribute a
                                   where a.attrelid = s.relation and not a.attisdropped
                                       and a.attname in (s.old_column, s.new_column)) < 2
                            returning relation)
                        select distinct relation from gone
                        """,
                        row -> row.getLong(1));
        for (long relation : relations) {
            renew(connection, relation);
        }
    }

    /** Ends the pairs that one migration asked for. */
    public static void retire(Connection connection, String path) throws SQLException {
        List<Long> relations =
                Sql.list(
                        connection,
                        """
                        with gone as (
                            delete from surefoot_schema.sync where path = ? returning relation)
                        select distinct relation from gone
                        """,
                        row -> row.getLong(1),
                        path);
        for (long relation : relations) {
            renew(connection, relation);
        }
    }

    private static void renew(Connection connection, long relation) throws SQLException {
        String name =
                Sql.first(
                                connection,
                                "select cast(? as bigint)::oid::regclass::text",
                                row -> row.getString(1),
                                relation)
                        .orElse("");
        TableInfo table = TableInfo.find(connection, name).orElse(null);
        if (table == null) {
            Sql.execute(
                    connection,
                    "drop function if exists surefoot_schema.sync_" + relation + "() cascade");
            return;
        }
        List<SyncPair> left = of(connection, table);
        if (left.isEmpty()) {
            for (String sql : SyncTrigger.dropSql(table)) {
                Sql.execute(connection, sql);
            }
        } else {
            Sql.execute(
                    connection, SyncTrigger.functionSql(table, left, SyncInstall.path(connection)));
        }
    }
}
