package dev.surefoot.server.api;

import dev.surefoot.judge.Evidence;
import dev.surefoot.server.api.PromotionView.BudgetView;
import dev.surefoot.server.api.PromotionView.DataView;
import dev.surefoot.server.api.PromotionView.EventView;
import dev.surefoot.server.api.PromotionView.ExposureView;
import dev.surefoot.server.api.PromotionView.RecoveryView;
import dev.surefoot.server.api.PromotionView.RollbackView;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.gate.VerdictStore;
import dev.surefoot.server.promotion.JudgeCheckpoint;
import dev.surefoot.server.promotion.JudgedMetrics;
import dev.surefoot.server.promotion.JudgesWord;
import dev.surefoot.server.promotion.Promised;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionEvent;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.promotion.PromotionWorker;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.schema.DataVerdict;
import dev.surefoot.server.schema.SchemaChange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Makes what callers see of a promotion from what is stored and what the worker knows. */
public final class PromotionViews {
    private final PromotionStore store;
    private final CandidateStore candidates;
    private final PromotionWorker worker;
    private final VerdictStore verdicts;
    private final JudgedMetrics judged;
    private final Function<Promotion, Optional<SchemaChange>> changes;

    /**
     * What is looked at.
     *
     * @param changes what a promotion changes in its database
     */
    public record Parts(
            PromotionStore store,
            CandidateStore candidates,
            PromotionWorker worker,
            VerdictStore verdicts,
            JudgedMetrics judged,
            Function<Promotion, Optional<SchemaChange>> changes) {}

    public PromotionViews(Parts parts) {
        this.store = parts.store();
        this.candidates = parts.candidates();
        this.worker = parts.worker();
        this.verdicts = parts.verdicts();
        this.judged = parts.judged();
        this.changes = parts.changes();
    }

    /** The whole promotion. */
    PromotionView of(Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        List<PromotionEvent> events = store.events(promotion.id());
        PromotionState state = promotion.state();
        Optional<JudgeCheckpoint> judged = worker.judged(promotion.id());
        Promised promised = Promised.of(promotion, judged);
        return new PromotionView(
                promotion.id().toString(),
                subject.service(),
                subject.environment(),
                subject.candidate().toString(),
                subject.artifact().toString(),
                subject.config().toString(),
                candidates.find(subject.candidate()).map(Candidate::commit).orElse(""),
                subject.first(),
                subject.requestedAt(),
                subject.requestedBy(),
                state.label(),
                outcome(state),
                share(events),
                state.since(),
                promotion.version(),
                worker.waitingFor(promotion.id()),
                reason(state),
                verdicts.of(promotion.id()).stream().map(VerdictViews::of).toList(),
                promotion.recovery().map(PromotionViews::recovery),
                promised.lines(),
                promised.spending().map(it -> budget(it, promised.spent().orElseThrow())),
                judged.flatMap(seen -> exposure(promotion, events, seen)),
                rollback(promotion),
                events.stream().map(PromotionViews::event).toList());
    }

    private static String outcome(PromotionState state) {
        return switch (state) {
            case PromotionState.Frozen frozen ->
                    frozen.cause() == PromotionState.FreezeCause.ASKED ? "HELD" : "RUNNING";
            default -> state.ended() ? state.label() : "RUNNING";
        };
    }

    private static Optional<String> reason(PromotionState state) {
        return switch (state) {
            case PromotionState.Failed failed -> Optional.of(failed.failure().reason().name());
            case PromotionState.RolledBack back -> Optional.of(back.cause().kind().name());
            case PromotionState.RollingBack back -> Optional.of(back.cause().kind().name());
            case PromotionState.Frozen frozen -> Optional.of(frozen.cause().name());
            default -> Optional.empty();
        };
    }

    /** The share that was last said; what is being taken back keeps showing where it was. */
    private static int share(List<PromotionEvent> events) {
        return events.reversed().stream()
                .flatMap(event -> event.share().stream())
                .findFirst()
                .map(Share::basisPoints)
                .orElse(0);
    }

