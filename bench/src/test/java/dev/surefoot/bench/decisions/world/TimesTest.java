package dev.surefoot.bench.decisions.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class TimesTest {
    @Test
    void half_take_longer_than_the_median_and_few_longer_than_half_a_second() {
        double[] tails = Latency.tails(new Slow.No());

        assertThat(tails[2]).isCloseTo(.5, within(1e-12));
        // The normal distribution's upper tail at ln 5 / .6 = 2.682397.
        assertThat(tails[4]).isCloseTo(.003655, within(1e-5));
        assertThat(tails[0]).isCloseTo(.98957, within(1e-4));
    }

    @Test
    void twice_as_slow_is_the_same_as_half_the_bound() {
        double[] tails = Latency.tails(new Slow.Times(2));

        assertThat(tails[1]).isCloseTo(Latency.tails(new Slow.Times(4))[2], within(1e-12));
        assertThat(Latency.tails(new Slow.Stalls(.01, 1))[5]).isCloseTo(.01, within(1e-4));
    }

    @Test
    void counts_fall_from_bound_to_bound_and_only_the_canary_is_slow_once_the_fault_shows() {
        Traffic traffic = Traffic.of(1_000, .001).withTimes();
        Fault fault = Fault.of(new Slow.Times(2)).after(50);
        World world = new World(traffic, Optional.of(fault), 1, 3);
        double[] before = new double[2];
        double[] after = new double[2];

        for (int second = 0; second < 100; second++) {
            Scrape scrape = world.next(.5);
            assertThat(scrape.harm()).isZero();
            assertThat(scrape.canarySlower()).isSortedAccordingTo((a, b) -> Long.compare(b, a));
            double[] sum = second < 50 ? before : after;
            sum[0] += scrape.canarySlower().get(2) / (double) scrape.canaryTotal().requests() / 50;
            sum[1] +=
                    scrape.baselineSlower().get(2)
                            / (double) scrape.baselineTotal().requests()
                            / 50;
        }

        assertThat(before[0]).isCloseTo(.5, within(.02));
        assertThat(before[1]).isCloseTo(.5, within(.02));
        assertThat(after[0]).isCloseTo(.876, within(.02));
        assertThat(after[1]).isCloseTo(.5, within(.02));
    }

    @Test
    void errors_are_the_same_whether_times_are_counted_or_not() {
        Traffic traffic = Traffic.of(200, .01);
        World timed = new World(traffic.withTimes(), Optional.empty(), 1, 4);
        World plain = new World(traffic, Optional.empty(), 1, 4);

        for (int i = 0; i < 20; i++) {
            Scrape one = timed.next(.1);
            Scrape other = plain.next(.1);
            assertThat(one.canary()).isEqualTo(other.canary());
            assertThat(one.baseline()).isEqualTo(other.baseline());
            assertThat(other.canarySlower()).isEqualTo(List.of());
        }
    }
}
