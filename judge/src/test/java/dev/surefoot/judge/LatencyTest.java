package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.judge.Culprit.Kind;
import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Promote;
import dev.surefoot.judge.Judgement.Rollback;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

@Requirement("JUDGE-7")
class LatencyTest {
    private static final double[] PSI = {1.1, 1.25, 1.5, 2, 3, 5, 10, 20};
    private static final Plan PLAN =
            Simple.plan().withLatency(List.of(.1, .5, 2.0), Optional.of(new Metrics.Goal(.5, .99)));

    private static Counts counts(String name, long requests, long... slower) {
        return Counts.of(name, requests, 0).withSlower(Arrays.stream(slower).boxed().toList());
    }

    @Test
    void adds_up_evidence_as_the_formula_says() {
        Evidence evidence =
                new Run(PLAN)
                        .next(counts("c", 50, 20, 5, 0), counts("b", 950, 300, 19, 3))
                        .judgement()
                        .evidence();

        // The first window has half of the start weight; the mean is over bounds and ratios.
        double mean = 0;
        long[][] cuts = {{20, 320}, {5, 24}, {0, 3}};
        for (long[] cut : cuts) {
            for (double psi : PSI) {
                mean += Math.exp(new Hypergeometric(50, 950, cut[1]).logL(cut[0], psi)) / 24;
            }
        }
        Evidence.Metric latency = evidence.metrics().get(1);
        assertThat(latency.logE()).isCloseTo(Math.log(mean / 2 + .5), within(1e-12));
        assertThat(latency.weight()).isCloseTo(.3 / .8, within(1e-15));
        // Without any error, the evidence of errors is 1.
        assertThat(evidence.worse().logE())
                .isCloseTo(Math.log(.625 + .375 * (mean / 2 + .5)), within(1e-12));
    }

    @Test
    void a_tolerated_ratio_is_what_the_wager_is_fair_at() {
        double[][] fair = new double[3][PSI.length];
        Hypergeometric law = new Hypergeometric(50, 950, 60);
        double[] odds = {1, 1.25, 1.5};
        for (int x = 0; x <= 50; x++) {
            Evidence.Metric latency =
                    new Run(tolerating(1.25))
                            .next(counts("c", 50, x), counts("b", 950, 60 - x))
                            .judgement()
                            .evidence()
                            .metrics()
                            .get(1);
            double mean = 0;
            for (int i = 0; i < PSI.length; i++) {
                double wager = Math.exp(law.logL(x, 1.25 * PSI[i]) - law.logL(x, 1.25));
                mean += wager / PSI.length;
                for (int o = 0; o < odds.length; o++) {
                    // L at the odds is the chance of x there over that at 1.
                    fair[o][i] += wager * Math.exp(law.logL(x, odds[o])) * chance(x);
                }
            }
            assertThat(latency.logE()).isCloseTo(Math.log(mean / 2 + .5), within(1e-12));
        }
        for (int i = 0; i < PSI.length; i++) {
            assertThat(fair[0][i]).isLessThan(1);
            assertThat(fair[1][i]).isCloseTo(1, within(1e-9));
            assertThat(fair[2][i]).isGreaterThan(1);
        }
    }

    /** Of 1,000 requests 60 are slow; chance that x of them are among the canary's 50. */
    private static double chance(int x) {
        double log = 0;
        for (int i = 1; i <= 50; i++) {
            log -= Math.log(950 + i) - Math.log(i);
        }
        for (int i = 1; i <= x; i++) {
            log += Math.log(60 - x + i) - Math.log(i);
        }
        for (int i = 1; i <= 50 - x; i++) {
            log += Math.log(940 - 50 + x + i) - Math.log(i);
        }
        return Math.exp(log);
    }

    private static Plan tolerating(double ratio) {
        return Simple.plan()
                .withMetrics(
                        new Metrics(
                                Optional.of(
                                        new Metrics.Latency(
                                                List.of(.5),
                                                Optional.empty(),
                                                ratio,
                                                Dispersion.DECLARED_REQUEST)),
                                List.of()));
    }

