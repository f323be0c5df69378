package dev.surefoot.bench.decisions.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

/** Times and harm that follow from the peers' rules, and those that others have simulated. */
@Requirement("DECISIONS-2")
class SchedulesTest {
    private static final String FLAGGER = "Flagger, documented";
    private static final String FLAGGER_TUNED = "Flagger, 99.5 %, threshold 1";
    private static final String ARGO = "Argo Rollouts, documented";
    private static final String ARGO_TUNED = "Argo Rollouts, .995, limit 0, 60 s";
    private static final String CLOCK = "Surefoot, 1/5/25/50/100 % by the clock";

    @Test
    void documented_flagger_takes_a_version_that_always_fails_back_after_660_seconds() {
        Result result = Trial.release(FLAGGER, 1_000, 1, 20);

        assertThat(result.rollbacks()).isEqualTo(20);
        assertThat(result.meanMs()).hasValue(660_000.0);
        assertThat(result.p99Ms()).hasValue(660_000.0);
    }

    @Test
    void documented_argo_takes_a_version_that_always_fails_back_after_1500_seconds() {
        Result result = Trial.release(ARGO, 1_000, 1, 20);

        assertThat(result.rollbacks()).isEqualTo(20);
        assertThat(result.meanMs()).hasValue(1_500_000.0);
        assertThat(result.p99Ms()).hasValue(1_500_000.0);
    }

    @Test
    void a_good_version_reaches_everybody_when_the_schedules_say_so() {
        for (String name : new String[] {FLAGGER, FLAGGER_TUNED}) {
            Result result = Trial.release(name, 1_000, .001, 20);
            assertThat(result.halfMs()).hasValue(540_000.0);
            assertThat(result.fullMs()).hasValue(660_000.0);
        }
        for (String name : new String[] {ARGO, ARGO_TUNED}) {
            Result result = Trial.release(name, 1_000, .001, 20);
            assertThat(result.halfMs()).hasValue(1_200_000.0);
            assertThat(result.fullMs()).hasValue(2_400_000.0);
        }
        Result clock = Trial.release(CLOCK, 1_000, .001, 20);
        assertThat(clock.halfMs()).hasValue(900_000.0);
        assertThat(clock.fullMs()).hasValue(1_200_000.0);
    }

    @Test
    void harm_is_what_the_schedules_cost() {
        harm(FLAGGER, 1_000, .5, 16_596, .01);
        harm(FLAGGER, 1_000, .05, 1_629, .04);
        harm(FLAGGER, 1_000, .01, 14_299, .25);
        harm(FLAGGER_TUNED, 1_000, .01, 56, .25);
        harm(FLAGGER_TUNED, 1_000, .05, 306, .06);
        harm(FLAGGER_TUNED, 1_000, .5, 3_118, .03);
        harm(FLAGGER, 100, .5, 1_659, .02);
        harm(ARGO, 1_000, .5, 270_957, .01);
        harm(ARGO, 1_000, .01, 21_622, .03);
        harm(ARGO, 1_000, .05, 81_200, .25);
        harm(ARGO_TUNED, 1_000, .01, 117, .08);
        harm(ARGO_TUNED, 1_000, .5, 6_485, .03);
        harm(ARGO_TUNED, 10, .5, 65, .06);
        harm(CLOCK, 1_000, .5, 36, .12);
        harm(CLOCK, 1_000, .05, 6.2, .25);
        harm(CLOCK, 1_000, .01, 5.3, .25);
    }

    @Test
    void tuned_thresholds_pay_for_low_traffic_with_good_versions() {
        Result flagger = Trial.release(FLAGGER_TUNED, 10, .001, 400);
        Result argo = Trial.release(ARGO_TUNED, 10, .001, 400);
        Result clock = Trial.release(CLOCK, 10, .001, 100);

        assertThat(flagger.rollbacks() / 400.0).isCloseTo(.52, within(.08));
        assertThat(argo.rollbacks() / 400.0).isCloseTo(.87, within(.06));
        assertThat(clock.rollbacks()).isZero();
        assertThat(Trial.release(FLAGGER_TUNED, 100, .001, 600).rollbacks() / 600.0)
                .isCloseTo(.046, within(.025));
    }

    private static void harm(String name, double rps, double rate, double mean, double part) {
        Result result = Trial.release(name, rps, rate, 60);

        assertThat(result.failedMean())
                .as("%s at %s rps, %s", name, rps, rate)
                .isCloseTo(mean, within(part * mean));
    }
}
