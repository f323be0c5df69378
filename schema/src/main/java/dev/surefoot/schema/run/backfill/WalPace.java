package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.backfill.Signal.Reading;
import dev.surefoot.schema.run.target.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/**
 * Keeps what the server writes to its log within {@link WalBucket#RATE}: our own part by rests, and
 * by a pause while others alone write more than that, as then our rests don't help. Not
 * thread-safe.
 */
final class WalPace {
    /** Shorter than this says nothing about a rate, in seconds. */
    private static final double LEAST_SPAN = 0.1;

    private final Connection connection;
    private @Nullable WalBucket bucket;
    private @Nullable WalBucket quiet;

    WalPace(Connection connection) {
        this.connection = connection;
    }

    private record Position(double bytes, double at) {}

    /** After a batch: how long to rest for what was written. */
    Duration written() throws SQLException {
        Position now = position();
        WalBucket next =
                bucket == null
                        ? WalBucket.from(now.bytes(), now.at())
                        : bucket.later(now.bytes(), now.at());
        bucket = next;
        quiet = next;
        return next.debt();
    }

    /** Before a batch: whether others alone write too much, as seen since our last one. */
    Reading others() throws SQLException {
        Position now = position();
        WalBucket since = quiet;
        if (since == null) {
            bucket = WalBucket.from(now.bytes(), now.at());
            quiet = bucket;
            return Signal.CLEAR;
        }
        double span = now.at() - since.at();
        if (span < LEAST_SPAN) {
            return Signal.CLEAR;
        }
        double rate = (now.bytes() - since.position()) / span;
        quiet = WalBucket.from(now.bytes(), now.at());
        if (rate <= WalBucket.RATE) {
            return Signal.CLEAR;
        }
        // What others write while we pause is no debt of ours.
        bucket = quiet;
        return new Reading.Stop(
                String.format(
                        Locale.ROOT,
                        "the server writes %.0f MB of WAL a second without us (at most %.0f)",
                        rate / 1e6,
                        WalBucket.RATE / 1e6));
    }

    private Position position() throws SQLException {
        return Sql.first(
                        connection,
                        """
                        select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0'),
                            extract(epoch from clock_timestamp())
                        """,
                        row -> new Position(row.getDouble(1), row.getDouble(2)))
                .orElseThrow();
    }
}
