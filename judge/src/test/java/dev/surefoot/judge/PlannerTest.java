package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.judge.Budget.Forecast;
import dev.surefoot.judge.Budget.Limits;
import dev.surefoot.judge.Culprit.Kind;
import dev.surefoot.judge.Evidence.Spending.Limit;
import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Inconclusive;
import dev.surefoot.judge.Judgement.Promote;
import dev.surefoot.judge.Judgement.Rollback;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How exposure grows under a budget, rule by rule. */
@Requirement("JUDGE-9")
class PlannerTest {
    private static final Budget BUDGET =
            Budget.of(100, new Forecast(1_000, .001), Duration.ofSeconds(7));

    private static Plan plan(Budget budget) {
        return Plan.of(Routing.REQUEST, .002, budget);
    }

    private static int first(Budget budget) {
        return ((Planning.Possible) Planning.of(plan(budget))).firstShareBp();
    }

    @Test
    void begins_where_a_total_failure_costs_half_of_the_budget_in_one_reaction() {
        // .5 · 100 / (1000 · 7) = .714 %
        assertThat(first(BUDGET)).isEqualTo(71);
        assertThat(first(BUDGET.with(new Limits(5_000, 25, Optional.empty())))).isEqualTo(50);
        assertThat(first(Budget.of(100, new Forecast(10, .001), Duration.ofSeconds(7))))
                .isEqualTo(500);
        assertThat(first(BUDGET.withRisk(4))).isEqualTo(17);
    }

    @Test
    void begins_higher_after_probes_where_no_sudden_failure_is_to_be_expected() {
        Evidence.Tally clean = new Evidence.Tally(2_000, 0);

        assertThat(first(BUDGET.withProbes(clean))).isEqualTo(71);
        assertThat(first(BUDGET.withSudden(.001))).isEqualTo(71);
        assertThat(first(BUDGET.withSudden(.5).withProbes(clean))).isEqualTo(142);
        // None of 2,000 probes failed: at most 0.3 % do.
        assertThat(first(BUDGET.withSudden(.001).withProbes(clean))).isEqualTo(500);
    }

    @Test
    void gives_the_first_share_once_the_first_window_without_exposure_was_seen() {
        Step step =
                new Run(plan(BUDGET))
                        .next(0, List.of(Counts.of("c", 0, 0)), List.of(Counts.of("b", 1_000, 1)));

        assertThat(step.nextShareBp()).isEqualTo(71);
    }

    @Test
    void raises_once_per_reaction_after_the_last_raise_took_effect() {
        Run run = new Run(prepared());
        clean(run, 100, 60);
        clean(run, 200, 5);
        Step sixth = clean(run, 200, 1);
        Step seventh = clean(run, 200, 1);

        assertThat(sixth.nextShareBp()).isEqualTo(200);
        assertThat(spending(sixth).limit()).isEqualTo(Limit.REACTION);
        assertThat(seventh.nextShareBp()).isEqualTo(400);
        assertThat(spending(seventh).limit()).isEqualTo(Limit.GROWTH);
    }

    /** Prepared for one request in a hundred to fail, in an hour of evidence. */
    private static Plan prepared() {
        return plan(BUDGET.withSudden(.001)).withMinEvidenceTime(Duration.ofHours(1));
    }

    /** After a crash or a slow router nobody knows since when the share was in force. */
    @Test
    void a_long_first_window_at_a_share_tells_nothing_of_it() {
        Plan plan = prepared();
        State state = State.initial(plan);
        Instant at = Simple.START;
        Outcome outcome = null;
        for (int seconds : new int[] {20, 1, 1, 1, 1, 1, 1, 1}) {
            outcome =
                    Judge.next(
                            plan,
                            state,
                            new Window(
                                    at.getEpochSecond(),
                                    at,
                                    at.plusSeconds(seconds),
                                    200,
                                    List.of(Counts.of("c", 20L * seconds, 0)),
                                    List.of(Counts.of("b", 980L * seconds, seconds)),
                                    false));
            boolean last = at.equals(Simple.START.plusSeconds(26));
            assertThat(outcome.step().nextShareBp()).isEqualTo(last ? 400 : 200);
            state = outcome.state();
            at = at.plusSeconds(seconds);
        }
    }

