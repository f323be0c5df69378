package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.judge.Culprit.Kind;
import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Rollback;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Rails that an availability goal sets, limits of instances, and incidents that all share. */
@Requirement("JUDGE-6")
class SloRailsTest {
    private static final Plan PLAN = Simple.plan().withRails(Rails.DEFAULT.withAvailability(.999));

    /** Five per cent would never be reached: only the goal rolls back. */
    @Test
    void rolls_back_what_would_use_up_the_error_budget_in_two_days() {
        Run run = new Run(PLAN);
        Step step = run.rails(10_000, List.of(Counts.of("c", 1_000, 30)), List.of());
        int windows = 1;
        while (step.judgement() instanceof Hold && windows < 100) {
            step = run.rails(10_000, List.of(Counts.of("c", 1_000, 30)), List.of());
            windows++;
        }

        Culprit culprit = ((Rollback) step.judgement()).culprit();
        assertThat(culprit.kind()).isEqualTo(Kind.FAST_BURN);
        assertThat(culprit.seen()).isGreaterThanOrEqualTo(1_000);
        assertThat(windows).isLessThanOrEqualTo(3);
        assertThat(Words.explain(PLAN, step.judgement()))
                .contains(
                        " canary requests failed since the first window. That it fails more than"
                                + " 1.44 % is ")
                .contains("At that rate a month's error budget is gone in two days.");
    }

    @Test
    void sets_no_rail_where_the_goal_is_so_low_that_any_error_rate_keeps_it() {
        assertThat(Rails.DEFAULT.withAvailability(.9).fastBurn()).isEmpty();
        assertThat(Rails.DEFAULT.withAvailability(.99).fastBurn().orElseThrow())
                .isCloseTo(.144, within(1e-12));
        assertThat(Rails.DEFAULT.fastBurn()).isEmpty();
    }

    @Test
    void seldom_rolls_back_a_version_that_fails_exactly_at_the_goals_limit() {
        int n = 1_000;
        long rollbacks = 0;
        for (long seed = 0; seed < n; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Run run = new Run(PLAN);
            boolean rolledBack = false;
            for (int second = 0; second < 60 && !rolledBack; second++) {
                Window window = Traffic.of(300, 0, .0144).window(second, 10_000, random);
                Step step = run.rails(10_000, window.canary(), List.of());
                rolledBack = step.judgement() instanceof Rollback;
            }
            rollbacks += rolledBack ? 1 : 0;
        }

        assertThat(rollbacks).isLessThanOrEqualTo(5);
    }

    /** Baseline and canary fail 3 % for five minutes, far above what the goal allows. */
    @Test
    @Requirement("JUDGE-8")
    void blames_nobody_for_a_shared_incident_even_if_the_canary_serves_nearly_all() {
        Traffic healthy = Traffic.of(1_000, .001, .001);
        Traffic incident = Traffic.of(1_000, .03, .03);
        for (int share : new int[] {500, 5_000, 9_500}) {
            int n = 60;
            long rollbacks = 0;
            boolean held = false;
            for (long seed = 0; seed < n; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Run run = new Run(PLAN.withErrors(1e-6, .05));
                boolean rolledBack = false;
                for (int second = 0; second < 400 && !rolledBack; second++) {
                    Traffic now = second >= 30 && second < 330 ? incident : healthy;
                    Step step = run.next(now.window(second, share, random));
                    rolledBack = step.judgement() instanceof Rollback;
                    held |=
                            step.judgement() instanceof Hold hold
                                    && hold.reason() == HoldReason.SHARED_INCIDENT;
                }
                rollbacks += rolledBack ? 1 : 0;
            }
            assertThat(rollbacks).as("of %d at a share of %d", n, share).isLessThanOrEqualTo(1);
            assertThat(held).isTrue();
        }
    }

