package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.schema.Schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A candidate on its way into one environment, with everything it was pinned to. Immutable; a
 * change is a new value that {@link PromotionStore} saves if nobody else did first.
 *
 * @param subject what is promoted, and where
 * @param plan how exposure grows
 * @param limits how long a state may last
 * @param arms which slot is which; empty until the lane is held
 * @param recovery the way back; empty until prepared
 * @param exposedAt when users could first meet the new version
 * @param course what has happened to exposure on the way
 * @param version rises with each save
 * @param token rises with each save over all promotions; routers refuse an older one
 */
public record Promotion(
        UUID id,
        Subject subject,
        RolloutPlan plan,
        Limits limits,
        Optional<Arms> arms,
        Optional<RecoveryPlan> recovery,
        Optional<Instant> exposedAt,
        Course course,
        PromotionState state,
        long version,
        long token) {
    /**
     * What is promoted, and where; never changes.
     *
     * @param serviceVersion the version of the service's definition that is pinned
     * @param first said by the person: there is nothing to go back to
     */
    public record Subject(
            String service,
            String environment,
            UUID candidate,
            Digest artifact,
            Digest config,
            long serviceVersion,
            boolean first,
            Instant requestedAt,
            String requestedBy) {}

    /** How long states may last, from the service's definition. */
    public record Limits(Duration gates, Duration startup, Duration hold) {}

    /** The share that exposure begins with, and after a lapse begins with again. */
    Share first() {
        return subject.first() ? Share.ALL : course.first().orElseGet(plan::first);
    }

    /** As its database sees it. */
    public Schemas.Wish wish() {
        return new Schemas.Wish(
                subject.service(),
                subject.environment(),
                subject.candidate(),
                subject.serviceVersion());
    }

    /** The same in another state. */
    public Promotion in(PromotionState next) {
        Optional<Instant> exposed =
                exposedAt.isPresent() || !next.exposed() ? exposedAt : Optional.of(next.since());
        return new Promotion(
                id, subject, plan, limits, arms, recovery, exposed, course, next, version, token);
    }

    /** The same after what happened to its exposure. */
    public Promotion with(Course known) {
        return new Promotion(
                id, subject, plan, limits, arms, recovery, exposedAt, known, state, version, token);
    }

    /** The same with its slots known. */
    public Promotion with(Arms known) {
        return new Promotion(
                id,
                subject,
                plan,
                limits,
                Optional.of(known),
                recovery,
                exposedAt,
                course,
                state,
                version,
                token);
    }

    /** The next one like it, beside a version that serves: no first release any more. */
    public Promotion next(Arms arms) {
        Subject next =
                new Subject(
                        subject.service(),
                        subject.environment(),
                        subject.candidate(),
                        subject.artifact(),
                        subject.config(),
                        subject.serviceVersion(),
                        false,
                        subject.requestedAt(),
                        subject.requestedBy());
        return new Promotion(
                id,
                next,
                plan,
                limits,
                Optional.of(arms),
                recovery,
                exposedAt,
                course,
                state,
                version,
                token);
    }

    /** The same with its way back known. */
    public Promotion with(RecoveryPlan known) {
        return new Promotion(
                id,
                subject,
                plan,
                limits,
                arms,
                Optional.of(known),
                exposedAt,
                course,
                state,
                version,
                token);
    }

    /** The same as it was saved. */
    Promotion saved(long newVersion, long newToken) {
        return new Promotion(
                id,
                subject,
                plan,
                limits,
                arms,
                recovery,
                exposedAt,
                course,
                state,
                newVersion,
                newToken);
    }
}
