package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.judge.Culprit.Kind;
import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Rollback;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

@Requirement("JUDGE-6")
class RailsTest {
    private static final Plan PLAN = Simple.plan();
    private static final Counts CANARY = Counts.of("c", 15, 0);
    private static final Counts BASELINE = Counts.of("b", 285, 0);

    @Test
    void rolls_back_when_the_canary_is_not_ready_for_three_polls() {
        Run run = new Run(PLAN);

        run.next(Simple.unready(CANARY), BASELINE);
        Step second = run.next(Simple.unready(CANARY), BASELINE);
        Step third = run.next(Simple.unready(CANARY), BASELINE);

        assertThat(second.judgement()).isInstanceOf(Hold.class);
        assertThat(culprit(third)).isEqualTo(new Culprit(Kind.READINESS, 3, 3));
        assertThat(third.nextShareBp()).isZero();
    }

    @Test
    void counts_only_polls_in_a_row() {
        Run run = new Run(PLAN);

        run.next(Simple.unready(CANARY), BASELINE);
        run.next(Simple.unready(CANARY), BASELINE);
        run.next(CANARY, BASELINE);
        run.next(Simple.unready(CANARY), BASELINE);
        Step last = run.next(Simple.unready(CANARY), BASELINE);

        assertThat(last.judgement()).isInstanceOf(Hold.class);
    }

    @Test
    void does_not_blame_the_canary_when_the_baseline_is_not_ready_either() {
        Run run = new Run(PLAN);
        Step last = run.next(CANARY, BASELINE);
        for (int i = 0; i < 10; i++) {
            last = run.next(Simple.unready(CANARY), Simple.unready(BASELINE));
        }

        assertThat(last.judgement()).isInstanceOf(Hold.class);
    }

    @Test
    @Requirement("JUDGE-3")
    void takes_an_instance_nobody_could_ask_for_no_evidence() {
        Run run = new Run(PLAN);
        run.next(Simple.unready(CANARY), BASELINE);
        run.next(Simple.unready(CANARY), BASELINE);

        Step unknown = run.next(500, List.of(), List.of(BASELINE));
        Step alone = run.next(500, List.of(Simple.unready(CANARY)), List.of());

        assertThat(unknown.judgement()).isInstanceOf(Hold.class);
        assertThat(alone.judgement()).isInstanceOf(Hold.class);
    }

    @Test
    void sees_restarts_in_windows_whose_counts_are_skipped() {
        Run run = new Run(PLAN);

        Step first = run.next(Simple.gap(run.window(Simple.restarted(CANARY, 2, 0), BASELINE)));
        Step second =
                run.next(
                        Simple.gap(
                                run.window(
                                        Simple.stale(Simple.restarted(CANARY, 1, 0)), BASELINE)));

        assertThat(first.judgement()).isInstanceOf(Hold.class);
        assertThat(culprit(second)).isEqualTo(new Culprit(Kind.RESTARTS, 3, 3));
    }

    @Test
    void holds_restarts_against_the_baselines_per_instance() {
        Run run = new Run(PLAN);
        List<Counts> fleet =
                List.of(
                        Simple.restarted(Counts.of("b1", 100, 0), 2, 0),
                        Simple.restarted(Counts.of("b2", 100, 0), 2, 0));

        Step equal = run.next(500, List.of(Simple.restarted(CANARY, 4, 0)), fleet);
        Step more = run.next(500, List.of(Simple.restarted(CANARY, 3, 0)), fleet);

        assertThat(equal.judgement()).isInstanceOf(Hold.class);
        assertThat(culprit(more)).isEqualTo(new Culprit(Kind.RESTARTS, 3, 3));
    }

    @Test
    void rolls_back_at_the_first_kill_for_memory() {
        Step step = new Run(PLAN).next(Simple.restarted(CANARY, 1, 1), BASELINE);

        assertThat(culprit(step)).isEqualTo(new Culprit(Kind.OUT_OF_MEMORY, 1, 1));
    }

    @Test
    void needs_no_baseline_to_roll_back_a_first_release_that_fails() {
        Run run = new Run(PLAN);
        Step step = run.rails(10_000, List.of(Counts.of("c", 30, 0)), List.of());
        assertThat(((Hold) step.judgement()).reason()).isEqualTo(HoldReason.RAILS_ONLY);
        int windows = 0;
        while (step.judgement() instanceof Hold && windows < 100) {
            assertThat(step.nextShareBp()).isEqualTo(10_000);
            step = run.rails(10_000, List.of(Counts.of("c", 30, 6)), List.of());
            windows++;
        }

        assertThat(culprit(step).kind()).isEqualTo(Kind.ERROR_RATE);
        assertThat(culprit(step).seen()).isGreaterThanOrEqualTo(1_000);
        assertThat(windows).isLessThanOrEqualTo(4);
    }

