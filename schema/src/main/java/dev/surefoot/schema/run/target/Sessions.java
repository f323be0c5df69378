package dev.surefoot.schema.run.target;

import dev.surefoot.schema.fact.LockMode;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who else is at the database, and who waits for whom. */
public final class Sessions {
    private static final String COLUMNS =
            """
            a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''),
            coalesce(nullif(a.state, ''), a.backend_type, ''),
            coalesce(extract(epoch from clock_timestamp() - a.xact_start) * 1000, 0)::bigint,
            coalesce(extract(epoch from clock_timestamp() - a.query_start) * 1000, 0)::bigint
            """;

    private Sessions() {}

    /** The server's process behind a connection, told apart from a later one of the same number. */
    public record Backend(int pid, String start) {}

    /** Of this connection. */
    public static Backend backend(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        """
                        select pid, backend_start::text from pg_stat_activity
                        where pid = pg_backend_pid()
                        """,
                        row -> new Backend(row.getInt(1), row.getString(2)))
                .orElseThrow(() -> new SQLException("pg_stat_activity lacks our own session"));
    }

    /** Those that a session waits for. */
    public static List<Blocker> blocking(Connection connection, int pid) throws SQLException {
        return Sql.list(
                connection,
                "select "
                        + COLUMNS
                        + " from pg_stat_activity a where a.pid = any(pg_blocking_pids(?))",
                Sessions::read,
                pid);
    }

    /** Those that wait for a session, longest wait first; their query age is the wait. */
    public static List<Blocker> waitingFor(Connection connection, int pid) throws SQLException {
        return Sql.list(
                connection,
                """
                select a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''),
                    coalesce(a.state, ''),
                    coalesce(extract(epoch from clock_timestamp() - a.xact_start) * 1000,
                        0)::bigint,
                    coalesce(extract(epoch from clock_timestamp() - l.waitstart) * 1000,
                        0)::bigint
                from pg_locks l join pg_stat_activity a on a.pid = l.pid
                where not l.granted and l.pid <> ? and ? = any(pg_blocking_pids(l.pid))
                order by 6 desc
                """,
                Sessions::read,
                pid,
                pid);
    }

    /** Holders of a conflicting lock whose transaction is older than that. */
    public static List<Blocker> holders(
            Connection connection, String relation, LockMode mode, Duration older)
            throws SQLException {
        String conflicting =
                conflicts(mode).stream()
                        .map(each -> Sql.literal(each.word() + "Lock"))
                        .collect(Collectors.joining(", "));
        return Sql.list(
                connection,
                "select distinct "
                        + COLUMNS
                        + " from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                        + " where l.granted and l.relation = to_regclass(?)"
                        + " and l.database = (select oid from pg_database"
                        + " where datname = current_database())"
                        + " and a.pid <> pg_backend_pid() and l.mode in ("
                        + conflicting
                        + ") and a.xact_start < clock_timestamp() - ? * interval '1 ms'",
                Sessions::read,
                relation,
                older.toMillis());
    }

    /** The modes that can't be held beside one, as PostgreSQL's manual lists them (13.3.1). */
    static Set<LockMode> conflicts(LockMode mode) {
        List<LockMode> all = Arrays.asList(LockMode.values());
        Set<LockMode> conflicting = new TreeSet<>();
        switch (mode) {
            case ACCESS_SHARE -> conflicting.add(LockMode.ACCESS_EXCLUSIVE);
            case ROW_SHARE -> conflicting.addAll(all.subList(6, 8));
            case ROW_EXCLUSIVE -> conflicting.addAll(all.subList(4, 8));
            case SHARE_UPDATE_EXCLUSIVE -> conflicting.addAll(all.subList(3, 8));
            case SHARE -> {
                conflicting.addAll(all.subList(2, 4));
                conflicting.addAll(all.subList(5, 8));
            }
            case SHARE_ROW_EXCLUSIVE -> conflicting.addAll(all.subList(2, 8));
            case EXCLUSIVE -> conflicting.addAll(all.subList(1, 8));
            case ACCESS_EXCLUSIVE -> conflicting.addAll(all);
        }
        return conflicting;
    }

    /** Whether the role is told what other roles' sessions are. */
    public static boolean seesAll(Connection connection) throws SQLException {
        return Sql.yes(connection, "select pg_has_role('pg_read_all_stats', 'usage')");
    }

    /** All client sessions of this database but our own. */
    public static List<Blocker> clients(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "select "
                        + COLUMNS
                        + " from pg_stat_activity a where a.backend_type = 'client backend'"
                        + " and a.datname = current_database() and a.pid <> pg_backend_pid()"
                        + " and a.application_name not like '"
                        + Target.APPLICATION
                        + "%'",
                Sessions::read);
    }

    /** Whether a session still runs. */
    public static boolean runs(Connection connection, Backend backend) throws SQLException {
        return Sql.yes(
                connection,
                """
                select true from pg_stat_activity
                where pid = ? and backend_start = cast(? as timestamptz)
                """,
                backend.pid(),
                backend.start());
    }

    private static Blocker read(ResultSet row) throws SQLException {
        return new Blocker(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4).toLowerCase(Locale.ROOT),
                Duration.ofMillis(row.getLong(5)),
                Duration.ofMillis(row.getLong(6)));
    }
}
