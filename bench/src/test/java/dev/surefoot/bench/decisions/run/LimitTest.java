package dev.surefoot.bench.decisions.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LimitTest {
    @Test
    void is_375_requests_from_one_in_a_thousand_to_one_in_a_hundred() {
        assertThat(Limit.requests(.01, .001, .05, .01)).isCloseTo(375, within(.5));
    }

    @Test
    void falls_with_the_share_to_the_limit_of_one_sample() {
        double one = -Math.log(.01) / (.01 * Math.log(10) + .99 * Math.log(.99 / .999));

        assertThat(Limit.requests(.01, .001, 1e-6, .01)).isCloseTo(one, within(.1));
    }

    @Test
    void is_finite_beside_a_baseline_without_errors() {
        assertThat(Limit.requests(.01, 0, .05, .01)).isBetween(100.0, 400.0);
        assertThat(Limit.requests(1, 0, .05, .01)).isBetween(1.0, 3.0);
    }
}
