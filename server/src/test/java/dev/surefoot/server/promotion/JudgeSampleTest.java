package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Evidence.Tally;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class JudgeSampleTest {
    @Test
    void a_point_says_the_mean_of_both_kinds_of_fitness_also_beyond_a_double() {
        assertThat(JudgeSample.of(T0, evidence(Math.log(3), Math.log(5))).logFit())
                .isCloseTo(Math.log(4), within(1e-12));
        assertThat(JudgeSample.of(T0, evidence(2_000, 0)).logFit())
                .isCloseTo(2_000 - Math.log(2), within(1e-9));
        assertThat(
                        JudgeSample.of(
                                        T0,
                                        evidence(
                                                Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY))
                                .logFit())
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void points_lie_a_second_apart_for_five_minutes_and_then_ever_further() {
        assertThat(JudgeSample.spacing(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(JudgeSample.spacing(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(1));
        assertThat(JudgeSample.spacing(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(12));
    }

    private static Evidence evidence(double logF, double logQ) {
        return new Evidence(
                new Tally(10, 1),
                new Tally(90, 1),
                1,
                new Evidence.Worse(0.5, 100),
                new Evidence.Fit(logF, logQ, 20),
                new Evidence.ErrorRate(new Tally(10, 1), 0.05, 0, 1_000),
                1_000,
                new Evidence.Windows(1, 0, 0),
                Dispersion.DEFAULT,
                List.of(),
                Optional.empty());
    }
}
