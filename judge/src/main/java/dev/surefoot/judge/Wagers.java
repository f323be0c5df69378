package dev.surefoot.judge;

/**
 * How long several wagers together take to reach a goal, if each goes on as it does on average. An
 * expectation for people; no decision rests on it.
 */
final class Wagers {
    private static final int NEWTON_STEPS = 6;

    private Wagers() {}

    /**
     * Requests of both arms until the sum of all wagers reaches the goal; infinite if never.
     *
     * @param goal natural logarithm
     * @param logs natural logarithms of the wagers now, each with its weight
     * @param gains what each logarithm gains a request, on average
     */
    static double requestsUntil(double goal, double[] logs, double[] gains) {
        double requests = Double.POSITIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            if (gains[i] > 0) {
                requests = Math.min(requests, (goal - logs[i]) / gains[i]);
            }
        }
        // The log of a sum of exponentials is convex and one wager alone reaches the goal here, so
        // Newton's steps only fall towards the answer.
        for (int step = 0; step < NEWTON_STEPS && requests < Double.POSITIVE_INFINITY; step++) {
            double sum = 0;
            double slope = 0;
            for (int i = 0; i < logs.length; i++) {
                double wager = StrictMath.exp(logs[i] + gains[i] * requests - goal);
                sum += wager;
                slope += wager * gains[i];
            }
            requests -= StrictMath.log(sum) * sum / slope;
        }
        return requests;
    }

    /** Gains of the wagers of {@link Fitness#weightedLogs} where both arms fail alike. */
    static double[] ofFitness(double errorRate, Measure.Bar bar, double share, double divisor) {
        double[] gains = new double[Fitness.PSI.length + Fitness.FRACTIONS.length];
        double fromMargin = Odds.divergence(share, bar.margin());
        for (int i = 0; i < Fitness.PSI.length; i++) {
            gains[i] = errorRate * (fromMargin - Odds.divergence(share, Fitness.PSI[i])) / divisor;
        }
        for (int i = 0; i < Fitness.FRACTIONS.length; i++) {
            double fraction = Fitness.FRACTIONS[i];
            gains[Fitness.PSI.length + i] =
                    share
                            * (errorRate * StrictMath.log(fraction)
                                    + (1 - errorRate) * Ceiling.perSuccess(fraction, bar.limit()))
                            / divisor;
        }
        return gains;
    }

    /** Gains of the alternatives of {@link Worse} where the canary fails otherwise. */
    static double[] ofWorse(double baseline, double canary, double share, double divisor) {
        double[] gains = new double[Worse.RATIOS.length];
        for (int i = 0; i < gains.length; i++) {
            double theta = Odds.theta(Worse.RATIOS[i], share);
            gains[i] =
                    (share * canary * StrictMath.log(theta / share)
                                    + (1 - share)
                                            * baseline
                                            * StrictMath.log((1 - theta) / (1 - share)))
                            / divisor;
        }
        return gains;
    }
}
