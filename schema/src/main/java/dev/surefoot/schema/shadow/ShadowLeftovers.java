package dev.surefoot.schema.shadow;

import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a shadow leaves on a server that is not its own, and how it is told whether its run is over:
 * each run holds an advisory lock of its number for as long as it lives, wherever it runs.
 * Databases are named after the number, roles are marked with it in their comment.
 *
 * @param number of this run
 * @param keeper the session that holds the lock
 */
record ShadowLeftovers(int number, Connection keeper) implements AutoCloseable {
    private static final String PREFIX = "surefoot_shadow_";

    /** "sure" in ASCII: the first half of our advisory locks' keys. */
    private static final int LOCKS = 0x73757265;

    private static final String DEAD_DATABASES =
            """
            select d.datname from pg_catalog.pg_database d
             where d.datname ~ '^surefoot_shadow_[0-9a-f]{8}_[0-9]+$'
               and not exists (select from pg_catalog.pg_locks l
                                where l.locktype = 'advisory' and l.classid = %1$d
                                  and lpad(to_hex(l.objid::bigint), 8, '0')
                                      = substr(d.datname, 17, 8))
            """
                    .formatted(LOCKS);

    private static final String DEAD_ROLES =
            """
            select r.rolname from pg_catalog.pg_roles r
             where pg_catalog.shobj_description(r.oid, 'pg_authid') ~ '^surefoot_shadow_[0-9a-f]{8}$'
               and not exists (select from pg_catalog.pg_locks l
                                where l.locktype = 'advisory' and l.classid = %1$d
                                  and lpad(to_hex(l.objid::bigint), 8, '0')
                                      = substr(pg_catalog.shobj_description(r.oid, 'pg_authid'),
                                               17, 8))
            """
                    .formatted(LOCKS);

    /** Takes a number, and removes what runs have left that are over. */
    static ShadowLeftovers start(ShadowLogin login) {
        try {
            Connection keeper = login.connect();
            int number = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
            ShadowLeftovers own = new ShadowLeftovers(number, keeper);
            own.execute("select pg_catalog.pg_advisory_lock(%d, %d)".formatted(LOCKS, number));
            own.sweep();
            return own;
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "the shadow's server "
                            + login.shown()
                            + " could not be prepared: "
                            + e.getMessage(),
                    e);
        }
    }

    String prefix() {
        return mark() + "_";
    }

    private String mark() {
        return PREFIX + "%08x".formatted(number);
    }

    private synchronized void sweep() throws SQLException {
        for (String name : names(DEAD_DATABASES)) {
            execute("drop database if exists " + Identifiers.quoted(name) + " with (force)");
        }
        dropRoles(names(DEAD_ROLES));
    }

    /** Marks roles that nobody has marked and that were not there at the start. */
    synchronized void claim(Set<String> foreign) throws SQLException {
        for (String role :
                names(
                        """
                        select r.rolname from pg_catalog.pg_roles r
                         where pg_catalog.shobj_description(r.oid, 'pg_authid') is null
                           and r.rolname !~ '^pg_'
                        """)) {
            if (!foreign.contains(role)) {
                execute("comment on role " + Identifiers.quoted(role) + " is '" + mark() + "'");
            }
        }
    }

    /** Drops the roles of this run; its databases must be gone. */
    @Override
    public synchronized void close() throws SQLException {
        try (keeper) {
            dropRoles(
                    names(
                            """
                            select r.rolname from pg_catalog.pg_roles r
                             where pg_catalog.shobj_description(r.oid, 'pg_authid') = '%s'
                            """
                                    .formatted(mark())));
        }
    }

    private void dropRoles(List<String> roles) throws SQLException {
        for (String role : roles) {
            try {
                execute("drop role if exists " + Identifiers.quoted(role));
            } catch (SQLException e) {
                // Another run uses it by now (2BP01): whoever comes last drops it.
                if (!"2BP01".equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private List<String> names(String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = keeper.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            statement.execute(sql);
        }
    }
}