    @Test
    void what_was_spent_stays_spent_where_judging_begins_anew() {
        Run run = new Run(prepared());
        run.next(100, List.of(Counts.of("c", 10, 2)), List.of(Counts.of("b", 990, 1)));
        Outcome after =
                Judge.next(
                        prepared(),
                        run.state().anew(),
                        Simple.second(
                                0,
                                100,
                                List.of(Counts.of("c", 10, 0)),
                                List.of(Counts.of("b", 990, 0))));

        Evidence.Spending spending = spending(after.step());
        assertThat(spending.excess()).isCloseTo(2 - 10.0 / 990, within(1e-9));
        assertThat(after.step().judgement().evidence().canary())
                .isEqualTo(new Evidence.Tally(10, 0));
    }

    @Test
    void waits_for_thirty_requests_at_a_share() {
        Run run = new Run(prepared());
        Step step = run.next(10, List.of(Counts.of("c", 1, 0)), List.of(Counts.of("b", 999, 1)));
        int windows = 1;
        while (spending(step).limit() == Limit.REACTION && windows < 100) {
            step = run.next(10, List.of(Counts.of("c", 1, 0)), List.of(Counts.of("b", 999, 1)));
            windows++;
        }

        assertThat(windows).isEqualTo(30);
    }

    @Test
    void assumes_a_sudden_total_failure_until_the_time_of_evidence_is_over() {
        Plan plan = plan(BUDGET);
        Run run = new Run(plan);
        Step early = clean(run, 71, 299);
        Step late = clean(run, 71, 1);

        assertThat(early.nextShareBp()).isEqualTo(71);
        assertThat(spending(early).limit()).isEqualTo(Limit.BUDGET);
        assertThat(spending(early).assumedExcess()).contains(1.0);
        assertThat(Words.explain(plan, early.judgement()))
                .contains(
                        " Cost so far: 0 of 100 failed requests (give or take 0); exposure is"
                                + " bounded by the budget, for up to 100 % more may fail.");
        assertThat(Words.spentInAll(spending(early)))
                .isEqualTo("Cost: 0 of 100 failed requests (give or take 0).");
        assertThat(late.nextShareBp()).isEqualTo(142);
        // 2,100 clean requests: at most Ū(0, 2100, .05 / 3) of them fail.
        assertThat(spending(late).assumedExcess().orElseThrow())
                .isCloseTo(UpperBound.of(0, 2_100, .05 / 3), within(1e-12));
    }

    @Test
    void bounds_the_excess_by_the_smallest_margin_that_is_refuted() {
        Harm harm = Harm.initial();
        for (int i = 0; i < 60; i++) {
            harm = harm.plus(Split.of(1_000, 1_000, 30, 60), 1);
        }
        double[] logs = new double[3];
        Hypergeometric law = new Hypergeometric(1_000, 1_000, 60);
        double margin = 0;
        for (double m : new double[] {1.1, 1.25, 1.5, 2, 3}) {
            for (int i = 0; i < 3; i++) {
                logs[i] = 60 * (law.logL(30, Fitness.PSI[i]) - law.logL(30, m));
            }
            margin = margin == 0 && Logs.mean(logs) >= Math.log(60) ? m : margin;
        }
        Totals totals = Totals.INITIAL.plus(Split.of(60_000, 60_000, 1_800, 3_600));

        assertThat(harm.margin()).isEqualTo(margin).isBetween(1.1, 1.25);
        assertThat(harm.excess()).isZero();
        assertThat(harm.variance()).isCloseTo(3_600, within(1e-6));
        assertThat(harm.excessBound(totals, 1))
                .isCloseTo((margin - 1) * UpperBound.of(1_800, 60_000, .05 / 3), within(1e-12))
                .isLessThan(UpperBound.of(1_800, 60_000, .05 / 3));
    }

