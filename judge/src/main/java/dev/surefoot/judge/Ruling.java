package dev.surefoot.judge;

import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Inconclusive;
import dev.surefoot.judge.Judgement.Promote;
import dev.surefoot.judge.Judgement.Rollback;

import java.time.Duration;
import java.util.Optional;

/** The decision on a state; the order of its questions is the order of {@link Judge}. */
record Ruling(Plan plan, State state, Look look) {
    /** Failed canary requests below which no comparison rolls back. */
    static final long FEWEST_EVENTS = 3;

    Step compared() {
        Judgement judgement = judgement();
        return new Step(judgement, nextShareBp(judgement));
    }

    Step railsOnly() {
        Evidence evidence = evidence();
        Optional<Culprit> touched = state.rails.touched(plan.rails(), look.window());
        if (touched.isPresent()) {
            return new Step(new Rollback(touched.get(), evidence), 0);
        }
        HoldReason reason = blocker().orElse(HoldReason.RAILS_ONLY);
        return new Step(new Hold(reason, Optional.empty(), evidence), shareBp());
    }

    private Judgement judgement() {
        Evidence evidence = evidence();
        Optional<Culprit> touched = state.rails.touched(plan.rails(), look.window());
        if (touched.isPresent()) {
            return new Rollback(touched.get(), evidence);
        }
        Combined combined = state.combined();
        if (isWorse(combined)) {
            return new Rollback(culprit(combined, evidence.worse()), evidence);
        }
        Optional<HoldReason> blocker = blocker();
        boolean fit = isFit();
        boolean covered = remaining().isZero();
        if (blocker.isEmpty() && fit && covered) {
            return new Promote(evidence);
        }
        HoldReason reason = blocker.orElseGet(() -> fit ? HoldReason.MIN_EVIDENCE_TIME : waiting());
        Eta eta = new Eta(plan, state);
        if (deadlineOver()) {
            return new Advice(plan, eta).inconclusive(reason, evidence);
        }
        return switch (reason) {
            case GATHERING_EVIDENCE -> new Hold(reason, eta.atShareInForce(), evidence);
            case MIN_EVIDENCE_TIME -> new Hold(reason, Optional.of(remaining()), evidence);
            case NO_TRAFFIC, STALE, SILENT, SHARED_INCIDENT, ROUTING_UNVERIFIED, RAILS_ONLY ->
                    new Hold(reason, Optional.empty(), evidence);
        };
    }

    private boolean isWorse(Combined combined) {
        return combined.logE() >= -StrictMath.log(plan.alpha())
                && combined.events() >= FEWEST_EVENTS;
    }

    private Culprit culprit(Combined combined, Evidence.Worse worse) {
        Measure measure = state.measures.get(combined.loudest());
        return new Culprit(
                measure.kind(),
                worse.eValue(),
                worse.threshold(),
                combined.alone(),
                measure.cutName(plan, combined.cut()));
    }

    /** Every metric that has a bar is above it now. */
    private boolean isFit() {
        double goal = -StrictMath.log(plan.beta());
        for (Track track : state.tracks) {
            if (track.fitness().isPresent()) {
                Fitness fitness = track.fitness().get();
                if (Logs.mean(fitness.logF(), fitness.logQ()) < goal) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What forbids Promote and growth, whatever the evidence. */
    private Optional<HoldReason> blocker() {
        if (!look.fresh()) {
            return Optional.of(
                    state.progress.silent(look.window(), plan.rails().blind())
                            ? HoldReason.SILENT
                            : HoldReason.STALE);
        }
        if (state.rails.shared(plan.rails(), look.window())) {
            return Optional.of(HoldReason.SHARED_INCIDENT);
        }
        if (look.window().gap()) {
            return Optional.of(HoldReason.STALE);
        }
        // Users who stay with an arm bring unequal numbers of requests: no such test holds there.
        boolean testable = look.comparing() && plan.routing() == Routing.REQUEST;
        return testable && !state.exposure.sound()
                ? Optional.of(HoldReason.ROUTING_UNVERIFIED)
                : Optional.empty();
    }

    private HoldReason waiting() {
        return state.exposure.canary() == 0 ? HoldReason.NO_TRAFFIC : HoldReason.GATHERING_EVIDENCE;
    }

    private Duration remaining() {
        Duration left = plan.minEvidenceTime().minus(state.progress.covered());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean deadlineOver() {
        return plan.deadline()
                .filter(time -> state.progress.elapsed(look.window()).compareTo(time) >= 0)
                .isPresent();
    }

    private int nextShareBp(Judgement judgement) {
        int share = shareBp();
        return switch (judgement) {
            case Promote _ -> Math.max(share, Schedule.WATCHING_BP);
            case Rollback _ -> 0;
            case Inconclusive _ -> share;
            case Hold _ -> blocker().isEmpty() ? grown(share) : share;
        };
    }

    private int grown(int share) {
        return switch (plan.pace()) {
            case Schedule steps ->
                    state.exposure.due(look.window(), steps) ? steps.after(share) : share;
        };
    }

    private Evidence evidence() {
        return new Witness(plan, state).evidence(shareBp());
    }

    /** A late window tells an old share. */
    private int shareBp() {
        return look.late() && state.exposure.shareBp() >= 0
                ? state.exposure.shareBp()
                : look.window().shareBp();
    }
}
