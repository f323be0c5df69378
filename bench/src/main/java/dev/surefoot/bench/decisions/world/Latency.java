package dev.surefoot.bench.decisions.world;

import java.util.ArrayList;
import java.util.List;

/**
 * How long requests take: log-normal, median 100 ms, deviation of the logarithm .6, so that 1 % of
 * a sound version's take longer than 404 ms. Seen through the histogram's usual bounds alone.
 */
public final class Latency {
    /** Upper bounds in seconds, rising. */
    public static final List<Double> BOUNDS = List.of(.025, .05, .1, .25, .5, 1.0, 2.5);

    private static final double MEDIAN = .1;
    private static final double DEVIATION = .6;

    private Latency() {}

    /** For each bound, the chance that a request takes longer. */
    public static double[] tails(Slow slow) {
        double[] tails = new double[BOUNDS.size()];
        for (int i = 0; i < tails.length; i++) {
            double bound = BOUNDS.get(i);
            tails[i] =
                    switch (slow) {
                        case Slow.No _ -> longer(bound);
                        case Slow.Times(double factor) -> longer(bound / factor);
                        case Slow.Stalls(double share, double seconds) ->
                                (1 - share) * longer(bound) + share * longer(bound - seconds);
                    };
        }
        return tails;
    }

    /** Of {@code requests}, how many took longer than each bound. */
    static List<Long> draw(long requests, double[] tails, Draws draws) {
        List<Long> slower = new ArrayList<>(tails.length);
        long left = requests;
        double before = 1;
        for (double tail : tails) {
            left = draws.binomial(left, tail / before);
            slower.add(left);
            before = tail;
        }
        return slower;
    }

    private static double longer(double seconds) {
        return seconds <= 0 ? 1 : upper(StrictMath.log(seconds / MEDIAN) / DEVIATION);
    }

    /** Upper tail of the normal distribution, by the series about 0; error below 1e-15. */
    private static double upper(double z) {
        double term = z;
        double sum = z;
        for (int k = 3; k < 400; k += 2) {
            term *= z * z / k;
            sum += term;
        }
        double density = StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * StrictMath.PI);
        return Math.clamp(.5 - density * sum, 0, 1);
    }
}
