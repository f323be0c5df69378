package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.backfill.Signal.Reading;
import dev.surefoot.schema.run.target.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What the server itself says against going on. Not thread-safe. */
final class ServerSignals {
    private static final double MOST_LAG_SECONDS = 10;

    private final Connection connection;
    private final FillPlan plan;
    private final WalPace wal;

    ServerSignals(Connection connection, FillPlan plan, WalPace wal) {
        this.connection = connection;
        this.plan = plan;
        this.wal = wal;
    }

    /** All of them; the first that is against it ends the asking. */
    List<Signal> all() {
        return List.of(
                () -> guarded("how far replicas are behind", this::lag),
                () -> guarded("whether WAL is archived", this::archive),
                () -> guarded("how much WAL is written", wal::others),
                () -> guarded("whether the table is vacuumed", this::vacuum));
    }

    private interface Question {
        Reading ask() throws SQLException;
    }

    private static Reading guarded(String what, Question question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            return new Reading.Unreadable(what + " can't be read: " + e.getMessage());
        }
    }

    private Reading lag() throws SQLException {
        return Sql.<Reading>first(
                        connection,
                        """
                        select coalesce(nullif(application_name, ''), client_addr::text, pid::text),
                            extract(epoch from coalesce(replay_lag, interval '0'))
                        from pg_stat_replication
                        where extract(epoch from coalesce(replay_lag, interval '0')) > ?
                        order by 2 desc
                        """,
                        row ->
                                new Reading.Stop(
                                        String.format(
                                                Locale.ROOT,
                                                "replica %s is %.0f s behind (at most %.0f s)",
                                                row.getString(1),
                                                row.getDouble(2),
                                                MOST_LAG_SECONDS)),
                        MOST_LAG_SECONDS)
                .orElse(Signal.CLEAR);
    }

    private Reading archive() throws SQLException {
        return Sql.<Reading>first(
                        connection,
                        """
                        select last_failed_wal from pg_stat_archiver
                        where current_setting('archive_mode') <> 'off'
                            and last_failed_time > coalesce(last_archived_time, '-infinity')
                        """,
                        row ->
                                new Reading.Stop(
                                        String.format(
                                                Locale.ROOT,
                                                "WAL archiving fails, last at %s: see the server's log",
                                                row.getString(1))))
                .orElse(Signal.CLEAR);
    }

    private Reading vacuum() throws SQLException {
        return Sql.<Reading>first(
                        connection,
                        """
                        select pid, phase from pg_stat_progress_vacuum
                        where datname = current_database()
                            and relid = cast(? as bigint)::oid
                        """,
                        row ->
                                new Reading.Passing(
                                        String.format(
                                                Locale.ROOT,
                                                "%s is being vacuumed (pid %d, %s)",
                                                plan.table().quoted(),
                                                row.getInt(1),
                                                row.getString(2))),
                        plan.table().oid())
                .orElse(Signal.CLEAR);
    }
}
