package dev.surefoot.bench.decisions.world;

import java.util.SplittableRandom;

/**
 * Exact random counts, the same bits on every machine ({@code StrictMath} only). Small means by
 * jumping from success to success; large ones by transformed rejection (Hörmann 1993: "The
 * generation of binomial random variates", "The transformed rejection method for generating Poisson
 * random variables"). Not safe for several threads.
 */
public final class Draws {
    private static final double SMALL = 10;

    private final SplittableRandom random;

    /** A stream of its own for this seed. */
    public Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A seed for one part of a release, far from those of other parts. */
    public static long seed(long release, long part) {
        return new SplittableRandom(release * 0x9E3779B97F4A7C15L + part).nextLong();
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return random.nextDouble();
    }

    /** Standard normal, by the polar method. */
    public double normal() {
        while (true) {
            double u = 2 * random.nextDouble() - 1;
            double v = 2 * random.nextDouble() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /** 1, 2, 3 … with this mean, at least 1. */
    public long geometric(double mean) {
        if (mean <= 1) {
            return 1;
        }
        double log = StrictMath.log(1 - random.nextDouble());
        return 1 + (long) (log / StrictMath.log1p(-1 / mean));
    }

    /** Successes among {@code tries} of chance {@code p}. */
    public long binomial(long tries, double p) {
        if (tries <= 0 || p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return tries;
        }
        if (p > 0.5) {
            return tries - binomial(tries, 1 - p);
        }
        return tries * p < SMALL ? jumping(tries, p) : rejected(tries, p);
    }

    /** Events where {@code mean} are expected. */
    public long poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        return mean < SMALL ? counted(mean) : rejected(mean);
    }

    private long jumping(long tries, double p) {
        double scale = 1 / StrictMath.log1p(-p);
        long successes = -1;
        for (double at = 0; at <= tries; successes++) {
            at += 1 + StrictMath.floor(StrictMath.log(1 - random.nextDouble()) * scale);
        }
        return successes;
    }

    private long rejected(long tries, double p) {
        double deviation = StrictMath.sqrt(tries * p * (1 - p));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double squeeze = 0.92 - 4.2 / b;
        long mode = (long) ((tries + 1) * p);
        double logOdds = StrictMath.log(p / (1 - p));
        double atMode = LogFactorial.of(mode) + LogFactorial.of(tries - mode);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - StrictMath.abs(u);
            long k = (long) StrictMath.floor((2 * a / us + b) * u + tries * p + 0.5);
            if (k < 0 || k > tries) {
                continue;
            }
            if (us >= 0.07 && v <= squeeze) {
                return k;
            }
            double bound =
                    atMode - LogFactorial.of(k) - LogFactorial.of(tries - k) + (k - mode) * logOdds;
            double scaled = v * (2.83 + 5.1 / b) * deviation / (a / (us * us) + b);
            if (StrictMath.log(scaled) <= bound) {
                return k;
            }
        }
    }

    private long counted(double mean) {
        double limit = StrictMath.exp(-mean);
        long events = -1;
        for (double product = 1; product > limit; events++) {
            product *= random.nextDouble();
        }
        return events;
    }

    private long rejected(double mean) {
        double b = 0.931 + 2.53 * StrictMath.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverse = 1.1239 + 1.1328 / (b - 3.4);
        double squeeze = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - StrictMath.abs(u);
            long k = (long) StrictMath.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= squeeze) {
                return k;
            }
            if (k < 0 || (us < 0.013 && v > us)) {
                continue;
            }
            double bound = k * StrictMath.log(mean) - mean - LogFactorial.of(k);
            if (StrictMath.log(v * inverse / (a / (us * us) + b)) <= bound) {
                return k;
            }
        }
    }
}