    @Test
    void what_is_tolerated_takes_nobody_back_however_much_traffic_there_is() {
        assertThat(judged(1.25, 110).judgement()).isNotInstanceOf(Rollback.class);
        assertThat(judged(1, 110).judgement()).isInstanceOf(Rollback.class);
        assertThat(judged(1.25, 200).judgement()).isInstanceOf(Rollback.class);
    }

    /** An hour in which 100 of 1,000 baseline requests are slow, and so many of the canary's. */
    private static Step judged(double tolerated, long slow) {
        Run run = new Run(tolerating(tolerated));
        Step step = run.next(counts("c", 1_000, slow), counts("b", 19_000, 1_900));
        for (int i = 1; i < 3_600 && step.judgement() instanceof Hold; i++) {
            step = run.next(counts("c", 1_000, slow), counts("b", 19_000, 1_900));
        }
        return step;
    }

    @Test
    void shows_the_boundary_that_speaks_loudest() {
        Evidence evidence =
                new Run(PLAN)
                        .next(counts("c", 50, 16, 8, 0), counts("b", 950, 300, 19, 3))
                        .judgement()
                        .evidence();

        Evidence.Metric latency = evidence.metrics().get(1);
        assertThat(latency.name()).isEqualTo("0.5");
        assertThat(latency.canary()).isEqualTo(new Evidence.Tally(50, 8));
        assertThat(latency.baseline()).isEqualTo(new Evidence.Tally(950, 19));
        assertThat(latency.expected()).isCloseTo(27 * .05, within(1e-12));
    }

    @Test
    void rolls_back_a_slow_canary_that_never_fails() {
        Run run = new Run(PLAN);
        Step step = run.next(counts("c", 50, 10, 1, 0), counts("b", 950, 190, 9, 0));
        int windows = 0;
        while (step.judgement() instanceof Hold && windows < 60) {
            step = run.next(counts("c", 50, 14, 4, 0), counts("b", 950, 190, 9, 0));
            windows++;
        }

        Culprit culprit = ((Rollback) step.judgement()).culprit();
        assertThat(culprit.kind()).isEqualTo(Kind.LATENCY);
        assertThat(culprit.name()).isEqualTo("0.5");
        assertThat(culprit.alone()).isTrue();
        assertThat(windows).isLessThan(20);
        assertThat(Words.explain(PLAN, step.judgement()))
                .startsWith("Rolled back: of ")
                .contains(" requests slower than 0.5 s, ")
                .contains(" came from the canary, which served 5 % of requests (");
    }

    @Test
    void promotes_only_when_the_goal_is_proven_too() {
        Plan plan = PLAN.withMinEvidenceTime(Duration.ZERO);

        Judgement fast =
                new Run(plan)
                        .next(counts("c", 2_000, 40, 2, 0), counts("b", 2_000, 40, 2, 0))
                        .judgement();
        Judgement slow =
                new Run(plan)
                        .next(counts("c", 2_000, 40, 30, 0), counts("b", 2_000, 40, 20, 0))
                        .judgement();

        assertThat(fast).isInstanceOf(Promote.class);
        assertThat(Words.explain(plan, fast))
                .contains(
                        "Likewise latency: not worse than 2× (odds), or fewer than 1 % slower than"
                                + " 0.5 s.");
        assertThat(slow).isInstanceOf(Hold.class);
        assertThat(slow.evidence().logFit())
                .isEqualTo(slow.evidence().metrics().get(1).fit().orElseThrow().logCombined())
                .isLessThan(slow.evidence().fit().logCombined());
        assertThat(Words.explain(plan, slow)).contains(" : 1 of 20 : 1 for latency within 0.5 s");
    }