    private static RecoveryView recovery(RecoveryPlan plan) {
        return new RecoveryView(
                plan.mode().name(),
                plan.target().map(target -> target.artifact().toString()),
                plan.steps());
    }

    private static BudgetView budget(Evidence.Spending spending, String words) {
        return new BudgetView(
                rounded(spending.budget()),
                rounded(spending.excess()),
                rounded(spending.deviation()),
                rounded(spending.left()),
                rounded(spending.rail()),
                spending.limit().name(),
                words);
    }

    private static double rounded(double requests) {
        return Math.round(requests * 100) / 100.0;
    }

    private Optional<ExposureView> exposure(
            Promotion promotion, List<PromotionEvent> events, JudgeCheckpoint seen) {
        if (promotion.exposedAt().isEmpty() || seen.evidence().isEmpty()) {
            return Optional.empty();
        }
        Instant since = promotion.exposedAt().get();
        var evidence = seen.evidence().get();
        Optional<PromotionEvent> decision = JudgesWord.of(promotion.state(), events);
        return Optional.of(
                new ExposureView(
                        since,
                        evidence.canary().requests(),
                        evidence.canary().errors(),
                        evidence.baseline().requests(),
                        evidence.baseline().errors(),
                        number(evidence.worse().eValue()),
                        number(evidence.worse().threshold()),
                        judged.words(promotion, seen.plan()),
                        decision.map(PromotionEvent::why).orElse(seen.words()),
                        decision.map(it -> Duration.between(since, it.at()).toMillis())));
    }

    private Optional<RollbackView> rollback(Promotion promotion) {
        return switch (promotion.state()) {
            case PromotionState.RollingBack back ->
                    Optional.of(view(promotion, back.cause(), underWay(back)));
            case PromotionState.RolledBack back ->
                    Optional.of(
                            view(
                                    promotion,
                                    back.cause(),
                                    new Went(
                                            back.times().decidedAt(),
                                            Optional.of(back.times().executedAt()),
                                            Optional.of(back.times().verifiedAt()),
                                            back.times().lastBadRequest())));
            default -> Optional.empty();
        };
    }

    /** How far going back is. */
    private record Went(
            Instant decided,
            Optional<Instant> executed,
            Optional<Instant> verified,
            Optional<Instant> lastBadRequest) {}

    private static Went underWay(PromotionState.RollingBack back) {
        return switch (back.phase()) {
            case RollbackPhase.Switching phase ->
                    new Went(back.since(), Optional.empty(), Optional.empty(), Optional.empty());
            case RollbackPhase.Verifying phase ->
                    new Went(
                            back.since(),
                            Optional.of(phase.executedAt()),
                            Optional.empty(),
                            Optional.empty());
            case RollbackPhase.Stopping phase ->
                    new Went(
                            back.since(),
                            Optional.of(phase.executedAt()),
                            Optional.of(phase.verifiedAt()),
                            phase.lastBadRequest());
        };
    }

    private RollbackView view(Promotion promotion, RollbackCause cause, Went went) {
        return new RollbackView(
                cause.kind().name(),
                cause.actor(),
                cause.explanation(),
                went.decided(),
                went.executed(),
                went.verified(),
                went.lastBadRequest(),
                changes.apply(promotion)
                        .map(DataVerdict::of)
                        .map(
                                data ->
                                        new DataView(
                                                data.kind().name(),
                                                data.words(),
                                                data.at(),
                                                Math.max(
                                                        0,
                                                        Duration.between(went.decided(), data.at())
                                                                .toMillis()))));
    }

    private static EventView event(PromotionEvent event) {
        return new EventView(
                event.ordinal(),
                event.at(),
                event.state(),
                event.share().map(Share::basisPoints),
                event.why());
    }

    private static String number(double value) {
        return value >= 1e6
                ? String.format(Locale.ROOT, "%.1e", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
