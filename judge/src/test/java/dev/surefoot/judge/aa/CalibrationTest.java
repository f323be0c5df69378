package dev.surefoot.judge.aa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;
import dev.surefoot.judge.aa.Calibration.Label;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Equal versions judged as releases, on histories whose nature is known. */
class CalibrationTest {
    private static final Plan PLAN =
            Plan.of(Routing.REQUEST, .02, Schedule.of(List.of(1_000, 5_000)))
                    .withWindow(Duration.ofMinutes(1));

    @Test
    @Requirement("AA-1")
    void independent_requests_keep_the_promise() {
        Calibration seen = calibration(quietFrom(Fleet.alike(6, 600, 3), PLAN, 1_000), 1);

        assertThat(seen.label()).isEqualTo(Label.CALIBRATED);
        assertThat(seen.interval().orElseThrow().high()).isLessThanOrEqualTo(.01);
    }

    @Test
    @Requirement("AA-2")
    void clusters_that_nobody_declared_are_found_and_the_divisor_is_raised_until_they_pass() {
        List<Double> quiet = quietFrom(new Fleet(6, 600, 3, 5, 1), PLAN, 300);

        Calibration seen = calibration(quiet, 1);
        double needed = Damping.needed(.01, quiet);
        assertThat(seen.label()).isEqualTo(Label.UNCALIBRATED);
        assertThat(needed).isGreaterThan(1).isLessThan(100);
        assertThat(Damping.alarms(quiet, needed)).isLessThanOrEqualTo(3);
        List<Double> later =
                quietFrom(new Fleet(6, 600, 3, 5, 1), Damping.raised(PLAN, needed), 300, 7_000);
        assertThat(calibration(later, 1).label()).isNotEqualTo(Label.UNCALIBRATED);
    }

    @Test
    @Requirement("AA-2")
    void an_instance_that_is_lastingly_worse_is_found() {
        List<Double> quiet = quietFrom(new Fleet(6, 600, 3, 1, 4), PLAN, 300);

        assertThat(calibration(quiet, 1).label()).isEqualTo(Label.UNCALIBRATED);
        assertThat(Damping.needed(.01, quiet)).isGreaterThan(1);
    }

    @Test
    void no_divisor_is_enough_for_an_instance_that_always_fails_and_the_highest_is_taken() {
        List<Double> quiet = quietFrom(new Fleet(2, 600, .2, 1, 900), PLAN, 40);

        assertThat(quiet).contains(Double.POSITIVE_INFINITY);
        assertThat(Damping.needed(.01, quiet)).isEqualTo(Damping.FACTORS.getLast());
    }

    @ParameterizedTest
    @Requirement("AA-3")
    @CsvSource({
        "0, 0, TOO_FEW",
        "0, 380, TOO_FEW",
        "0, 381, CALIBRATED",
        "3, 412, CALIBRATED",
        "2, 2, TOO_FEW",
        "3, 3, UNCALIBRATED",
        "16, 1000, CALIBRATED",
        "17, 1000, UNCALIBRATED"
    })
    void the_label_says_what_the_numbers_can_carry(long falseAlarms, long runs, Label label) {
        assertThat(Calibration.of(.01, falseAlarms, runs).label()).isEqualTo(label);
    }

    @Test
    void says_it_in_one_sentence() {
        assertThat(Calibration.of(.01, 3, 412).words())
                .isEqualTo(
                        "3 of 412 random splits of the running version (0.2–2.1 %); promised 1 %");
        assertThat(Calibration.of(.005, 0, 0).words())
                .isEqualTo("no random split was judged yet; promised 0.5 %");
    }

    @Test
    void splits_that_depend_on_each_other_widen_the_interval() {
        Calibration all = Calibration.of(.01, 10, 100);
        Calibration few = Calibration.of(.01, 10, 100, 5);

        assertThat(few.interval().orElseThrow().low())
                .isLessThan(all.interval().orElseThrow().low());
        assertThatThrownBy(() -> Calibration.of(.01, 11, 10))
                .hasMessageContaining("11 false alarms of 10 runs");
    }

    private static Calibration calibration(List<Double> quietFrom, double factor) {
        return Calibration.of(.01, Damping.alarms(quietFrom, factor), quietFrom.size());
    }

    private static List<Double> quietFrom(Fleet fleet, Plan plan, int releases) {
        return quietFrom(fleet, plan, releases, 0);
    }

    private static List<Double> quietFrom(Fleet fleet, Plan plan, int releases, long firstSeed) {
        List<Plan> ladder = Damping.ladder(plan);
        List<Double> quiet = new ArrayList<>();
        for (int i = 0; i < releases; i++) {
            quiet.add(
                    Damping.quietFrom(
                            fleet.release(ladder, Damping.firstShare(plan), 30, firstSeed + i)));
        }
        return quiet;
    }
}
