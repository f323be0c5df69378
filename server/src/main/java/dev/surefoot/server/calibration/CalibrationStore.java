package dev.surefoot.server.calibration;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.traffic.RouteKey;

import org.jdbi.v3.core.statement.Update;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code aa_run}. Safe for use by many threads. */
public final class CalibrationStore {
    /** How long hours without a result are kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** As many hours with a result are kept of each place. */
    public static final int MOST = 1_000;

    private final Database database;

    public CalibrationStore(Database database) {
        this.database = database;
    }

    /** Writes the run of an hour; false, and nothing is changed, if that hour has one. */
    public boolean add(AaRun run) {
        return database.jdbi()
                .withHandle(
                        handle -> {
                            Update update =
                                    handle.createUpdate(
                                                    """
                                                    INSERT INTO aa_run
                                                    VALUES (:service, :environment, :hour, :from,
                                                            :until, :alpha, :phi, :quietFrom,
                                                            :instances, :canaries, :requests,
                                                            :reason)
                                                    ON CONFLICT DO NOTHING
                                                    """)
                                            .bind("service", run.place().service())
                                            .bind("environment", run.place().environment())
                                            .bind("hour", run.hour())
                                            .bind("from", run.from())
                                            .bind("until", run.until());
                            bind(update, run.outcome());
                            return update.execute() == 1;
                        });
    }

    private static void bind(Update update, AaOutcome outcome) {
        switch (outcome) {
            case AaOutcome.Judged judged ->
                    update.bind("alpha", judged.alpha())
                            .bind("phi", judged.phi())
                            .bind("quietFrom", judged.quietFrom())
                            .bind("instances", judged.instances())
                            .bind("canaries", judged.canaries())
                            .bind("requests", judged.requests())
                            .bindNull("reason", Types.VARCHAR);
            case AaOutcome.NotJudged none ->
                    update.bindNull("alpha", Types.DOUBLE)
                            .bindNull("phi", Types.DOUBLE)
                            .bindNull("quietFrom", Types.DOUBLE)
                            .bindNull("instances", Types.INTEGER)
                            .bindNull("canaries", Types.INTEGER)
                            .bindNull("requests", Types.BIGINT)
                            .bind("reason", none.reason());
        }
    }

    /** The newest hour of a place, whatever it said. */
    public Optional<AaRun> newest(RouteKey place) {
        return runs(place, "true", 1).stream().findFirst();
    }

    /** The newest hours of a place that were judged, newest first. */
    public List<AaRun> judged(RouteKey place, int limit) {
        return runs(place, "reason IS NULL", limit);
    }

    private List<AaRun> runs(RouteKey place, String condition, int limit) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT * FROM aa_run
                                                WHERE service = :service
                                                  AND environment = :environment AND <condition>
                                                ORDER BY hour DESC LIMIT :limit
                                                """)
                                        .define("condition", condition)
                                        .bind("service", place.service())
                                        .bind("environment", place.environment())
                                        .bind("limit", limit)
                                        .map((rows, context) -> run(rows))
                                        .list());
    }

    /** Forgets old hours: beyond {@link #KEPT} or, with a result, {@link #MOST}. */
    public int deleteOld(Instant now) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                DELETE FROM aa_run
                                                WHERE (reason IS NOT NULL AND hour < :before)
                                                   OR (service, environment, hour) IN (
                                                     SELECT service, environment, hour
                                                     FROM (SELECT service, environment, hour,
                                                                  row_number() OVER (
                                                                    PARTITION BY service,
                                                                                 environment
                                                                    ORDER BY hour DESC) AS place
                                                           FROM aa_run
                                                           WHERE reason IS NULL) AS judged
                                                     WHERE place > :most)
                                                """)
                                        .bind("most", MOST)
                                        .bind("before", now.minus(KEPT))
                                        .execute());
    }

    private static AaRun run(ResultSet rows) throws SQLException {
        String reason = rows.getString("reason");
        return new AaRun(
                new RouteKey(rows.getString("service"), rows.getString("environment")),
                rows.getTimestamp("hour").toInstant(),
                rows.getTimestamp("span_from").toInstant(),
                rows.getTimestamp("span_until").toInstant(),
                reason != null
                        ? new AaOutcome.NotJudged(reason)
                        : new AaOutcome.Judged(
                                rows.getDouble("alpha"),
                                rows.getDouble("phi"),
                                rows.getDouble("quiet_from"),
                                rows.getInt("instances"),
                                rows.getInt("canaries"),
                                rows.getLong("requests")));
    }
}
