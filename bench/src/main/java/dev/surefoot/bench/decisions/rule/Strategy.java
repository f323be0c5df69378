package dev.surefoot.bench.decisions.rule;

import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Inconclusive;
import dev.surefoot.judge.Judgement.Promote;
import dev.surefoot.judge.Judgement.Rollback;
import dev.surefoot.judge.Schedule;
import dev.surefoot.judge.Step;

import java.time.Duration;
import java.util.List;

/**
 * How exposure grows under the judge. A strategy that plans exposure from a harm budget joins here:
 * its plan gives the first share and its {@link #after} follows {@link Step#nextShareBp()}.
 */
public sealed interface Strategy {
    /** The schedule that the judge's plan is given. */
    Schedule schedule();

    /** Where exposure goes after the judge's answer at this share, {@code end} seconds in. */
    Move after(Step step, double share, long end);

    /** The share that nobody changes. */
    record Fixed(double share) implements Strategy {
        @Override
        public Schedule schedule() {
            return Schedule.of(List.of((int) Math.round(share * 10_000)));
        }

        @Override
        public Move after(Step step, double now, long end) {
            return switch (step.judgement()) {
                case Rollback _ -> Move.back();
                case Promote _ -> new Move(now, Move.Decision.PROMOTED);
                case Hold _, Inconclusive _ -> Move.at(now);
            };
        }
    }

    /** The product's steps: the judge's next share, all of the traffic once it says Promote. */
    record Steps(List<Integer> stepsBp, Duration stepTime) implements Strategy {
        /** Copies the steps. */
        public Steps {
            stepsBp = List.copyOf(stepsBp);
        }

        @Override
        public Schedule schedule() {
            return new Schedule(stepsBp, stepTime, 30);
        }

        @Override
        public Move after(Step step, double now, long end) {
            return switch (step.judgement()) {
                case Rollback _ -> Move.back();
                case Promote _ -> new Move(1, Move.Decision.PROMOTED);
                case Hold _, Inconclusive _ -> Move.at(step.nextShareBp() / 10_000.0);
            };
        }
    }

    /** Shares by the clock, whatever the evidence; only a Rollback counts, and then all traffic. */
    record Clock(List<Integer> stepsBp, Duration stepTime) implements Strategy {
        /** Copies the steps. */
        public Clock {
            stepsBp = List.copyOf(stepsBp);
        }

        @Override
        public Schedule schedule() {
            return new Schedule(stepsBp, stepTime, 1);
        }

        @Override
        public Move after(Step step, double now, long end) {
            if (step.judgement() instanceof Judgement.Rollback) {
                return Move.back();
            }
            int number = (int) (end / stepTime.toSeconds());
            return number < stepsBp.size() ? Move.at(stepsBp.get(number) / 10_000.0) : Move.done();
        }
    }
}