    @Test
    void asks_nothing_of_latency_for_promotion_without_a_goal() {
        Plan plan =
                Simple.plan()
                        .withLatency(List.of(.5), Optional.empty())
                        .withMinEvidenceTime(Duration.ZERO);

        Judgement judgement =
                new Run(plan).next(counts("c", 1_000, 100), counts("b", 1_000, 100)).judgement();

        assertThat(judgement).isInstanceOf(Promote.class);
    }

    @Test
    void judges_an_event_by_its_own_trials() {
        Plan plan = Simple.plan().withEvent("cart-left", 1).withEvent("login-failed", 3);
        Counts canary =
                Counts.of("c", 50, 0)
                        .withEvents(List.of(new Counts.Trials(1, 10), new Counts.Trials(30, 40)));
        Counts baseline =
                Counts.of("b", 950, 0)
                        .withEvents(
                                List.of(new Counts.Trials(19, 190), new Counts.Trials(80, 760)));

        Step step = new Run(plan).next(canary, baseline);

        List<Evidence.Metric> metrics = step.judgement().evidence().metrics();
        assertThat(metrics.get(1).weight()).isCloseTo(.2 / .7 / 4, within(1e-15));
        assertThat(metrics.get(2).weight()).isCloseTo(.2 / .7 * 3 / 4, within(1e-15));
        Culprit culprit = ((Rollback) step.judgement()).culprit();
        assertThat(culprit.kind()).isEqualTo(Kind.EVENT);
        assertThat(culprit.name()).isEqualTo("login-failed");
        assertThat(Words.explain(plan, step.judgement()))
                .startsWith(
                        "Rolled back: of 110 events login-failed, 30 came from the canary, which"
                                + " served 5 % of trials (5.5 expected). Counting every look");
    }

    @Test
    void names_the_largest_contributor_when_nothing_is_enough_alone() {
        Plan plan = Simple.plan().withLatency(List.of(.5), Optional.empty());
        Counts canary = counts("c", 50, 7);
        long others = 17;
        Culprit culprit = together(plan, canary, others);
        while (culprit.alone()) {
            others++;
            culprit = together(plan, canary, others);
        }

        assertThat(culprit.seen()).isGreaterThanOrEqualTo(100);
        assertThat(explain(plan, canary, others))
                .contains("That is the largest part of it; no metric was enough alone.");
    }

    /** Seven requests of the canary fail, and seven are slow. */
    private static Culprit together(Plan plan, Counts slow, long others) {
        return ((Rollback) judged(plan, slow, others)).culprit();
    }

    private static String explain(Plan plan, Counts slow, long others) {
        return Words.explain(plan, judged(plan, slow, others));
    }

    private static Judgement judged(Plan plan, Counts slow, long others) {
        Counts canary = Counts.of("c", slow.requests(), 7).withSlower(slow.slower());
        Counts baseline = Counts.of("b", 950, others).withSlower(List.of(others));
        return new Run(plan).next(canary, baseline).judgement();
    }

    @Test
    void gives_errors_all_the_weight_where_nothing_else_is_compared() {
        Evidence evidence =
                new Run(Simple.plan())
                        .next(Counts.of("c", 50, 3), Counts.of("b", 950, 2))
                        .judgement()
                        .evidence();

        assertThat(evidence.metrics()).hasSize(1);
        assertThat(evidence.metrics().getFirst().weight()).isEqualTo(1);
        assertThat(evidence.metrics().getFirst().logE()).isEqualTo(evidence.worse().logE());
    }

    @ParameterizedTest
    @CsvSource({
        "5;6;0, canary[0].slower[1], 6, 'at most what took longer before, 5'",
        "51;6;0, canary[0].slower[0], 51, 'at most what took longer before, 50'",
        "5;-1;0, canary[0].slower[1], -1, at least 0",
        "5;1, canary[0].slower.size, 2, '3, as the plan has it'"
    })
    void refuses_counts_that_cannot_be_true(
            String slower, String path, String value, String bound) {
        long[] counts = Arrays.stream(slower.split(";")).mapToLong(Long::parseLong).toArray();
        Window window = Simple.second(0, counts("c", 50, counts), counts("b", 950, 3, 2, 1));

        RefusedWindow refused =
                catchThrowableOfType(
                        RefusedWindow.class, () -> Judge.next(PLAN, State.initial(PLAN), window));

        assertThat(refused.path()).isEqualTo(path);
        assertThat(refused.value()).isEqualTo(value);
        assertThat(refused.bound()).isEqualTo(bound);
    }

