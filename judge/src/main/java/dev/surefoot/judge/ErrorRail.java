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

    private static final double[] FACTORS = {1.25, 1.5, 2, 3, 5, 10};
    private static final double LOG_THRESHOLD = StrictMath.log(THRESHOLD);

    private final StartMixture wagers;
    private final Tally tally;

    private ErrorRail(StartMixture wagers, Tally tally) {
        this.wagers = wagers;
        this.tally = tally;
    }

    static ErrorRail initial(Plan plan) {
        return new ErrorRail(StartMixture.over(alternatives(plan)), Tally.NONE);
    }

    ErrorRail plus(Tally window, Plan plan) {
        double divisor = plan.dispersion().divisor();
        double limit = plan.rails().errorRate();
        return new ErrorRail(
                wagers.plus(
                        Worse.windowsPerHour(plan),
                        i -> Ceiling.logRatio(window, FACTORS[i], limit) / divisor),
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

    /** More likely above the limit than not. */
    boolean leaning() {
        return log() > 0;
    }

    Tally tally() {
        return tally;
    }

    /** Factors that keep the share below 1; at least one, for the limit is at most one half. */
    private static int alternatives(Plan plan) {
        int count = 0;
        while (count < FACTORS.length && FACTORS[count] * plan.rails().errorRate() < 1) {
            count++;
        }
        return count;
    }

    void write(ByteBuffer to) {
        wagers.write(to);
        Saved.put(to, tally);
    }

    static ErrorRail read(Plan plan, ByteBuffer from) {
        return new ErrorRail(StartMixture.read(alternatives(plan), from), Saved.tally(from));
    }
}
