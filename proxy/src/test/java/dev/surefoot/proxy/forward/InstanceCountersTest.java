package dev.surefoot.proxy.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.proxy.forward.InstanceCounters.Reading;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A request, its error and its duration are seen together. */
@Requirement("LATENCY-1")
class InstanceCountersTest {
    private static final int THREADS = 4;
    private static final int BUSY_READINGS = 500;

    private final InstanceCounters counters = new InstanceCounters();
    private volatile boolean enough;

    @Test
    void no_reading_under_load_has_a_request_without_its_duration() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            threads.add(Thread.ofPlatform().start(() -> serve(random)));
        }

        Reading before = counters.read();
        int busy = 0;
        while (busy < BUSY_READINGS) {
            Reading now = counters.read();
            sound(now);
            follows(before, now);
            busy += now.requests() > before.requests() ? 1 : 0;
            before = now;
        }
        enough = true;
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(counters.read().inFlight()).isZero();
    }

    @Test
    void each_way_to_end_is_counted_once_with_its_duration() {
        for (Outcome outcome : Outcome.values()) {
            counters.started();
            counters.ended(outcome, TimeUnit.MILLISECONDS.toNanos(300));
        }

        Reading reading = counters.read();

        assertThat(reading.requests()).isEqualTo(4);
        assertThat(reading.errors()).isEqualTo(2);
        assertThat(reading.connectFailures()).isEqualTo(1);
        assertThat(reading.clientAborts()).isEqualTo(1);
        assertThat(reading.buckets().get(InstanceCounters.bucketBoundsMs().indexOf(300L)))
                .isEqualTo(4);
    }

    private void serve(Random random) {
        Outcome[] all = Outcome.values();
        while (!enough) {
            counters.started();
            counters.ended(all[random.nextInt(all.length)], random.nextInt(2_000_000_000));
        }
    }

    private static void sound(Reading reading) {
        long timed = reading.buckets().stream().mapToLong(Long::longValue).sum();
        assertThat(timed).as("durations").isEqualTo(reading.requests());
        assertThat(reading.errors()).isLessThanOrEqualTo(reading.requests());
        assertThat(reading.connectFailures()).isLessThanOrEqualTo(reading.errors());
        assertThat(reading.requests()).isLessThanOrEqualTo(reading.started());
    }

    /** What was added has its durations, too: that is what the judge compares. */
    private static void follows(Reading before, Reading now) {
        long requests = now.requests() - before.requests();
        long errors = now.errors() - before.errors();
        assertThat(errors).isBetween(0L, requests);
        for (int i = 0; i < now.buckets().size(); i++) {
            assertThat(now.buckets().get(i)).isGreaterThanOrEqualTo(before.buckets().get(i));
        }
    }
}