    @Test
    @Requirement("JUDGE-8")
    void finds_a_canary_that_goes_on_failing_when_the_incident_is_over() {
        Run run = new Run(PLAN.withErrors(1e-6, .05));
        Counts bad = Counts.of("c", 15, 4);
        for (int i = 0; i < 60; i++) {
            Step step = run.next(bad, Counts.of("b", 285, 76));
            assertThat(step.judgement()).isInstanceOf(Hold.class);
        }
        Step step = run.next(bad, Counts.of("b", 285, 0));
        int windows = 1;
        while (step.judgement() instanceof Hold && windows < 100) {
            step = run.next(bad, Counts.of("b", 285, 0));
            windows++;
        }

        assertThat(step.judgement()).isInstanceOf(Rollback.class);
        assertThat(windows).isLessThan(30);
    }

    @Test
    void rolls_back_a_slow_burn_when_its_six_hours_are_over() {
        Plan plan = PLAN.withWindow(Duration.ofSeconds(60));
        Outcome outcome = Judge.rails(plan, State.initial(plan), minute(0, 900, 8));
        int minute = 1;
        // 0.9 %: above 6 times 0.1 %, below 14.4 times.
        while (outcome.step().judgement() instanceof Hold && minute < 500) {
            Window window = minute(minute, 900, minute % 10 == 0 ? 9 : 8);
            outcome = Judge.rails(plan, outcome.state(), window);
            minute++;
        }
        Step step = outcome.step();

        Culprit culprit = ((Rollback) step.judgement()).culprit();
        assertThat(culprit.kind()).isEqualTo(Kind.BURN_RATE);
        assertThat(culprit.name()).isEqualTo("6 h and 30 min");
        assertThat(culprit.seen()).isBetween(8.8, 9.1);
        assertThat(culprit.bound()).isEqualTo(6);
        assertThat(minute).isBetween(360, 362);
        assertThat(Words.explain(plan, step.judgement()))
                .startsWith(
                        "Rolled back: the canary fails 9 times as often as its availability goal"
                                + " allows over 6 h and 30 min; the limit is 6 times");
    }

    @Test
    @Requirement("JUDGE-8")
    void holds_where_canary_and_baseline_burn_alike() {
        Plan plan = PLAN.withErrors(1e-300, .05).withWindow(Duration.ofSeconds(60));
        State state = State.initial(plan);
        Outcome outcome = Judge.next(plan, state, minute(0, 900, 8));
        for (int minute = 1; minute < 400; minute++) {
            outcome = Judge.next(plan, outcome.state(), minute(minute, 900, 8));
            assertThat(outcome.step().judgement()).isNotInstanceOf(Rollback.class);
        }

        assertThat(((Hold) outcome.step().judgement()).reason())
                .isEqualTo(HoldReason.SHARED_INCIDENT);
    }

    /** Both arms alike; whoever watches rails alone sees the canary only. */
    private static Window minute(long seq, long requests, long errors) {
        Instant start = Simple.START.plusSeconds(60 * seq);
        return new Window(
                seq,
                start,
                start.plusSeconds(60),
                5_000,
                List.of(Counts.of("c", requests, errors)),
                List.of(Counts.of("b", requests, errors)),
                false);
    }

    /** Users stay with an arm, and ten failures come together on average; both arms are alike. */
    @Test
    void seldom_takes_a_sound_version_back_where_failures_cluster_as_declared() {
        Plan plan =
                Plan.of(Routing.USER, .002, Schedule.of(List.of(500)))
                        .withDispersion(new Dispersion(19, "history"))
                        .withRails(Rails.DEFAULT.withAvailability(.999))
                        .withWindow(Duration.ofSeconds(60));
        int n = 200;
        long rollbacks = 0;
        for (long seed = 0; seed < n; seed++) {
            rollbacks += takenBack(plan, new SplittableRandom(seed)) ? 1 : 0;
        }

        assertThat(rollbacks).isLessThanOrEqualTo(4);
    }