    @Test
    void finds_a_fault_that_comes_after_an_hour_of_health() {
        Run run = new Run(PLAN);
        Step step = run.rails(10_000, List.of(Counts.of("c", 100, 0)), List.of());
        for (int i = 0; i < 3_600; i++) {
            step = run.rails(10_000, List.of(Counts.of("c", 100, 0)), List.of());
        }
        int windows = 0;
        while (step.judgement() instanceof Hold && windows < 100) {
            step = run.rails(10_000, List.of(Counts.of("c", 100, 50)), List.of());
            windows++;
        }

        assertThat(culprit(step).kind()).isEqualTo(Kind.ERROR_RATE);
        assertThat(windows).isLessThanOrEqualTo(2);
    }

    @Test
    void never_promotes_by_rails_alone() {
        Run run = new Run(PLAN);

        for (int i = 0; i < 2_000; i++) {
            Step step = run.rails(5_000, List.of(Counts.of("c", 500, 0)), List.of(BASELINE));
            assertThat(step.judgement()).isInstanceOf(Hold.class);
        }
    }

    @Test
    void seldom_rolls_back_a_version_that_fails_exactly_at_the_limit() {
        int n = 1_000;
        long rollbacks = 0;
        for (long seed = 0; seed < n; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Run run = new Run(PLAN);
            boolean rolledBack = false;
            for (int second = 0; second < 90 && !rolledBack; second++) {
                Window window = Traffic.of(100, 0, .05).window(second, 10_000, random);
                Step step = run.rails(10_000, window.canary(), List.of());
                rolledBack = step.judgement() instanceof Rollback;
            }
            rollbacks += rolledBack ? 1 : 0;
        }

        // One in a thousand is promised; six or more of a thousand has chance 0.06 % then.
        assertThat(rollbacks).isLessThanOrEqualTo(5);
    }

    @Test
    @Requirement("JUDGE-4")
    void blames_nobody_for_a_shared_incident_at_any_share() {
        Traffic healthy = Traffic.of(300, .001, .001);
        Traffic incident = Traffic.of(300, .25, .25);
        for (int share : new int[] {500, 5_000}) {
            int n = 300;
            long rollbacks = 0;
            for (long seed = 0; seed < n; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Run run = new Run(PLAN);
                boolean rolledBack = false;
                for (int second = 0; second < 150 && !rolledBack; second++) {
                    Traffic now = second >= 30 && second < 90 ? incident : healthy;
                    Step step = run.next(now.window(second, share, random));
                    rolledBack = step.judgement() instanceof Rollback;
                }
                rollbacks += rolledBack ? 1 : 0;
            }
            assertThat(rollbacks).as("of %d at a share of %d", n, share).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void holds_in_a_shared_incident_and_judges_afresh_when_it_is_over() {
        Run run = new Run(PLAN);
        Step step = run.next(CANARY, BASELINE);
        for (int i = 0; i < 60; i++) {
            step = run.next(Counts.of("c", 15, 4), Counts.of("b", 285, 76));
            assertThat(step.judgement()).isInstanceOf(Hold.class);
        }
        assertThat(((Hold) step.judgement()).reason()).isEqualTo(HoldReason.SHARED_INCIDENT);
        assertThat(step.nextShareBp()).isEqualTo(500);

        for (int i = 0; i < 300; i++) {
            step = run.next(Counts.of("c", 15, i % 20 == 0 ? 1 : 0), BASELINE_WITH_ERRORS);
            assertThat(step.judgement()).isNotInstanceOf(Rollback.class);
        }

        assertThat(step.judgement())
                .satisfiesAnyOf(
                        judgement -> assertThat(judgement).isInstanceOf(Judgement.Promote.class),
                        judgement ->
                                assertThat(((Hold) judgement).reason())
                                        .isEqualTo(HoldReason.GATHERING_EVIDENCE));
    }

    private static final Counts BASELINE_WITH_ERRORS = Counts.of("b", 285, 1);

    @Test
    void says_what_the_rail_has_seen() {
        Run run = new Run(PLAN);
        run.next(Counts.of("c", 20, 1), BASELINE);

        Evidence evidence = run.next(Counts.of("c", 30, 2), BASELINE).judgement().evidence();

        assertThat(evidence.errorRate().canary()).isEqualTo(new Evidence.Tally(50, 3));
        assertThat(evidence.errorRate().limit()).isEqualTo(.05);
        assertThat(evidence.errorRate().logE()).isCloseTo(logE(20, 1, 30, 2), within(1e-12));
    }

    /** The rail's evidence after two windows, from its definition in plain doubles. */
    private static double logE(int n1, int x1, int n2, int x2) {
        double mean = 0;
        for (double f : new double[] {1.25, 1.5, 2, 3, 5, 10}) {
            double second = .5 * ratio(f, n1, x1) + .25 / 3_600;
            mean += second * ratio(f, n2, x2) / 6;
        }
        return Math.log(mean + 1 - .5 - .25 / 3_600);
    }

    private static double ratio(double f, int n, int x) {
        return Math.pow(f, x) * Math.pow((1 - f * .05) / .95, n - x);
    }

    private static Culprit culprit(Step step) {
        assertThat(step.judgement()).isInstanceOf(Rollback.class);
        return ((Rollback) step.judgement()).culprit();
    }
}
