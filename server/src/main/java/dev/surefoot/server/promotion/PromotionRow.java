package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.traffic.CounterSnapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Between a {@link Promotion} and its row. */
final class PromotionRow {
    private PromotionRow() {}

    static Promotion read(ResultSet rows) throws SQLException {
        return new Promotion(
                rows.getObject("id", UUID.class),
                Json.MAPPER.readValue(rows.getString("subject"), Promotion.Subject.class),
                Json.MAPPER.readValue(rows.getString("plan"), RolloutPlan.class),
                Json.MAPPER.readValue(rows.getString("limits"), Promotion.Limits.class),
                json(rows.getString("arms"), Arms.class),
                json(rows.getString("recovery"), RecoveryPlan.class),
                Optional.ofNullable(rows.getTimestamp("exposed_at")).map(Timestamp::toInstant),
                Json.MAPPER.readValue(rows.getString("course"), Course.class),
                Json.MAPPER.readValue(rows.getString("state_body"), PromotionState.class),
                rows.getLong("version"),
                rows.getLong("token"));
    }

    static String state(PromotionState state) {
        return Json.MAPPER.writerFor(PromotionState.class).writeValueAsString(state);
    }

    /** The new version's share in this state, where it has one. */
    static Optional<Share> share(PromotionState state) {
        return switch (state) {
            case PromotionState.Expanding s -> Optional.of(Share.NONE);
            case PromotionState.Exposing s -> Optional.of(s.share());
            case PromotionState.Judging s -> Optional.of(s.share());
            case PromotionState.Watching s -> Optional.of(RolloutPlan.WATCHED);
            case PromotionState.Baking s -> Optional.of(Share.ALL);
            case PromotionState.Completed s -> Optional.of(Share.ALL);
            case PromotionState.Frozen s -> share(s.from());
            case PromotionState.RolledBack s -> Optional.of(Share.NONE);
            case PromotionState.RollingBack s -> Optional.empty();
            case PromotionState.Requested s -> Optional.empty();
            case PromotionState.Gated s -> Optional.empty();
            case PromotionState.Preparing s -> Optional.empty();
            case PromotionState.Failed s -> Optional.empty();
            case PromotionState.Superseded s -> Optional.empty();
        };
    }

    /** When the change to this state happened; phases of going back have times of their own. */
    static Instant changedAt(Promotion promotion) {
        if (promotion.state() instanceof PromotionState.RollingBack back) {
            return switch (back.phase()) {
                case RollbackPhase.Switching phase -> back.since();
                case RollbackPhase.Verifying phase ->
                        phase.firstRead().map(CounterSnapshot::takenAt).orElse(phase.executedAt());
                case RollbackPhase.Stopping phase -> phase.verifiedAt();
            };
        }
        return promotion.state().since();
    }

    private static <T> Optional<T> json(
            @org.jspecify.annotations.Nullable String text, Class<T> type) {
        return Optional.ofNullable(text).map(present -> Json.MAPPER.readValue(present, type));
    }
}
