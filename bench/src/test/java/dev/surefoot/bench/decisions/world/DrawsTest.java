package dev.surefoot.bench.decisions.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.function.LongSupplier;

class DrawsTest {
    private static final int N = 200_000;

    @Test
    void binomials_have_mean_and_variance_of_binomials() {
        Draws draws = new Draws(1);
        long[] tries = {3, 50, 1_000, 1_000, 60_000, 1_000};
        double[] chances = {.4, .001, .05, .5, .01, .97};

        for (int i = 0; i < tries.length; i++) {
            long n = tries[i];
            double p = chances[i];
            moments(() -> draws.binomial(n, p), n * p, n * p * (1 - p));
        }
    }

    @Test
    void binomials_have_the_tail_of_binomials() {
        Draws draws = new Draws(2);
        long beyond = 0;
        for (int i = 0; i < N; i++) {
            beyond += draws.binomial(1_000, .05) >= 66 ? 1 : 0;
        }

        // P(X ≥ 66) for 1,000 tries of chance 5 %.
        assertThat(beyond / (double) N).isCloseTo(.0147, within(.0012));
    }

    @Test
    void poissons_have_mean_and_variance_of_poissons() {
        Draws draws = new Draws(3);
        for (double mean : new double[] {.02, 3, 12, 1_000, 60_000}) {
            moments(() -> draws.poisson(mean), mean, mean);
        }
    }

    @Test
    void clusters_have_the_stated_mean() {
        Draws draws = new Draws(4);
        moments(() -> draws.geometric(5), 5, 20);
        assertThat(draws.geometric(1)).isOne();
    }

    @Test
    void certain_things_are_certain() {
        Draws draws = new Draws(5);

        assertThat(draws.binomial(10, 0)).isZero();
        assertThat(draws.binomial(10, 1)).isEqualTo(10);
        assertThat(draws.binomial(0, .5)).isZero();
        assertThat(draws.poisson(0)).isZero();
    }

    private static void moments(LongSupplier draw, double mean, double variance) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < N; i++) {
            double x = draw.getAsLong();
            sum += x;
            squares += (x - mean) * (x - mean);
        }
        double error = 4.5 * Math.sqrt(variance / N);
        assertThat(sum / N).isCloseTo(mean, within(error));
        assertThat(squares / N).isCloseTo(variance, within(.08 * variance));
    }
}
