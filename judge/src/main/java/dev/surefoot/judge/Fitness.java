package dev.surefoot.judge;

import java.nio.ByteBuffer;

/**
 * Evidence that the canary is fit for everyone: F against "odds ratio of errors at least m", Q
 * against "share of errors at least q_max". The mean ½F + ½Q is at most 1 on average wherever both
 * nulls hold, so a large one refutes that both hold and nothing stronger. Immutable.
 *
 * <p>F is the mean over ψ ∈ {1, 0.7, 0.5} of Π L(ψ)/L(m), Q that over f ∈ {0.05, 0.1, 0.25, 0.5} of
 * products of Bernoulli likelihood ratios. The binomial form of the rollback test must not be used
 * here: its mean under the null is not bounded.
 */
final class Fitness {
    static final double[] PSI = {1, 0.7, 0.5};
    static final double[] FRACTIONS = {0.05, 0.1, 0.25, 0.5};

    private final double[] logF;
    private final double[] logQ;

    private Fitness(double[] logF, double[] logQ) {
        this.logF = logF;
        this.logQ = logQ;
    }

    static Fitness initial() {
        return new Fitness(new double[PSI.length], new double[FRACTIONS.length]);
    }

    Fitness plus(Split split, Measure.Bar bar, double divisor) {
        double[] nextF = logF.clone();
        double[] nextQ = logQ.clone();
        if (split.compares()) {
            Hypergeometric law = Hypergeometric.of(split);
            double atMargin = law.logL(split.canaryErrors(), bar.margin());
            for (int i = 0; i < PSI.length; i++) {
                nextF[i] += (law.logL(split.canaryErrors(), PSI[i]) - atMargin) / divisor;
            }
        }
        for (int i = 0; i < FRACTIONS.length; i++) {
            nextQ[i] += Ceiling.logRatio(split.canary(), FRACTIONS[i], bar.limit()) / divisor;
        }
        return new Fitness(nextF, nextQ);
    }

    /** ln Q after these requests alone. */
    static double logQ(Evidence.Tally tally, double limit, double divisor) {
        double[] logs = new double[FRACTIONS.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Ceiling.logRatio(tally, FRACTIONS[i], limit) / divisor;
        }
        return Logs.mean(logs);
    }

    /** ln of ½F + ½Q. */
    double log() {
        return Logs.mean(logF(), logQ());
    }

    /** ln F. */
    double logF() {
        return Logs.mean(logF);
    }

    /** ln Q. */
    double logQ() {
        return Logs.mean(logQ);
    }

    /** ln of all wagers, F's first, each with its weight in ½F + ½Q. */
    double[] weightedLogs() {
        double[] logs = new double[logF.length + logQ.length];
        for (int i = 0; i < logF.length; i++) {
            logs[i] = logF[i] - StrictMath.log(2.0 * logF.length);
        }
        for (int i = 0; i < logQ.length; i++) {
            logs[logF.length + i] = logQ[i] - StrictMath.log(2.0 * logQ.length);
        }
        return logs;
    }

    void write(ByteBuffer to) {
        for (double log : logF) {
            to.putDouble(log);
        }
        for (double log : logQ) {
            to.putDouble(log);
        }
    }

    static Fitness read(ByteBuffer from) {
        double[] logF = new double[PSI.length];
        double[] logQ = new double[FRACTIONS.length];
        for (int i = 0; i < logF.length; i++) {
            logF[i] = from.getDouble();
        }
        for (int i = 0; i < logQ.length; i++) {
            logQ[i] = from.getDouble();
        }
        return new Fitness(logF, logQ);
    }
}
