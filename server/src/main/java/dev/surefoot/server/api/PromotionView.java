package dev.surefoot.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A promotion as callers see it.
 *
 * @param outcome {@code RUNNING} until it ended, then {@code COMPLETED}, {@code ROLLED_BACK},
 *     {@code FAILED}, {@code SUPERSEDED}; {@code HELD} while it waits for somebody
 * @param waitingFor what it waits for right now, in words
 * @param promised what was promised before exposure, and what is not bounded; a sentence or a few
 *     each; empty where nothing is compared
 * @param budget what it has cost; absent unless its strategy is budget
 * @param exposure what the judge has counted; absent before exposure
 * @param rollback the times of going back; absent unless it went back
 */
public record PromotionView(
        String id,
        String service,
        String environment,
        String candidate,
        String artifact,
        String config,
        String commit,
        boolean first,
        Instant requestedAt,
        String requestedBy,
        String state,
        String outcome,
        int shareBp,
        Instant since,
        long version,
        String waitingFor,
        Optional<String> reason,
        List<VerdictView> verdicts,
        Optional<RecoveryView> recovery,
        List<String> promised,
        Optional<BudgetView> budget,
        Optional<ExposureView> exposure,
        Optional<RollbackView> rollback,
        List<EventView> events) {
    /** What one gate says, and what that proves. */
    public record VerdictView(
            String gate,
            String verdict,
            String mode,
            String explanation,
            String proves,
            String doesNotProve,
            List<String> claims,
            Instant at) {}

    /** The way back, as computed before exposure. */
    public record RecoveryView(String mode, Optional<String> target, List<String> steps) {}

    /**
     * What a release may cost in failed requests beyond the old version's share of errors, and what
     * it has.
     *
     * @param spent chance included; may be below zero
     * @param deviation what chance makes of it, one standard deviation
     * @param left after what surely was spent
     * @param rollsBackAt the excess that ends the release
     * @param growthBoundBy {@code HELD}, {@code REACTION}, {@code GROWTH}, {@code BUDGET}, {@code
     *     MAX_SHARE} or {@code CAPACITY}
     */
    public record BudgetView(
            double failedRequests,
            double spent,
            double deviation,
            double left,
            double rollsBackAt,
            String growthBoundBy,
            String words) {}

    /**
     * What the judge has counted so far, and what it makes of it.
     *
     * @param judges what is compared, and why latency is not where it is not
     */
    public record ExposureView(
            Instant since,
            long canaryRequests,
            long canaryErrors,
            long baselineRequests,
            long baselineErrors,
            String evidence,
            String threshold,
            String judges,
            String words,
            Optional<Long> decidedAfterMs) {}

    /**
     * When it was decided, executed and verified; and the last request on the bad version.
     *
     * @param data what became of the data, which has a way back of its own; absent where the
     *     release brought nothing for a database
     */
    public record RollbackView(
            String kind,
            String actor,
            String explanation,
            Instant decidedAt,
            Optional<Instant> executedAt,
            Optional<Instant> verifiedAt,
            Optional<Instant> lastBadRequest,
            Optional<DataView> data) {}

    /**
     * What became of the data.
     *
     * @param verdict {@code UNCHANGED}, {@code EXPANDED}, {@code PART_FILLED}, {@code FILLED},
     *     {@code CONTRACTED} or {@code UNDER_WAY}
     * @param at when it was at rest
     * @param tookMs from the decision to go back
     */
    public record DataView(String verdict, String words, Instant at, long tookMs) {}

    /** One step of its story. */
    public record EventView(
            long ordinal, Instant at, String state, Optional<Integer> shareBp, String why) {}
}
