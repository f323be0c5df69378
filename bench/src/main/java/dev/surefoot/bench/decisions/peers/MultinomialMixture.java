package dev.surefoot.bench.decisions.peers;

/**
 * The sequential test of multinomial counts by Lindon and Malek ("Anytime-valid inference for
 * multinomial count data", NeurIPS 2022): a Dirichlet mixture over the cell probabilities against
 * one given vector. The ratio of both marginal likelihoods has expectation 1 at all times when the
 * vector is true. Counts are fed in parts; not thread-safe.
 */
public final class MultinomialMixture {
    private final double[] prior;
    private final double[] nothing;
    private final long[] seen;
    private double logMixture;
    private double logNull;

    /** Before any count: Dirichlet parameters, and the probabilities that are put to the test. */
    public MultinomialMixture(double[] prior, double[] probabilities) {
        this.prior = prior.clone();
        nothing = probabilities.clone();
        seen = new long[prior.length];
    }

    /** Adds what came in each cell. */
    public void add(long... counts) {
        double total = 0;
        for (int i = 0; i < prior.length; i++) {
            total += prior[i] + seen[i];
        }
        long all = 0;
        for (int i = 0; i < prior.length; i++) {
            for (long k = 0; k < counts[i]; k++) {
                // One count after the other: the number of orders is the same in both likelihoods.
                double orders = StrictMath.log((all + 1.0) / (k + 1));
                logMixture += StrictMath.log((prior[i] + seen[i] + k) / (total + all)) + orders;
                logNull += StrictMath.log(nothing[i]) + orders;
                all++;
            }
            seen[i] += counts[i];
        }
    }

    /** ln of the mixture's likelihood of all parts. */
    public double logMixture() {
        return logMixture;
    }

    /** ln of the tested vector's likelihood of all parts. */
    public double logNull() {
        return logNull;
    }

    /** ln of the evidence against the tested vector. */
    public double logEvidence() {
        return logMixture - logNull;
    }
}
