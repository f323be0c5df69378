package dev.surefoot.bench.decisions.run;

/**
 * The fewest canary requests that any rule needs on average.
 *
 * <p>A rule that rolls back a sound version with chance at most α, however long it runs, and always
 * a bad one, needs at least ln(1/α) / I canary requests on average (Wald's bound: under the bad
 * version, the log-likelihood ratio to any sound one has mean at least ln(1/α) at the decision). I
 * is what one canary request and the (1−s)/s baseline requests beside it tell apart from the sound
 * version that is hardest to exclude, in which both arms fail at the pooled rate p̄ = s·p_c +
 * (1−s)·p_b: I = KL(p_c‖p̄) + (1−s)/s · KL(p_b‖p̄). For 0.1 % against 1 % at a share of 5 % and α
 * .01 that is 375.
 */
public final class Limit {
    private Limit() {}

    /** Canary requests; infinite where both rates are the same. */
    public static double requests(double canaryRate, double baselineRate, double share, double a) {
        double pooled = share * canaryRate + (1 - share) * baselineRate;
        double information =
                divergence(canaryRate, pooled)
                        + (1 - share) / share * divergence(baselineRate, pooled);
        return -StrictMath.log(a) / information;
    }

    private static double divergence(double p, double q) {
        return part(p, q) + part(1 - p, 1 - q);
    }

    private static double part(double p, double q) {
        return p == 0 ? 0 : p * StrictMath.log(p / q);
    }
}
