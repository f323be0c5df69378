package dev.surefoot.server.web;

import dev.surefoot.judge.Evidence.Tally;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.gate.VerdictRecord;
import dev.surefoot.server.gate.VerdictStore;
import dev.surefoot.server.promotion.JudgeCheckpoint;
import dev.surefoot.server.promotion.JudgeSample;
import dev.surefoot.server.promotion.JudgeStore;
import dev.surefoot.server.promotion.JudgedMetrics;
import dev.surefoot.server.promotion.JudgesWord;
import dev.surefoot.server.promotion.Promised;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionEvent;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.promotion.PromotionWorker;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.time.Ids;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.server.traffic.TrafficMinuteStore;
import dev.surefoot.server.web.PromotionModel.Arm;
import dev.surefoot.server.web.PromotionModel.Comparison;
import dev.surefoot.server.web.PromotionModel.Evidence;
import dev.surefoot.server.web.PromotionModel.Latency;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at a promotion, and makes of it what is shown. Safe for use by many threads. */
public final class PromotionLooks {
    /** How the judge begins while it holds. */
    private static final String JUDGE_WAITS = "Holding:";

    private final Parts parts;

    /** What is looked at. */
    public record Parts(
            PromotionStore promotions,
            CandidateStore candidates,
            VerdictStore verdicts,
            JudgeStore judged,
            TrafficMinuteStore traffic,
            JudgedMetrics metrics,
            PromotionWorker worker,
            SchemaLooks schemas) {}

    public PromotionLooks(Parts parts) {
        this.parts = parts;
    }

    /** The promotion as it stands at {@code now}. */
    PromotionModel of(Promotion promotion, Instant now) {
        // First what is not yet stored, then what is: a point may come twice, none is lost.
        Optional<JudgeCheckpoint> seen = parts.worker().judged(promotion.id());
        List<JudgeSample> samples = samples(promotion, seen);
        List<PromotionEvent> events = parts.promotions().events(promotion.id());
        List<VerdictRecord> verdicts = parts.verdicts().of(promotion.id());
        PromotionState state = promotion.state();
        return new PromotionModel(
                identity(promotion),
                StateWords.of(state),
                state.since(),
                waitingFor(promotion),
                exposure(promotion, events),
                seen.flatMap(it -> comparison(promotion, events, it)),
                Promised.of(promotion, seen),
                verdicts.stream().map(GateLooks::of).toList(),
                back(promotion, now),
                promotion.recovery().map(PromotionLooks::plan),
                parts.schemas()
                        .of(promotion)
                        .map(it -> DataLooks.of(state, it, parts.schemas().line(it))),
                StoryLooks.of(events, parts.verdicts().all(promotion.id())),
                Curve.of(
                        promotion,
                        new Curve.Seen(events, samples, seen.map(JudgeCheckpoint::plan)),
                        now));
    }

    private PromotionModel.Identity identity(Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        Optional<Candidate> candidate = parts.candidates().find(subject.candidate());
        return new PromotionModel.Identity(
                promotion.id().toString(),
                Ids.brief(promotion.id()),
                subject.service(),
                subject.environment(),
                Ids.brief(subject.candidate()),
                candidate.map(it -> Text.commit(it.commit())).orElse(""),
                candidate.map(Candidate::repository).orElse(""),
                subject.artifact().toString(),
                subject.requestedAt(),
                subject.requestedBy(),
                subject.first());
    }

    private static PromotionModel.Exposure exposure(
            Promotion promotion, List<PromotionEvent> events) {
        int share =
                events.reversed().stream()
                        .flatMap(event -> event.share().stream())
                        .findFirst()
                        .map(Share::basisPoints)
                        .orElse(0);
        List<Integer> steps = new ArrayList<>();
        promotion.plan().steps().forEach(step -> steps.add(step.basisPoints()));
        return new PromotionModel.Exposure(share, steps);
    }

    private List<JudgeSample> samples(Promotion promotion, Optional<JudgeCheckpoint> seen) {
        TreeMap<Instant, JudgeSample> all = new TreeMap<>();
        parts.judged().curve(promotion.id()).forEach(it -> all.put(it.at(), it));
        seen.ifPresent(it -> it.curve().forEach(point -> all.putIfAbsent(point.at(), point)));
        return List.copyOf(all.values());
    }

