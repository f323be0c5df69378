package dev.surefoot.proxy.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class AvailabilityTest {
    private static final long PAUSE = Availability.PAUSE.toNanos();
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final Availability availability = new Availability(PROBE);

    @Test
    void who_refused_is_left_alone_for_a_moment_and_then_probed_by_one_request() {
        long now = -5;
        availability.refused(now);

        assertThat(availability.mayTry(now + PAUSE - 1)).isFalse();
        assertThat(availability.mayTry(now + PAUSE)).isTrue();
        assertThat(availability.mayTry(now + PAUSE)).as("a second probe").isFalse();
    }

    @Test
    void a_probe_that_never_ends_does_not_keep_the_instance_out_for_ever() {
        availability.refused(0);
        availability.mayTry(PAUSE);

        assertThat(availability.mayTry(PAUSE + PROBE.toNanos())).isTrue();
    }

    @Test
    void a_connection_brings_it_back() {
        availability.refused(0);

        availability.connected();

        assertThat(availability.mayTry(1)).isTrue();
        assertThat(availability.mayTry(1)).isTrue();
    }
}
