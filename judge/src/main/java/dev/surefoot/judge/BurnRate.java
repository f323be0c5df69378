package dev.surefoot.judge;

import dev.surefoot.judge.Culprit.Kind;
import dev.surefoot.judge.Evidence.Tally;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The canary's burn rate over a pair of times. Nothing is said before the long time is over, nor
 * against a canary that is not clearly worse than the baseline over it: a service that burns its
 * budget without any release is an incident.
 *
 * @param since end of the first window
 */
record BurnRate(BurnSums.Pair pair, Instant since, BurnSums canary, BurnSums baseline) {
    static BurnRate initial(BurnSums.Pair pair) {
        return new BurnRate(pair, Instant.MAX, BurnSums.initial(pair), BurnSums.initial(pair));
    }

    BurnRate after(Instant at, Tally newer, Optional<Tally> older) {
        return new BurnRate(
                pair,
                since.equals(Instant.MAX) ? at : since,
                canary.plus(at, newer),
                baseline.plus(at, older.orElse(Tally.NONE)));
    }

    Optional<Culprit> touched(Plan plan, Instant at) {
        Rails rails = plan.rails();
        return burns(rails, at) && alone(plan)
                ? Optional.of(
                        new Culprit(
                                Kind.BURN_RATE,
                                rate() / budget(rails),
                                pair.factor(),
                                true,
                                pair.words()))
                : Optional.empty();
    }

    boolean shared(Plan plan, Instant at) {
        return burns(plan.rails(), at) && !alone(plan);
    }

    private boolean burns(Rails rails, Instant at) {
        return !since.equals(Instant.MAX)
                && Duration.between(since, at).toSeconds() >= pair.longSeconds()
                && canary.above(pair.factor() * budget(rails));
    }

    private boolean alone(Plan plan) {
        Split split = new Split(canary.longer().sum(), baseline.longer().sum());
        return split.baseline().requests() == 0
                || (!baseline.above(pair.factor() * budget(plan.rails()))
                        && worse(split, plan.dispersion().divisor()));
    }

    /** One look at sums that slide: evidence of 1000 leaves room for the many looks. */
    private static boolean worse(Split split, double divisor) {
        double[] logs = new double[Worse.alternatives()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Odds.logRatio(split, Worse.RATIOS[i], 1) / divisor;
        }
        return Logs.mean(logs) >= ErrorRail.LOG_THRESHOLD;
    }

    private double rate() {
        Tally sum = canary.longer().sum();
        return (double) sum.errors() / sum.requests();
    }

    private static double budget(Rails rails) {
        return 1 - rails.availability().orElseThrow();
    }

    void write(ByteBuffer to) {
        Saved.put(to, since);
        canary.write(to);
        baseline.write(to);
    }

    static BurnRate read(BurnSums.Pair pair, ByteBuffer from) {
        return new BurnRate(
                pair, Saved.instant(from), BurnSums.read(pair, from), BurnSums.read(pair, from));
    }
}
