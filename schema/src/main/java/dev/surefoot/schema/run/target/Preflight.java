package dev.surefoot.schema.run.target;

import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * May this role run changes on this server? Asked before anything is touched.
 *
 * @param version the server's, for example {@code 17.5}
 * @param reason what is wrong and what to do; empty if nothing is
 */
public record Preflight(String version, String role, Standing standing, String reason) {
    /** The oldest major version whose {@code pg_locks} tells since when somebody waits. */
    public static final int OLDEST = 14;

    /** What came out. */
    public enum Standing {
        READY,
        /** The role lacks a privilege, or is the application's. */
        NOT_ALLOWED,
        /** The server is not one that changes may run on. */
        UNFIT
    }

    /**
     * What is expected.
     *
     * @param major of the server, if it was said
     * @param schemas whose tables will be changed
     * @param applicationRoles that the application uses; ours is none of them
     */
    public record Expected(OptionalInt major, Set<String> schemas, Set<String> applicationRoles) {
        public Expected {
            schemas = Set.copyOf(schemas);
            applicationRoles = Set.copyOf(applicationRoles);
        }
    }

    private record Facts(
            String version, String role, boolean standby, boolean monitor, boolean creates) {}

    /** Looks. */
    public static Preflight look(Connection connection, Target target, Expected expected)
            throws SQLException {
        Facts facts = facts(connection);
        int major = Integer.parseInt(facts.version().replaceFirst("\\D.*", ""));
        String unfit = unfit(facts, major, expected);
        if (!unfit.isEmpty()) {
            return new Preflight(facts.version(), facts.role(), Standing.UNFIT, unfit);
        }
        String sharing =
                Pooling.look(connection, target)
                        .map(
                                why ->
                                        why
                                                + ": the address leads to a pool that shares"
                                                + " sessions; give the server's own address")
                        .orElse("");
        if (!sharing.isEmpty()) {
            return new Preflight(facts.version(), facts.role(), Standing.UNFIT, sharing);
        }
        String barred = barred(connection, facts, expected);
        return new Preflight(
                facts.version(),
                facts.role(),
                barred.isEmpty() ? Standing.READY : Standing.NOT_ALLOWED,
                barred);
    }

    private static Facts facts(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        """
                        select current_setting('server_version'), current_user::text,
                            pg_is_in_recovery(), pg_has_role(current_user, 'pg_monitor', 'USAGE'),
                            has_database_privilege(current_database(), 'CREATE')
                                or to_regclass('surefoot_schema.layout') is not null
                        """,
                        row ->
                                new Facts(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getBoolean(3),
                                        row.getBoolean(4),
                                        row.getBoolean(5)))
                .orElseThrow();
    }

    private static String unfit(Facts facts, int major, Expected expected) {
        if (facts.standby()) {
            return "the server is a standby, which takes no changes; give the primary's address";
        }
        if (major < OLDEST) {
            return "the server is PostgreSQL "
                    + facts.version()
                    + "; changes are run on 14 and later";
        }
        if (expected.major().isPresent() && expected.major().getAsInt() != major) {
            return "the server is PostgreSQL "
                    + facts.version()
                    + ", but "
                    + expected.major().getAsInt()
                    + " was expected: what was proven on one major version says nothing of another";
        }
        return "";
    }

    private static String barred(Connection connection, Facts facts, Expected expected)
            throws SQLException {
        String role = facts.role();
        if (!facts.monitor()) {
            return "role "
                    + role
                    + " can't see who waits for whom: grant pg_monitor to "
                    + Identifiers.quoted(role);
        }
        if (!facts.creates()) {
            return "role "
                    + role
                    + " may not make the schema surefoot_schema: grant CREATE on the"
                    + " database to "
                    + Identifiers.quoted(role);
        }
        if (expected.applicationRoles().contains(role)) {
            return "role " + role + " is the application's; changes need a role of their own";
        }
        List<String> services =
                Sql.list(
                        connection,
                        """
                        select distinct application_name from pg_stat_activity
                        where usename = current_user and application_name ~ '@[0-9a-f]{12}$'
                            and datname = current_database()
                        """,
                        row -> row.getString(1));
        if (!services.isEmpty()) {
            return "role "
                    + role
                    + " is used by the application ("
                    + services.getFirst()
                    + "); changes need a role of their own";
        }
        return foreign(connection, role, expected.schemas());
    }

    private static String foreign(Connection connection, String role, Set<String> schemas)
            throws SQLException {
        List<String> others =
                Sql.list(
                        connection,
                        """
                        select n.nspname || '.' || c.relname || ' (' || o.rolname || ')'
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            join pg_roles o on o.oid = c.relowner
                        where c.relkind in ('r', 'p') and n.nspname = any(string_to_array(?, ','))
                            and not pg_has_role(current_user, c.relowner, 'USAGE')
                        order by 1 limit 3
                        """,
                        row -> row.getString(1),
                        String.join(",", schemas));
        return others.isEmpty()
                ? ""
                : "role "
                        + role
                        + " does not own "
                        + String.join(", ", others)
                        + "; run as the owner, or as a member of that role";
    }
}
