package dev.surefoot.judge;

import dev.surefoot.judge.Culprit.Kind;
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
        Optional<Culprit> touched = state.rails.touched(plan.rails());
        if (touched.isPresent()) {
            return new Step(new Rollback(touched.get(), evidence), 0);
        }
        HoldReason reason = blocker().orElse(HoldReason.RAILS_ONLY);
        return new Step(new Hold(reason, Optional.empty(), evidence), look.window().shareBp());
    }

    private Judgement judgement() {
        Evidence evidence = evidence();
        Optional<Culprit> touched = state.rails.touched(plan.rails());
        if (touched.isPresent()) {
            return new Rollback(touched.get(), evidence);
        }
        if (isWorse(evidence)) {
            double eValue = evidence.worse().eValue();
            return new Rollback(
                    new Culprit(Kind.ERRORS, eValue, evidence.worse().threshold()), evidence);
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

    private boolean isWorse(Evidence evidence) {
        return evidence.worse().logE() >= -StrictMath.log(plan.alpha())
                && evidence.canary().errors() >= FEWEST_EVENTS;
    }

    private boolean isFit() {
        return Logs.mean(state.fitness.logF(), state.fitness.logQ())
                >= -StrictMath.log(plan.beta());
    }

    /** What forbids Promote and growth, whatever the evidence. */
    private Optional<HoldReason> blocker() {
        if (!look.fresh()) {
            return Optional.of(
                    state.progress.silent(look.window(), plan.rails().blind())
                            ? HoldReason.SILENT
                            : HoldReason.STALE);
        }
        if (state.rails.shared()) {
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
        int share = look.window().shareBp();
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
        ErrorRail rail = state.rails.canary();
        return new Evidence(
                state.totals.split().canary(),
                state.totals.split().baseline(),
                state.totals.expected(),
                new Evidence.Worse(state.worse.log(), 1 / plan.alpha()),
                new Evidence.Fit(state.fitness.logF(), state.fitness.logQ(), 1 / plan.beta()),
                new Evidence.ErrorRate(
                        rail.tally(), plan.rails().errorRate(), rail.log(), ErrorRail.THRESHOLD),
                look.window().shareBp(),
                state.progress.windows(),
                plan.dispersion());
    }
}
