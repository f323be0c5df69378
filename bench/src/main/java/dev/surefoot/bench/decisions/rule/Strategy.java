package dev.surefoot.bench.decisions.rule;

import dev.surefoot.judge.Budget;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Inconclusive;
import dev.surefoot.judge.Judgement.Promote;
import dev.surefoot.judge.Judgement.Rollback;
import dev.surefoot.judge.Pace;
import dev.surefoot.judge.Schedule;
import dev.surefoot.judge.Step;

import java.time.Duration;
import java.util.List;

/** How exposure grows under the judge. */
public sealed interface Strategy {
    /** The pace that the judge's plan is given. */
    Pace pace(Setting setting);

    /** Seconds for which 5 % stay on the old version, and the judge goes on, after a promotion. */
    default long watch() {
        return 0;
    }

    /** Where exposure goes after the judge's answer at this share, {@code end} seconds in. */
    Move after(Step step, double share, long end);

    /** The share that nobody changes. */
    record Fixed(double share) implements Strategy {
        @Override
        public Pace pace(Setting setting) {
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

    /**
     * Planned from a budget of failed requests, then half an hour's watch at 95 %.
     *
     * @param failed requests that may fail
     * @param sudden excess failure probability to be prepared for at any time
     */
    record Planned(double failed, double sudden) implements Strategy {
        private static final int REACTION = 6;
        private static final long WATCH = 1_800;

        @Override
        public Pace pace(Setting setting) {
            return Budget.of(
                            failed,
                            new Budget.Forecast(setting.rps(), setting.baselineRate()),
                            Duration.ofSeconds(setting.seconds() + REACTION))
                    .withSudden(sudden);
        }

        @Override
        public long watch() {
            return WATCH;
        }

        @Override
        public Move after(Step step, double now, long end) {
            double next = step.nextShareBp() / 10_000.0;
            return switch (step.judgement()) {
                case Rollback _ -> Move.back();
                case Promote _ -> new Move(next, Move.Decision.PROMOTED);
                case Hold _, Inconclusive _ -> Move.at(next);
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
        public Pace pace(Setting setting) {
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
        public Pace pace(Setting setting) {
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
