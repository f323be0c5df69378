package dev.surefoot.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded requests of two arms, each request drawn anew; errors independent.
 *
 * @param perSecond requests of both arms in every one-second window
 * @param baselineRate chance that a baseline request fails
 * @param canaryRate likewise for the canary
 * @param instances of each arm, among which requests are spread evenly
 */
record Traffic(int perSecond, double baselineRate, double canaryRate, int instances) {
    static Traffic of(int perSecond, double baselineRate, double canaryRate) {
        return new Traffic(perSecond, baselineRate, canaryRate, 1);
    }

    /** How a release ended. */
    record End(Judgement judgement, long canaryRequests, long seconds) {
        boolean rolledBack() {
            return judgement instanceof Judgement.Rollback;
        }

        boolean promoted() {
            return judgement instanceof Judgement.Promote;
        }
    }

    /** One release from the first step to Promote or Rollback, or to its last second. */
    End release(Plan plan, long seed, int seconds) {
        return release(plan, seed, seconds, true);
    }

    /** Likewise, but only a Rollback ends it. */
    End watched(Plan plan, long seed, int seconds) {
        return release(plan, seed, seconds, false);
    }

    private End release(Plan plan, long seed, int seconds, boolean untilPromote) {
        SplittableRandom random = new SplittableRandom(seed);
        State state = State.initial(plan);
        int share = plan.pace() instanceof Schedule steps ? steps.stepsBp().getFirst() : 0;
        long canary = 0;
        for (int second = 0; ; second++) {
            Window window = window(second, share, random);
            canary += window.canary().stream().mapToLong(Counts::requests).sum();
            Outcome outcome = Judge.next(plan, state, window);
            End end = new End(outcome.step().judgement(), canary, second + 1);
            if (end.rolledBack() || (untilPromote && end.promoted()) || second + 1 == seconds) {
                return end;
            }
            state = outcome.state();
            // Without untilPromote the share never leaves the schedule.
            share = end.promoted() ? share : outcome.step().nextShareBp();
        }
    }

    Window window(long seq, int shareBp, SplittableRandom random) {
        long canary = successes(perSecond, shareBp / 10_000.0, random);
        return Simple.second(
                seq,
                shareBp,
                arm("canary", canary, canaryRate, random),
                arm("baseline", perSecond - canary, baselineRate, random));
    }

    private List<Counts> arm(String name, long requests, double rate, SplittableRandom random) {
        List<Counts> arm = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            long own = requests / instances + (i < requests % instances ? 1 : 0);
            arm.add(Counts.of(name + "-" + i, own, successes(own, rate, random)));
        }
        return arm;
    }

    /** Binomial, by jumping from success to success. */
    static long successes(long tries, double chance, SplittableRandom random) {
        if (chance <= 0) {
            return 0;
        }
        double scale = chance >= 1 ? 0 : 1 / StrictMath.log1p(-chance);
        long successes = -1;
        for (double at = 0; at <= tries; successes++) {
            at += 1 + Math.floor(StrictMath.log(1 - random.nextDouble()) * scale);
        }
        return successes;
    }
}