    @Test
    void stops_growing_at_the_highest_share_and_at_what_the_replicas_can_serve() {
        Plan plan = prepared();
        Plan small =
                plan.withPace(
                        BUDGET.withSudden(.001).with(new Limits(5_000, 1, Optional.of(100.0))));
        Run run = new Run(plan);
        Run bounded = new Run(small);
        clean(run, 100, 300);
        clean(bounded, 100, 300);

        Step highest = clean(run, 3_000, 8);
        Step capacity = clean(bounded, 500, 8);

        assertThat(highest.nextShareBp()).isEqualTo(5_000);
        assertThat(spending(highest).limit()).isEqualTo(Limit.MAX_SHARE);
        // One replica, 80 % of 100 requests a second, of 1,000.
        assertThat(capacity.nextShareBp()).isEqualTo(800);
        assertThat(spending(capacity).limit()).isEqualTo(Limit.CAPACITY);
    }

    @Test
    void grows_on_to_nearly_all_after_promote_even_if_evidence_falls_again() {
        Plan plan = plan(BUDGET).withMinEvidenceTime(Duration.ofSeconds(20));
        Run run = new Run(plan);
        Step step = clean(run, 4_000, 20);
        assertThat(step.judgement()).isInstanceOf(Promote.class);
        assertThat(step.nextShareBp()).isEqualTo(8_000);

        // Errors that alone would have kept it from being promoted.
        Step worse = run.next(window(run, 8_000, 12, 1));
        Step last = clean(run, 8_000, 6);

        assertThat(worse.judgement()).isInstanceOf(Promote.class);
        assertThat(last.judgement()).isInstanceOf(Promote.class);
        assertThat(last.nextShareBp()).isEqualTo(Schedule.WATCHING_BP);
    }

    @Test
    void holds_the_share_while_nothing_can_be_seen_and_never_lowers_it() {
        Run run = new Run(prepared());
        clean(run, 100, 60);
        Window window = window(run, 200, 0, 0);
        for (int i = 0; i < 20; i++) {
            Step step = run.next(Simple.gap(window(run, 200, 0, 0)));
            assertThat(step.nextShareBp()).isEqualTo(200);
            assertThat(spending(step).limit()).isEqualTo(Limit.HELD);
        }
        assertThat(window.shareBp()).isEqualTo(200);
    }

    @Test
    void rolls_back_what_costs_more_than_the_budget() {
        Plan plan = plan(BUDGET).withErrors(1e-200, .05).withRails(wide());
        Run run = new Run(plan);
        Step step = clean(run, 500, 10);
        while (step.judgement() instanceof Hold) {
            step = run.next(window(run, 500, 2, 1));
        }

        Culprit culprit = ((Rollback) step.judgement()).culprit();
        assertThat(culprit.kind()).isEqualTo(Kind.HARM);
        assertThat(culprit.seen()).isBetween(100.0, 103.0);
        assertThat(culprit.bound()).isCloseTo(100, within(1e-9));
        assertThat(step.nextShareBp()).isZero();
        assertThat(Words.explain(plan, step.judgement()))
                .startsWith("Rolled back: the canary failed 10")
                .contains(" requests more than its share; the release may cost 100.");
    }

    private static Rails wide() {
        return new Rails(.5, 3, 3, Duration.ofSeconds(60), Optional.empty());
    }

    @Test
    void leaves_room_for_chance_where_errors_are_many() {
        Plan plan = plan(BUDGET);
        Run run = new Run(plan);

        Step step = run.next(window(run, 500, 2, 28));

        // 300 s · 1000 · 28/950 at 50 %: V grows by 8,812; the rail is four deviations.
        double rest = 299 * 1_000 * 28 / 950.0;
        double seen = 30 * .05 / .95;
        assertThat(spending(step).rail()).isCloseTo(4 * Math.sqrt(rest + seen), within(1e-6));
        assertThat(spending(step).deviation()).isCloseTo(Math.sqrt(seen), within(1e-12));
        assertThat(spending(step).excess()).isCloseTo(2 - 28 / 19.0, within(1e-12));
    }

