package dev.surefoot.server.promotion;

import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.traffic.CounterSnapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Table {@code judge_checkpoint}: one row a promotion, replaced at each checkpoint. */
public final class JudgeStore implements JudgeCheckpoints {
    private final Database database;

    public JudgeStore(Database database) {
        this.database = database;
    }

    /** Replaces the promotion's checkpoint. */
    @Override
    public void save(UUID promotion, JudgeCheckpoint checkpoint) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                INSERT INTO judge_checkpoint
                                                VALUES (:promotion, :at, :plan::jsonb, :state,
                                                        :counted::jsonb, :evidence::jsonb, :words)
                                                ON CONFLICT (promotion) DO UPDATE
                                                SET at = excluded.at, plan = excluded.plan,
                                                    state = excluded.state,
                                                    counted = excluded.counted,
                                                    evidence = excluded.evidence,
                                                    words = excluded.words
                                                """)
                                        .bind("promotion", promotion)
                                        .bind("at", checkpoint.at())
                                        .bind(
                                                "plan",
                                                Json.MAPPER.writeValueAsString(checkpoint.plan()))
                                        .bind("state", checkpoint.state())
                                        .bind(
                                                "counted",
                                                checkpoint
                                                        .counted()
                                                        .map(Json.MAPPER::writeValueAsString)
                                                        .orElse(null))
                                        .bind(
                                                "evidence",
                                                checkpoint
                                                        .evidence()
                                                        .map(Json.MAPPER::writeValueAsString)
                                                        .orElse(null))
                                        .bind("words", checkpoint.words())
                                        .execute());
    }

    /** The promotion's checkpoint, if it was ever judged. */
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
                                        .map((rows, context) -> read(rows))
                                        .findOne());
    }

    private static JudgeCheckpoint read(ResultSet rows) throws SQLException {
        return new JudgeCheckpoint(
                rows.getTimestamp("at").toInstant(),
                Json.MAPPER.readValue(rows.getString("plan"), Plan.class),
                rows.getBytes("state"),
                Optional.ofNullable(rows.getString("counted"))
                        .map(text -> Json.MAPPER.readValue(text, CounterSnapshot.class)),
                Optional.ofNullable(rows.getString("evidence"))
                        .map(text -> Json.MAPPER.readValue(text, Evidence.class)),
                rows.getString("words"));
    }
}
