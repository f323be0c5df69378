package dev.surefoot.proxy.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

class LatencyHistogramTest {
    @Test
    void a_duration_counts_in_the_bucket_whose_bound_it_does_not_exceed() {
        LatencyHistogram histogram = new LatencyHistogram();

        histogram.record(Duration.ofMillis(300).toNanos());
        histogram.record(Duration.ofMillis(300).toNanos() + 1);
        histogram.record(0);
        histogram.record(Duration.ofMinutes(5).toNanos());

        List<Long> bounds = LatencyHistogram.boundsMs();
        List<Long> counts = histogram.counts();
        assertThat(counts).hasSize(bounds.size() + 1);
        assertThat(counts.get(bounds.indexOf(300L))).isEqualTo(1);
        assertThat(counts.get(bounds.indexOf(300L) + 1)).isEqualTo(1);
        assertThat(counts.getFirst()).isEqualTo(1);
        assertThat(counts.getLast()).isEqualTo(1);
        assertThat(Collections.frequency(counts, 0L)).isEqualTo(counts.size() - 4);
    }

    @Test
    void bounds_rise_from_1_ms_to_60_s_by_at_most_a_factor_of_2() {
        List<Long> bounds = LatencyHistogram.boundsMs();

        assertThat(bounds.getFirst()).isEqualTo(1);
        assertThat(bounds.getLast()).isEqualTo(60_000);
        assertThat(bounds).isSorted().doesNotHaveDuplicates();
        for (int i = 1; i < bounds.size(); i++) {
            assertThat(bounds.get(i)).isLessThanOrEqualTo(2 * bounds.get(i - 1));
        }
    }
}
