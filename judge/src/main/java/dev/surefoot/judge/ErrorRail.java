package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

import java.nio.ByteBuffer;

/**
 * Evidence that a share of errors is above an absolute limit, whatever others do: Bernoulli wagers
 * on 1.25 to 10 times the limit, placed anew over time like the comparison's. Immutable.
 */
final class ErrorRail {
    /** Evidence at which the rail is touched. */
    static final double THRESHOLD = 1_000;

    static final double LOG_THRESHOLD = StrictMath.log(THRESHOLD);
    static final double[] FACTORS = {1.25, 1.5, 2, 3, 5, 10};

    private final StartMixture wagers;
    private final Tally tally;

    private ErrorRail(StartMixture wagers, Tally tally) {
        this.wagers = wagers;
        this.tally = tally;
    }

    /**
     * What a rail is held to.
     *
     * @param limit share of errors
     * @param divisor of log-likelihoods
     * @param perHour windows an hour
     */
    record Terms(double limit, double divisor, long perHour) {
        static Terms of(Plan plan, double limit) {
            return new Terms(limit, plan.dispersion().divisor(), Worse.windowsPerHour(plan));
        }
    }

    static ErrorRail initial(double limit) {
        return new ErrorRail(StartMixture.over(alternatives(limit)), Tally.NONE);
    }

    ErrorRail plus(Tally window, Terms terms) {
        return new ErrorRail(
                wagers.plus(
                        terms.perHour(),
                        i -> Ceiling.logRatio(window, FACTORS[i], terms.limit()) / terms.divisor()),
                tally.plus(window));
    }

    ErrorRail forget() {
        return new ErrorRail(wagers.forget(), tally);
    }

    double log() {
        return wagers.log();
    }

    boolean breached() {
        return log() >= LOG_THRESHOLD;
    }

    Tally tally() {
        return tally;
    }

    /** Factors that keep the share below 1; at least one, as {@link Rails} sees to. */
    private static int alternatives(double limit) {
        int count = 0;
        while (count < FACTORS.length && FACTORS[count] * limit < 1) {
            count++;
        }
        return count;
    }

    void write(ByteBuffer to) {
        wagers.write(to);
        Saved.put(to, tally);
    }

    static ErrorRail read(double limit, ByteBuffer from) {
        return new ErrorRail(StartMixture.read(alternatives(limit), from), Saved.tally(from));
    }
}