    @Test
    @Requirement("JUDGE-10")
    void refuses_to_plan_what_cannot_be_kept_and_says_what_would() {
        assertImpossible(
                Budget.of(20, new Forecast(1_000, .001), Duration.ofSeconds(7)),
                "a budget of 20 failed requests is less than detection itself may cost",
                "accept at least 30 failed requests");
        assertImpossible(
                Budget.of(100, new Forecast(0, 0), Duration.ofSeconds(7)),
                "nobody knows how many requests a second there are",
                "wait until the running version's traffic was counted for some minutes");
        assertImpossible(
                BUDGET.with(new Limits(5_000, 500, Optional.empty())),
                "a total failure at the smallest useful share of 5 % costs 350 failed requests"
                        + " before it is over; the release may cost 100",
                "accept at least 350 failed requests");
        assertImpossible(
                Budget.of(100, new Forecast(.1, .001), Duration.ofSeconds(7)),
                "at 0.1 requests a second even 50 % of them bring fewer than 30 requests in the"
                        + " time of evidence",
                "ask for a longer min-evidence-time");
    }

    private static void assertImpossible(Budget budget, String why, String option) {
        Plan plan = plan(budget);
        Planning.Impossible planning = (Planning.Impossible) Planning.of(plan);
        Run run = new Run(plan);

        Step step = run.next(window(run, 0, 0, 1));

        assertThat(planning.why()).isEqualTo(why);
        assertThat(planning.options())
                .contains(option)
                .endsWith("use fixed steps (strategy canary)");
        Inconclusive judgement = (Inconclusive) step.judgement();
        assertThat(judgement.reason()).isEqualTo(InconclusiveReason.NOT_PLANNABLE);
        assertThat(judgement.options()).isEqualTo(planning.options());
        assertThat(step.nextShareBp()).isZero();
        assertThat(Words.explain(plan, judgement))
                .startsWith("Inconclusive: " + why + ". Options: ");
        assertThat(Words.plan(plan)).contains("Cannot be kept: " + why + ".");
    }

    @Test
    void divides_first_share_growth_and_budget_by_the_risk() {
        Budget risky = BUDGET.withRisk(4);
        assertThat(risky.allowed()).isEqualTo(30);
        assertThat(risky.growth()).isEqualTo(1.25);
        assertThat(Budget.of(400, risky.forecast(), risky.reaction()).withRisk(4).allowed())
                .isEqualTo(100);
        assertThat(BUDGET.growth()).isEqualTo(2);
        assertThat(Budget.usual(.999, 1_000)).isCloseTo(2_592, within(1e-6));
    }

    @Test
    void refuses_budgets_that_make_no_sense() {
        assertRefused("budget.failed-requests is NaN", () -> with(Double.NaN));
        assertRefused("budget.failed-requests is 0.0", () -> with(0));
        assertRefused("budget.sudden is 1.1", () -> BUDGET.withSudden(1.1));
        assertRefused("budget.risk-divisor is 0", () -> BUDGET.withRisk(0));
        assertRefused(
                "budget.probes.errors is 3", () -> BUDGET.withProbes(new Evidence.Tally(2, 3)));
        assertRefused("budget.max-share is 9500", () -> new Limits(9_500, 1, Optional.empty()));
        assertRefused("budget.granularity is 0", () -> new Limits(5_000, 0, Optional.empty()));
        assertRefused("budget.requests-per-second is -1.0", () -> new Forecast(-1, 0));
        assertRefused("budget.error-rate is 1.0", () -> new Forecast(1, 1));
        assertRefused(
                "budget.reaction is PT0S", () -> Budget.of(100, BUDGET.forecast(), Duration.ZERO));
    }

    private static Budget with(double failed) {
        return Budget.of(failed, BUDGET.forecast(), BUDGET.reaction());
    }

    private static void assertRefused(String message, Runnable budget) {
        assertThatIllegalArgumentException()
                .isThrownBy(budget::run)
                .withMessageStartingWith(message);
    }

    /** Some seconds of 1,000 requests, none of which fail. */
    private static Step clean(Run run, int shareBp, int seconds) {
        Step step = run.next(window(run, shareBp, 0, 0));
        for (int i = 1; i < seconds; i++) {
            step = run.next(window(run, shareBp, 0, 0));
        }
        return step;
    }

    private static Window window(Run run, int shareBp, long canaryErrors, long baselineErrors) {
        return run.window(
                shareBp,
                List.of(Counts.of("c", shareBp / 10, canaryErrors)),
                List.of(Counts.of("b", 1_000 - shareBp / 10, baselineErrors)));
    }

    private static Evidence.Spending spending(Step step) {
        return step.judgement().evidence().spending().orElseThrow();
    }
}