    @Test
    void takes_an_instance_that_was_not_read_without_its_latency() {
        Window window =
                Simple.second(
                        0,
                        500,
                        List.of(counts("c1", 50, 3, 2, 1), Counts.of("c2", 0, 0).stale()),
                        List.of(counts("b", 950, 3, 2, 1)));

        Judgement judgement = Judge.next(PLAN, State.initial(PLAN), window).step().judgement();

        assertThat(judgement.evidence().canary()).isEqualTo(new Evidence.Tally(50, 0));
    }

    @Test
    @Requirement("LATENCY-3")
    void leaves_out_of_latency_whose_durations_do_not_count() {
        Counts warm = counts("c1", 50, 10, 4, 1);
        Counts cold = counts("c2", 50, 50, 50, 50).untimed();
        Counts baseline = counts("b1", 950, 190, 19, 3);

        Evidence with =
                new Run(PLAN)
                        .next(500, List.of(warm, cold), List.of(baseline))
                        .judgement()
                        .evidence();
        Evidence without =
                new Run(PLAN).next(500, List.of(warm), List.of(baseline)).judgement().evidence();

        assertThat(with.metrics().get(1)).isEqualTo(without.metrics().get(1));
        assertThat(with.canary().requests()).isEqualTo(100);
    }

    @Test
    @Requirement("LATENCY-3")
    void learns_nothing_of_latency_while_one_arm_has_no_durations_but_goes_on_with_errors() {
        Plan plan = PLAN.withMinEvidenceTime(Duration.ZERO);
        Run run = new Run(plan);
        Step step = run.next(Counts.of("c", 9_000, 0).untimed(), counts("b", 171_000, 190, 19, 3));

        Evidence evidence = step.judgement().evidence();
        Evidence.Metric latency = evidence.metrics().get(1);
        assertThat(((Hold) step.judgement()).reason()).isEqualTo(HoldReason.GATHERING_EVIDENCE);
        assertThat(latency.logE()).isZero();
        assertThat(latency.fit().orElseThrow().logCombined()).isZero();
        assertThat(latency.baseline()).isEqualTo(new Evidence.Tally(0, 0));
        assertThat(evidence.fit().logCombined()).isGreaterThan(Math.log(20));

        Step bad = run.next(Counts.of("c", 50, 40).untimed(), counts("b", 950, 190, 19, 3));
        assertThat(bad.judgement()).isInstanceOf(Rollback.class);
    }

    @Test
    void refuses_metrics_that_make_no_sense() {
        assertRefused("latency.bounds is []", List.of());
        assertRefused("latency.bounds is [0.5, 0.5]", List.of(.5, .5));
        assertRefused("latency.bounds is [0.0]", List.of(0.0));
        assertRefused("latency.bounds is [NaN]", List.of(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Simple.plan()
                                        .withLatency(
                                                List.of(.1, 1.0),
                                                Optional.of(new Metrics.Goal(.5, .99))))
                .withMessage("latency.goal is 0.5, must be one of the bounds [0.1, 1.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simple.plan().withEvent("a|b", 1))
                .withMessageStartingWith("event is a|b, must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simple.plan().withEvent("a", 1).withEvent("a", 1))
                .withMessage("event is a, must be named once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metrics.Event("a", Double.NaN, Dispersion.DECLARED_REQUEST))
                .withMessageStartingWith("event a.weight is NaN");
    }

    private static void assertRefused(String message, List<Double> bounds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simple.plan().withLatency(bounds, Optional.empty()))
                .withMessageStartingWith(message);
    }
}
