package dev.surefoot.schema.run.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** How large the next batch is. */
class BatchSizeTest {
    private static final FillLimits LIMITS =
            FillLimits.within(Duration.ofMillis(500), Duration.ofMillis(200));

    @Test
    @Requirement("SCHEMA-RUN-21")
    void rows_that_all_cost_the_same_never_lead_to_a_batch_beyond_the_aim() {
        for (double perRow : new double[] {0.001, 0.005, 0.05, 0.2}) {
            BatchSize size = BatchSize.first(LIMITS.first());

            for (int i = 0; i < 60; i++) {
                double took = size.rows() * perRow;
                assertThat(took).as("batch %d at %s ms a row", i, perRow).isLessThanOrEqualTo(251);
                size = size.after(took, LIMITS);
            }

            assertThat(size.rows() * perRow).isGreaterThan(Math.min(49, 250 * 0.95));
        }
    }

    @Test
    @Requirement("SCHEMA-RUN-21")
    void near_the_aim_a_batch_grows_by_a_fifth_at_most_and_far_below_it_doubles() {
        BatchSize size = BatchSize.first(1_000);

        assertThat(size.after(62, LIMITS).rows()).isEqualTo(2_000);
        assertThat(size.after(63, LIMITS).rows()).isEqualTo(1_200);
        assertThat(size.after(240, LIMITS).rows()).isEqualTo(1_042);
    }

    @Test
    @Requirement("SCHEMA-RUN-21")
    void a_batch_that_took_too_long_is_followed_by_a_smaller_one() {
        BatchSize steady = BatchSize.first(10_000).after(250, LIMITS);

        BatchSize next = steady.after(500, LIMITS);

        assertThat(next.rows()).isLessThan(8_000);
        assertThat(next.halved(LIMITS).rows()).isEqualTo(Math.round(next.rows() / 2.0f));
        assertThat(BatchSize.first(150).halved(LIMITS).rows()).isEqualTo(100);
    }
}
