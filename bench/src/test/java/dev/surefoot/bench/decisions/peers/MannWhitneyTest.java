package dev.surefoot.bench.decisions.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

/** Kayenta's own published numbers, at its own tolerance. */
@Requirement("DECISIONS-1")
class MannWhitneyTest {
    private static final double Z_95 = 1.9599639845400536;
    private static final double Z_98 = 2.3263478740408408;

    @Test
    void agrees_with_kayenta_on_four_values_each() {
        MannWhitney.Shift shift =
                MannWhitney.of(new double[] {10, 20, 30, 40}, new double[] {1, 2, 3, 4})
                        .shift(Z_95);

        assertThat(shift.low()).isCloseTo(6, within(1e-6));
        assertThat(shift.high()).isCloseTo(39, within(1e-6));
        assertThat(shift.estimate()).isCloseTo(22.5, within(1e-6));
    }

    @Test
    void agrees_with_kayenta_on_ninety_values_each() {
        MannWhitney.Shift shift = shift("tie-out.txt", Z_95);

        assertThat(shift.low()).isCloseTo(-.500002521696696, within(1e-6));
        assertThat(shift.high()).isCloseTo(-3.486287505871302e-5, within(1e-6));
        assertThat(shift.estimate()).isCloseTo(-.4999393907180323, within(1e-4));
    }

    @Test
    void agrees_with_kayenta_on_a_large_sample_at_98_percent() {
        MannWhitney.Shift shift = shift("tie-out-large.txt", Z_98);

        assertThat(shift.low()).isCloseTo(-.4999173250549087, within(1e-6));
        assertThat(shift.high()).isCloseTo(-6.912685789769486e-6, within(1e-6));
        assertThat(shift.estimate()).isCloseTo(-3.45044082729315e-5, within(1e-4));
    }

    @Test
    void agrees_with_kayenta_on_values_in_between() {
        Published data = Published.of("intermediate.txt");
        MannWhitney test = MannWhitney.of(data.experiment(), data.control());

        assertThat(test.statistic(-3.124999999999986) - Z_95)
                .isCloseTo(17.090968923762254, within(1e-6));
        assertThat(test.statistic(5.555555555555557) - Z_95)
                .isCloseTo(-20.997687930433106, within(1e-6));
        MannWhitney.Shift shift = test.shift(Z_95);
        assertThat(shift.low()).isCloseTo(3.521755377702165e-5, within(1e-6));
        assertThat(shift.high()).isCloseTo(2.02456461662334e-5, within(1e-6));
        assertThat(shift.estimate()).isCloseTo(2.6279243045155653e-5, within(1e-6));
    }

    private static MannWhitney.Shift shift(String file, double z) {
        Published data = Published.of(file);
        return MannWhitney.of(data.experiment(), data.control()).shift(z);
    }
}
