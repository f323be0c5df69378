package dev.surefoot.schema.measure;

import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads relations, files, counters and locks; touches no relation of the user's. */
final class Relations {
    /** {@code %1$s} is {@code xact_} for the counters of this transaction, or nothing. */
    private static final String STATE =
            """
            select c.oid, n.nspname as schema, c.relname as name,
                   case c.relkind when 'r' then 'TABLE' when 'p' then 'PARTITIONED_TABLE'
                        when 'f' then 'FOREIGN_TABLE' when 'v' then 'VIEW'
                        when 'm' then 'MATERIALIZED_VIEW' when 'S' then 'SEQUENCE'
                        else 'INDEX' end as kind,
                   coalesce(i.indrelid, 0) as of_table,
                   coalesce(pg_catalog.pg_relation_filenode(c.oid), 0) as file,
                   c.reltablespace as space,
                   case c.relkind when 'm' then not c.relispopulated
                        else c.reltuples < 0 end as blank,
                   pg_catalog.pg_stat_get_%1$snumscans(c.oid) as scans,
                   pg_catalog.pg_stat_get_%1$stuples_returned(c.oid) as returned,
                   pg_catalog.pg_stat_get_%1$stuples_fetched(c.oid) as fetched,
                   pg_catalog.pg_stat_get_%1$stuples_inserted(c.oid) as inserted,
                   pg_catalog.pg_stat_get_%1$stuples_updated(c.oid) as updated,
                   pg_catalog.pg_stat_get_%1$stuples_deleted(c.oid) as deleted
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              left join pg_catalog.pg_index i on i.indexrelid = c.oid
             where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I')
               and n.nspname !~ '^pg_'
               and n.nspname not in ('information_schema', 'surefoot_schema')
            """;

    private static final String LOCKS =
            """
            select l.relation::bigint as relation, l.mode, l.granted
              from pg_catalog.pg_locks l
             where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation'
               and l.database = (select d.oid from pg_catalog.pg_database d
                                  where d.datname = pg_catalog.current_database())
            """;

    private static final String LOCKS_OF =
            """
            select l.relation::bigint as relation, l.mode, l.granted
              from pg_catalog.pg_locks l
             where l.pid = ?
               and (not l.granted
                    or l.locktype = 'relation'
                       and l.database = (select d.oid from pg_catalog.pg_database d
                                          where d.datname = pg_catalog.current_database()))
            """;

    private static final String CATALOG_WRITES =
            """
            select w.name, w.rows
              from (select c.relname as name,
                           pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)
                           + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)
                           + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) as rows
                      from pg_catalog.pg_class c
                     where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'r'
                       and c.relname not in ('pg_statistic', 'pg_statistic_ext_data')) w
             where w.rows > 0
            """;

    private Relations() {}

    /** With the counters of this transaction. */
    static Map<Long, Relation> inTransaction(Connection connection) throws SQLException {
        return read(connection, STATE.formatted("xact_"));
    }

    /** With the counters since ever, as far as sessions have reported them. */
    static Map<Long, Relation> ever(Connection connection) throws SQLException {
        return read(connection, STATE.formatted(""));
    }

    private static Map<Long, Relation> read(Connection connection, String sql) throws SQLException {
        Map<Long, Relation> relations = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            Map<Long, Long> fetched = new HashMap<>();
            while (row.next()) {
                Relation relation = relation(row);
                relations.put(relation.oid(), relation);
                fetched.merge(
                        relation.index() ? relation.table() : relation.oid(),
                        row.getLong("fetched"),
                        Long::sum);
            }
            relations.replaceAll((oid, each) -> byIndex(each, fetched.getOrDefault(oid, 0L)));
        }
        return Collections.unmodifiableMap(relations);
    }

    private static Relation relation(ResultSet row) throws SQLException {
        boolean index = row.getString("kind").equals("INDEX");
        return new Relation(
                row.getLong("oid"),
                row.getString("schema"),
                row.getString("name"),
                ObjectKind.valueOf(row.getString("kind")),
                row.getLong("of_table"),
                row.getLong("file"),
                row.getLong("space"),
                row.getBoolean("blank"),
                index
                        ? Relation.Counters.NONE
                        : new Relation.Counters(
                                row.getLong("scans"),
                                row.getLong("returned"),
                                0,
                                row.getLong("inserted"),
                                row.getLong("updated"),
                                row.getLong("deleted")));
    }

    private static Relation byIndex(Relation relation, long fetched) {
        Relation.Counters c = relation.counters();
        return relation.index()
                ? relation
                : relation.with(
                        new Relation.Counters(
                                c.scans(),
                                c.read(),
                                fetched,
                                c.inserted(),
                                c.updated(),
                                c.deleted()));
    }

    /** The strongest mode on each relation that this session holds. */
    static Map<Long, LockMode> ownLocks(Connection connection) throws SQLException {
        Map<Long, LockMode> locks = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCKS)) {
            addLocks(statement, locks);
        }
        return locks;
    }

    /**
     * Adds what another session holds or waits for.
     *
     * @return whether it waits
     */
    static boolean locksOf(int pid, Connection connection, Map<Long, LockMode> locks)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCKS_OF)) {
            statement.setInt(1, pid);
            return addLocks(statement, locks);
        }
    }

    private static boolean addLocks(PreparedStatement statement, Map<Long, LockMode> locks)
            throws SQLException {
        boolean waits = false;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                long relation = row.getLong("relation");
                waits |= !row.getBoolean("granted");
                LockMode.of(row.getString("mode"))
                        .ifPresent(mode -> locks.merge(relation, mode, Relations::stronger));
            }
        }
        return waits;
    }

    private static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** How many rows this transaction has written, by table of the catalog. */
    static Map<String, Long> catalogWrites(Connection connection) throws SQLException {
        Map<String, Long> writes = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CATALOG_WRITES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                writes.put(row.getString(1), row.getLong(2));
            }
        }
        return writes;
    }
}
