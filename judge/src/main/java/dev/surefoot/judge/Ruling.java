package dev.surefoot.judge;

import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Inconclusive;
import dev.surefoot.judge.Judgement.Promote;
import dev.surefoot.judge.Judgement.Rollback;

import java.time.Duration;
import java.util.Optional;

/** The decision on a state; the order of its questions is the order of {@link Judge}. */
record Ruling(Plan plan, State state, Look look) {
    /** Events of the canary below which no comparison rolls back. */
    static final long FEWEST_EVENTS = 3;

    Step compared() {
        Optional<HoldReason> blocker = blocker();
        boolean promotes = blocker.isEmpty() && isFit() && remaining().isZero();
        Optional<Planner.Growth> growth =
                planner().map(it -> growth(it, promotes, blocker.isPresent()));
        Evidence evidence = evidence(growth.map(Planner.Growth::spending));
        Judgement judgement = judgement(blocker, promotes, evidence);
        return new Step(
                judgement,
                switch (judgement) {
                    case Rollback _ -> 0;
                    case Inconclusive _ -> shareBp();
                    case Promote _ ->
                            growth.map(Planner.Growth::nextBp)
                                    .orElse(Math.max(shareBp(), Schedule.WATCHING_BP));
                    case Hold _ ->
                            growth.map(Planner.Growth::nextBp)
                                    .orElseGet(() -> stepped(blocker.isPresent()));
                });
    }

    Step railsOnly() {
        Evidence evidence = evidence(planner().map(it -> it.grow(shareBp(), true).spending()));
        Optional<Culprit> touched = state.rails.touched(plan, look.window());
        if (touched.isPresent()) {
            return new Step(new Rollback(touched.get(), evidence), 0);
        }
        HoldReason reason = blocker().orElse(HoldReason.RAILS_ONLY);
        return new Step(new Hold(reason, Optional.empty(), evidence), shareBp());
    }

    private Judgement judgement(Optional<HoldReason> blocker, boolean promotes, Evidence evidence) {
        Optional<Culprit> touched =
                state.rails
                        .touched(plan, look.window())
                        .or(() -> planner().flatMap(Planner::touched));
        if (touched.isPresent()) {
            return new Rollback(touched.get(), evidence);
        }
        Combined combined = state.combined();
        if (isWorse(combined)) {
            return new Rollback(culprit(combined, evidence.worse()), evidence);
        }
        if (state.setup.planning() instanceof Planning.Impossible impossible) {
            return new Inconclusive(
                    InconclusiveReason.NOT_PLANNABLE, impossible.options(), evidence);
        }
        if (promotes) {
            return new Promote(evidence);
        }
        HoldReason reason =
                blocker.orElseGet(() -> isFit() ? HoldReason.MIN_EVIDENCE_TIME : waiting());
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
        Measure measure = state.setup.measures().get(combined.loudest());
        return new Culprit(
                measure.kind(),
                worse.eValue(),
                worse.threshold(),
                combined.alone(),
                measure.cutName(plan, combined.cut()));
    }

    /** Every metric that has a bar is above it now, or a budget's release was promoted before. */
    private boolean isFit() {
        if (state.promoted()) {
            return true;
        }
        double goal = -StrictMath.log(plan.beta());
        for (Track track : state.tracks) {
            if (track.fitness().filter(it -> it.log() < goal).isPresent()) {
                return false;
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
        if (state.rails.shared(plan, look.window())) {
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

    private Optional<Planner> planner() {
        return plan.pace() instanceof Budget budget
                ? Optional.of(new Planner(plan, budget, state, look))
                : Optional.empty();
    }

    /** Promote lifts the highest share at once. */
    private Planner.Growth growth(Planner planner, boolean promotes, boolean held) {
        Planner now =
                promotes
                        ? new Planner(plan, planner.budget(), state.afterPromote(), look)
                        : planner;
        return now.grow(shareBp(), held);
    }

    private int stepped(boolean held) {
        return plan.pace() instanceof Schedule steps
                        && !held
                        && state.exposure.due(look.window(), steps)
                ? steps.after(shareBp())
                : shareBp();
    }

    private Evidence evidence(Optional<Evidence.Spending> spending) {
        return new Witness(plan, state, spending).evidence(shareBp());
    }

    /** A late window tells an old share. */
    private int shareBp() {
        return look.late() && state.exposure.shareBp() >= 0
                ? state.exposure.shareBp()
                : look.window().shareBp();
    }
}
