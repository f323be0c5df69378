package dev.surefoot.schema.stall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.schema.fact.Fact;

import org.junit.jupiter.api.Test;

class ReckoningTest {

    @Test
    void a_rewrite_grows_with_the_rows_and_what_is_fixed_stays() {
        double at =
                Reckoning.at(Subject.Growth.LINEAR, 250_000, 1_000, 1_000_000, 3_700, 10_000_000);

        assertThat(at).isCloseTo(100 + 10 * 3_600, within(1.0));
    }

    @Test
    void an_index_grows_more_than_with_the_rows() {
        double at = Reckoning.at(Subject.Growth.SORTED, 250_000, 500, 1_000_000, 2_200, 10_000_000);

        assertThat(at).isGreaterThan(22_000).isLessThan(30_000);
    }

    @Test
    void fewer_rows_never_take_less_than_nothing_nor_more_rows_less_than_measured() {
        assertThat(Reckoning.at(Subject.Growth.LINEAR, 250, 50, 1_000, 20, 5_000)).isEqualTo(20);
        assertThat(Reckoning.at(Subject.Growth.LINEAR, 10, 5, 10, 5, 10)).isEqualTo(5);
        assertThat(Reckoning.at(Subject.Growth.LINEAR, 250, 0, 1_000, 75, 1)).isNotNegative();
    }

    @Test
    void a_range_is_half_to_three_times_and_noise_does_not_grow() {
        Subject index = new Subject(1, "app.users", Subject.Growth.LINEAR, false, true);

        Fact.Stalled stalled =
                Reckoning.stalled(index, new Waits(250, 5, 100), new Waits(1_000, 9, 400), 10_000);

        assertThat(stalled)
                .isEqualTo(
                        new Fact.Stalled(
                                "app.users",
                                10_000,
                                new Fact.Span(5, 27),
                                new Fact.Span(2_000, 12_000)));
    }
}
