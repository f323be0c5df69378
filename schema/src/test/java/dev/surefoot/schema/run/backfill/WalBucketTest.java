package dev.surefoot.schema.run.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What is written to the server's log, and how long to rest for it. */
class WalBucketTest {
    private static final double SECOND = WalBucket.RATE;

    @Test
    @Requirement("SCHEMA-RUN-20")
    void a_second_s_worth_at_once_need_not_be_rested_for() {
        WalBucket bucket = WalBucket.from(0, 0).later(SECOND, 0.01);

        assertThat(bucket.debt()).isZero();
    }

    @Test
    @Requirement("SCHEMA-RUN-20")
    void batches_that_rest_as_long_as_they_are_told_keep_the_mean_rate() {
        double perBatch = 12e6;
        double batchSeconds = 0.1;
        double at = 0;
        double written = 0;
        WalBucket bucket = WalBucket.from(0, 0);

        for (int i = 0; i < 1_000; i++) {
            at += batchSeconds;
            written += perBatch;
            bucket = bucket.later(written, at);
            at += bucket.debt().toNanos() / 1e9;
        }

        double rate = (written - SECOND) / at;
        assertThat(rate).isBetween(0.95 * WalBucket.RATE, 1.001 * WalBucket.RATE);
    }

    @Test
    void a_batch_below_the_rate_never_rests_for_it() {
        WalBucket bucket = WalBucket.from(0, 0);

        for (int i = 1; i <= 1_000; i++) {
            bucket = bucket.later(i * 4e6, i * 0.1);
            assertThat(bucket.debt()).isZero();
        }
    }

    @Test
    void however_much_others_write_nobody_rests_for_longer_than_ten_seconds() {
        WalBucket bucket = WalBucket.from(0, 0).later(1e12, 1);

        assertThat(bucket.debt()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_log_that_began_anew_or_a_clock_set_back_is_no_debt() {
        WalBucket bucket = WalBucket.from(1e12, 100).later(5, 50);

        assertThat(bucket.debt()).isZero();
        assertThat(bucket.later(SECOND, 50.1).debt()).isZero();
    }
}
