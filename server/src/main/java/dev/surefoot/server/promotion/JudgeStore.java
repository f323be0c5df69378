package dev.surefoot.server.promotion;

import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.traffic.CounterSnapshot;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Table {@code judge_checkpoint}: one row a promotion, replaced at each checkpoint; and table
 * {@code judge_sample}, to which each checkpoint adds its points.
 */
public final class JudgeStore implements JudgeCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(JudgeStore.class);

    private final Database database;

    public JudgeStore(Database database) {
        this.database = database;
    }

    /** Replaces the promotion's checkpoint. */
    @Override
    public void save(UUID promotion, JudgeCheckpoint checkpoint) {
        database.jdbi()
                .useTransaction(
                        handle -> {
                            replace(handle, promotion, checkpoint);
                            add(handle, promotion, checkpoint.curve());
                        });
    }

    /** The curve of a promotion up to the last checkpoint, oldest first. */
    public List<JudgeSample> curve(UUID promotion) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT * FROM judge_sample
                                                WHERE promotion = :promotion ORDER BY at
                                                """)
                                        .bind("promotion", promotion)
                                        .map((rows, context) -> sample(rows))
                                        .list());
    }

    /**
     * The promotion's checkpoint, if it was ever judged. One that another release of the server
     * wrote and this one cannot read counts as none: evidence is lost, the promises are not.
     */
    @Override
    public Optional<JudgeCheckpoint> find(UUID promotion) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT at, plan, state, counted, evidence, words
                                                FROM judge_checkpoint WHERE promotion = :promotion
                                                """)
                                        .bind("promotion", promotion)
                                        .map((rows, context) -> read(promotion, rows))
                                        .findOne()
                                        .flatMap(Function.identity()));
    }

    private static void replace(Handle handle, UUID promotion, JudgeCheckpoint checkpoint) {
        handle.createUpdate(
                        """
                        INSERT INTO judge_checkpoint
                        VALUES (:promotion, :at, :plan::jsonb, :state,
                                :counted::jsonb, :evidence::jsonb, :words)
                        ON CONFLICT (promotion) DO UPDATE
                        SET at = excluded.at, plan = excluded.plan, state = excluded.state,
                            counted = excluded.counted, evidence = excluded.evidence,
                            words = excluded.words
                        """)
                .bind("promotion", promotion)
                .bind("at", checkpoint.at())
                .bind("plan", JudgeJson.MAPPER.writeValueAsString(checkpoint.plan()))
                .bind("state", checkpoint.state())
                .bind("counted", json(checkpoint.counted()))
                .bind("evidence", json(checkpoint.evidence()))
                .bind("words", checkpoint.words())
                .execute();
    }

    private static @Nullable String json(Optional<?> value) {
        return value.map(JudgeJson.MAPPER::writeValueAsString).orElse(null);
    }

    private static void add(Handle handle, UUID promotion, List<JudgeSample> curve) {
        if (curve.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO judge_sample
                        VALUES (:promotion, :at, :share, :canary, :canaryErrors, :baseline,
                                :baselineErrors, :worse, :fit)
                        ON CONFLICT DO NOTHING
                        """);
        for (JudgeSample point : curve) {
            batch.bind("promotion", promotion)
                    .bind("at", point.at())
                    .bind("share", point.shareBp())
                    .bind("canary", point.canary().requests())
                    .bind("canaryErrors", point.canary().errors())
                    .bind("baseline", point.baseline().requests())
                    .bind("baselineErrors", point.baseline().errors())
                    .bind("worse", point.logWorse())
                    .bind("fit", point.logFit())
                    .add();
        }
        batch.execute();
    }

    private static JudgeSample sample(ResultSet rows) throws SQLException {
        return new JudgeSample(
                rows.getTimestamp("at").toInstant(),
                rows.getInt("share_bp"),
                new Evidence.Tally(rows.getLong("canary_requests"), rows.getLong("canary_errors")),
                new Evidence.Tally(
                        rows.getLong("baseline_requests"), rows.getLong("baseline_errors")),
                rows.getDouble("log_worse"),
                rows.getDouble("log_fit"));
    }

    private static Optional<JudgeCheckpoint> read(UUID promotion, ResultSet rows)
            throws SQLException {
        try {
            return Optional.of(
                    new JudgeCheckpoint(
                            rows.getTimestamp("at").toInstant(),
                            JudgeJson.MAPPER.readValue(rows.getString("plan"), Plan.class),
                            rows.getBytes("state"),
                            Optional.ofNullable(rows.getString("counted"))
                                    .map(text -> read(text, CounterSnapshot.class)),
                            Optional.ofNullable(rows.getString("evidence"))
                                    .map(text -> read(text, Evidence.class)),
                            rows.getString("words"),
                            List.of()));
        } catch (JacksonException e) {
            LOG.error(
                    "checkpoint of promotion {} is unreadable: as if there were none",
                    promotion,
                    e);
            return Optional.empty();
        }
    }

    private static <T> T read(String text, Class<T> type) {
        return JudgeJson.MAPPER.readValue(text, type);
    }
}