    private static boolean takenBack(Plan plan, SplittableRandom random) {
        State state = State.initial(plan);
        for (int minute = 0; minute < 360; minute++) {
            long[] errors = new long[2];
            long clusters = Traffic.successes(300, .0001, random);
            for (int i = 0; i < clusters; i++) {
                int arm = random.nextDouble() < .05 ? 0 : 1;
                do {
                    errors[arm]++;
                } while (random.nextDouble() > .1);
            }
            Instant start = Simple.START.plusSeconds(60L * minute);
            Outcome outcome =
                    Judge.next(
                            plan,
                            state,
                            new Window(
                                    minute,
                                    start,
                                    start.plusSeconds(60),
                                    500,
                                    List.of(Counts.of("c", 15, Math.min(15, errors[0]))),
                                    List.of(Counts.of("b", 285, Math.min(285, errors[1]))),
                                    false));
            if (outcome.step().judgement() instanceof Rollback) {
                return true;
            }
            state = outcome.state();
        }
        return false;
    }

    @Test
    @Requirement("JUDGE-8")
    void blames_nobody_for_what_only_the_canarys_counters_tell_of_an_incident() {
        Run run = new Run(PLAN);
        for (int i = 0; i < 30; i++) {
            run.next(Counts.of("c", 500, 1), Counts.of("b", 500, 1));
        }
        for (int i = 0; i < 30; i++) {
            Step step = run.next(Counts.of("c", 500, 200), unread("b"));
            assertThat(step.judgement()).isInstanceOf(Hold.class);
        }
    }

    private static Counts unread(String instance) {
        return new Counts(instance, 0, 0, List.of(), List.of(), false, false, Vitals.READY);
    }

    @Test
    void forgets_what_is_older_than_its_time() {
        SlidingSum sum = SlidingSum.of(60, 5);
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        for (int minute = 0; minute < 12; minute++) {
            sum = sum.plus(start.plusSeconds(60L * minute), new Evidence.Tally(10, 1));
        }

        assertThat(sum.sum()).isEqualTo(new Evidence.Tally(50, 5));
        assertThat(sum.plus(start, new Evidence.Tally(1, 0)).sum())
                .isEqualTo(new Evidence.Tally(51, 5));
        assertThat(sum.plus(start.plusSeconds(60 * 15), Evidence.Tally.NONE).sum())
                .isEqualTo(new Evidence.Tally(10, 1));
        assertThat(sum.plus(start.plusSeconds(86_400), Evidence.Tally.NONE).sum())
                .isEqualTo(Evidence.Tally.NONE);
    }

    @Test
    void rolls_back_an_instance_that_comes_close_to_a_limit_three_times_in_a_row() {
        Run run = new Run(PLAN);
        Counts close = Counts.of("c", 15, 0).with(new Vitals(true, 0, 0, .93));
        Counts fine = Counts.of("c", 15, 0).with(new Vitals(true, 0, 0, .6));
        Counts baseline = Counts.of("b", 285, 0).with(new Vitals(true, 0, 0, .7));
        run.next(close, baseline);
        run.next(close, baseline);
        run.next(fine, baseline);
        run.next(close, baseline);
        Step second = run.next(close, baseline);
        Step third = run.next(close, baseline);

        assertThat(second.judgement()).isInstanceOf(Hold.class);
        assertThat(((Rollback) third.judgement()).culprit())
                .isEqualTo(new Culprit(Kind.LIMIT, 3, 3));
        assertThat(Words.explain(PLAN, third.judgement()))
                .isEqualTo(
                        "Rolled back: an instance of the canary used at least 90 % of one of its"
                                + " limits in 3 polls in a row, and the baseline did not.");
    }

    @Test
    void lets_a_service_live_close_to_its_limits_if_it_always_did() {
        Run run = new Run(PLAN);
        Counts close = Counts.of("x", 15, 0).with(new Vitals(true, 0, 0, .93));
        for (int i = 0; i < 10; i++) {
            assertThat(run.next(close, close).judgement()).isInstanceOf(Hold.class);
        }
    }
}
