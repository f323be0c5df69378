package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What both arms did since the canary's errors went above a limit: does the baseline suffer, too?
 * The stretch begins where a running sum of log-likelihoods for 1.25 times the limit leaves zero,
 * and ends where it returns; the sum is capped, so that recovery shows soon. Immutable.
 */
final class Stretch {
    private static final double FACTOR = ErrorRail.FACTORS[0];

    private final double height;
    private final double[] worse;
    private final Tally baseline;

    private Stretch(double height, double[] worse, Tally baseline) {
        this.height = height;
        this.worse = worse;
        this.baseline = baseline;
    }

    static Stretch none() {
        return new Stretch(0, new double[Worse.alternatives()], Tally.NONE);
    }

    Stretch plus(Tally canary, Optional<Tally> other, ErrorRail.Terms terms) {
        double next = height + Ceiling.logRatio(canary, FACTOR, terms.limit()) / terms.divisor();
        if (next <= 0) {
            return none();
        }
        double capped = Math.min(next, ErrorRail.LOG_THRESHOLD);
        if (other.isEmpty()) {
            return new Stretch(capped, worse, baseline);
        }
        Split split = new Split(canary, other.get());
        double[] logs = worse.clone();
        for (int i = 0; i < logs.length; i++) {
            logs[i] += Odds.logRatio(split, Worse.RATIOS[i], 1) / terms.divisor();
        }
        return new Stretch(capped, logs, baseline.plus(other.get()));
    }

    /** The canary's recent errors are above the limit. */
    boolean lasts() {
        return height > 0;
    }

    /**
     * The canary suffers alone: nobody served beside it, or it is worse than the baseline, or the
     * baseline is below the limit; the latter two with evidence of 1000.
     */
    boolean alone(ErrorRail.Terms terms) {
        return baseline.requests() == 0
                || Logs.mean(worse) >= ErrorRail.LOG_THRESHOLD
                || Fitness.logQ(baseline, terms.limit(), terms.divisor())
                        >= ErrorRail.LOG_THRESHOLD;
    }

    void write(ByteBuffer to) {
        to.putDouble(height);
        for (double log : worse) {
            to.putDouble(log);
        }
        Saved.put(to, baseline);
    }

    static Stretch read(ByteBuffer from) {
        double height = from.getDouble();
        double[] worse = new double[Worse.alternatives()];
        for (int i = 0; i < worse.length; i++) {
            worse[i] = from.getDouble();
        }
        return new Stretch(height, worse, Saved.tally(from));
    }
}
