package dev.surefoot.judge;

/**
 * Does the canary get the share of requests it should? A mixture over shares near the right one
 * against the best share within a tenth of it; valid at every look.
 */
final class SampleRatio {
    private static final double CONCENTRATION = 100;
    private static final double TOLERANCE = 0.1;
    private static final double LOG_1000 = StrictMath.log(1000);

    private SampleRatio() {}

    /**
     * ln of the Dirichlet–multinomial probability of a sequence with these counts (without the
     * multinomial coefficient).
     */
    static double logMixture(double[] prior, long[] counts) {
        double priorSum = 0;
        double sum = 0;
        double log = 0;
        for (int i = 0; i < prior.length; i++) {
            priorSum += prior[i];
            sum += counts[i];
            log += Gamma.log(prior[i] + counts[i]) - Gamma.log(prior[i]);
        }
        return log + Gamma.log(priorSum) - Gamma.log(priorSum + sum);
    }

    /**
     * Whether the split of requests is believable at this share.
     *
     * @param step number of the exposure step, from 1; each step halves the level, .001 · 2^−step
     */
    static boolean sound(long canary, long baseline, int shareBp, int step) {
        if (shareBp <= 0 || shareBp >= 10_000) {
            return true;
        }
        double share = shareBp / 10_000.0;
        return logEvidence(canary, baseline, share) < LOG_1000 + step * StrictMath.log(2);
    }

    static double logEvidence(long canary, long baseline, double share) {
        if (canary + baseline == 0) {
            return 0;
        }
        double[] prior = {CONCENTRATION * share, CONCENTRATION * (1 - share)};
        double observed = (double) canary / (canary + baseline);
        double best =
                Math.clamp(observed, share * (1 - TOLERANCE), Math.min(1, share * (1 + TOLERANCE)));
        double likelihood =
                (canary == 0 ? 0 : canary * StrictMath.log(best))
                        + (baseline == 0 ? 0 : baseline * StrictMath.log1p(-best));
        return logMixture(prior, new long[] {canary, baseline}) - likelihood;
    }
}