    /** What the judge says stands elsewhere, and more of it. */
    private String waitingFor(Promotion promotion) {
        String words = parts.worker().waitingFor(promotion.id());
        return promotion.state().ended() || words.startsWith(JUDGE_WAITS) ? "" : Text.brief(words);
    }

    private Optional<Comparison> comparison(
            Promotion promotion, List<PromotionEvent> events, JudgeCheckpoint seen) {
        if (promotion.exposedAt().isEmpty() || seen.evidence().isEmpty()) {
            return Optional.empty();
        }
        var evidence = seen.evidence().get();
        Plan plan = seen.plan();
        List<TrafficMinute> minutes = minutes(promotion, promotion.exposedAt().get());
        List<Long> bounds = seen.counted().map(it -> it.bucketBoundsMs()).orElse(List.of());
        Slot canary = promotion.arms().orElseThrow().canarySlot();
        JudgeSample point = JudgeSample.of(seen.at(), evidence);
        boolean compared = !promotion.subject().first() && promotion.plan().compares();
        Tally alone = evidence.errorRate().canary();
        return Optional.of(
                new Comparison(
                        arm(compared ? evidence.canary() : alone, latency(minutes, canary, bounds)),
                        arm(evidence.baseline(), latency(minutes, canary.other(), bounds)),
                        evidence(point.logWorse(), 1 / plan.alpha()),
                        evidence(point.logFit(), 1 / plan.beta()),
                        compared ? parts.metrics().words(promotion, plan) : "",
                        JudgesWord.of(promotion.state(), events)
                                .map(PromotionEvent::why)
                                .orElse(seen.words()),
                        compared));
    }

    /** Whole minutes of the exposure alone: what was served before says nothing about it. */
    private List<TrafficMinute> minutes(Promotion promotion, Instant exposedAt) {
        Instant from = exposedAt.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant until = promotion.state().ended() ? promotion.state().since() : Instant.MAX;
        Promotion.Subject subject = promotion.subject();
        return parts
                .traffic()
                .since(new RouteKey(subject.service(), subject.environment()), from)
                .stream()
                .filter(minute -> minute.minute().isBefore(until))
                .toList();
    }

    private static Optional<Latency> latency(
            List<TrafficMinute> minutes, Slot slot, List<Long> bounds) {
        return bounds.isEmpty() ? Optional.empty() : Latencies.of(minutes, slot, bounds);
    }

    private static Arm arm(Tally tally, Optional<Latency> latency) {
        return new Arm(
                Text.count(tally.requests()),
                Text.count(tally.errors()),
                Text.rate(tally.errors(), tally.requests()),
                latency);
    }

    private static Evidence evidence(double log, double threshold) {
        double part = Math.clamp(log / Math.log(threshold), 0, 1);
        return new Evidence(
                Text.evidence(log),
                Text.evidence(Math.log(threshold)),
                (int) Math.round(10_000 * part));
    }

    /** A button only where this promotion is what it would take back. */
    private Optional<Return> back(Promotion promotion, Instant now) {
        Promotion.Subject subject = promotion.subject();
        if (!promotion.state().ended()) {
            return Optional.of(Return.of(Optional.empty(), Optional.of(promotion), now));
        }
        Optional<Promotion> running =
                parts.promotions().running(subject.service(), subject.environment());
        boolean alone =
                running.filter(it -> it.id().equals(promotion.id())).isPresent()
                        && parts.promotions()
                                .lane(subject.service(), subject.environment())
                                .isEmpty()
                        && parts.promotions()
                                .waiting(subject.service(), subject.environment())
                                .isEmpty();
        return alone ? Optional.of(Return.of(running, Optional.empty(), now)) : Optional.empty();
    }

    private static PromotionModel.Plan plan(RecoveryPlan plan) {
        return new PromotionModel.Plan(
                switch (plan.mode()) {
                    case SWITCH -> "Traffic is switched to the version before, which stays warm.";
                    case WITHDRAW ->
                            "The new version is taken out of traffic; there is none before it.";
                },
                plan.target()
                        .map(
                                target ->
                                        "candidate "
                                                + Ids.brief(target.candidate())
                                                + ", artifact "
                                                + Text.digest(target.artifact())),
                plan.steps().stream().map(Text::brief).toList(),
                plan.computedAt());
    }
}
