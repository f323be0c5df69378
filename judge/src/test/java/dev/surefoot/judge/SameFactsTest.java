package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** What must not change an answer, over seeded releases. */
class SameFactsTest {
    private static final Plan PLAN = Simple.demo();
    private static final int SEEDS = 30;
    private static final int WINDOWS = 60;

    @Test
    void answers_alike_in_whatever_order_instances_are_listed() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random order = new Random(seed);

            assertAlike(
                    seed,
                    window ->
                            with(
                                    window,
                                    mixed(window.canary(), order),
                                    mixed(window.baseline(), order)));
        }
    }

    private static List<Counts> mixed(List<Counts> arm, Random order) {
        List<Counts> mixed = new ArrayList<>(arm);
        Collections.shuffle(mixed, order);
        return mixed;
    }

    @Test
    void answers_alike_however_counts_are_split_over_instances() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertAlike(
                    seed,
                    window -> with(window, merged(window.canary()), merged(window.baseline())));
        }
    }

    private static List<Counts> merged(List<Counts> arm) {
        Evidence.Tally all = Arm.of(arm, PLAN.metrics()).tally();
        return List.of(Counts.of("all", all.requests(), all.errors()));
    }

    @Test
    void answers_alike_when_it_is_another_day() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertAlike(
                    seed,
                    window ->
                            new Window(
                                    window.seq() + 1_000,
                                    window.start().plusSeconds(86_400),
                                    window.end().plusSeconds(86_400),
                                    window.shareBp(),
                                    window.canary(),
                                    window.baseline(),
                                    window.gap()));
        }
    }

    private static Window with(Window window, List<Counts> canary, List<Counts> baseline) {
        return new Window(
                window.seq(),
                window.start(),
                window.end(),
                window.shareBp(),
                canary,
                baseline,
                window.gap());
    }

    private static void assertAlike(long seed, UnaryOperator<Window> change) {
        Traffic traffic = new Traffic(300, .01, .01 * (1 + seed % 3), 3);
        SplittableRandom random = new SplittableRandom(seed);
        State one = State.initial(PLAN);
        State other = one;
        for (int seq = 0; seq < WINDOWS; seq++) {
            Window window = traffic.window(seq, 500, random);

            Outcome plain = Judge.next(PLAN, one, window);
            Outcome changed = Judge.next(PLAN, other, change.apply(window));

            assertThat(changed.step()).as("seed %d, window %d", seed, seq).isEqualTo(plain.step());
            one = plain.state();
            other = changed.state();
        }
    }

    @Test
    @Requirement("JUDGE-5")
    void learns_nothing_from_a_gap_in_either_arm() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Traffic traffic = new Traffic(300, .01, .02, 3);
            SplittableRandom random = new SplittableRandom(seed);
            SplittableRandom gaps = new SplittableRandom(seed + 1_000);
            State clean = State.initial(PLAN);
            State broken = clean;
            for (int seq = 0; seq < WINDOWS; seq++) {
                Window window = traffic.window(seq, 500, random);
                if (seq == 0 || gaps.nextInt(3) > 0) {
                    clean = Judge.next(PLAN, clean, window).state();
                    broken = Judge.next(PLAN, broken, window).state();
                } else {
                    broken = Judge.next(PLAN, broken, spoiled(window, gaps.nextInt(3))).state();
                }
            }

            Evidence expected = evidence(clean);
            Evidence seen = evidence(broken);
            assertThat(seen.worse()).isEqualTo(expected.worse());
            assertThat(seen.fit()).isEqualTo(expected.fit());
            assertThat(seen.canary()).isEqualTo(expected.canary());
            assertThat(seen.baseline()).isEqualTo(expected.baseline());
            assertThat(seen.windows().skipped()).isPositive();
            assertThat(seen.windows().used() + seen.windows().skipped()).isEqualTo(WINDOWS + 1);
        }
    }

    /** A reset (with numbers that would convict), no canary counters, or no baseline counters. */
    private static Window spoiled(Window window, int how) {
        List<Counts> wild = List.of(Counts.of("canary-0", 1_000, 1_000));
        List<Counts> nothing = List.of();
        return switch (how) {
            case 0 -> Simple.gap(with(window, wild, window.baseline()));
            case 1 -> with(window, nothing, window.baseline());
            default -> with(window, window.canary(), nothing);
        };
    }

    private static Evidence evidence(State state) {
        Window empty = Simple.second(WINDOWS, Counts.of("c", 0, 0), Counts.of("b", 0, 0));
        return Judge.next(PLAN, state, empty).step().judgement().evidence();
    }

    @Test
    void expects_of_the_canary_its_share_of_each_windows_errors() {
        Run run = new Run(PLAN);
        run.next(500, List.of(Counts.of("c", 10, 1)), List.of(Counts.of("b", 90, 2)));

        Evidence evidence =
                run.next(5_000, List.of(Counts.of("c", 50, 0)), List.of(Counts.of("b", 50, 4)))
                        .judgement()
                        .evidence();

        assertThat(evidence.expectedCanaryErrors()).isCloseTo(.3 + 2, within(1e-12));
        assertThat(evidence.shareBp()).isEqualTo(5_000);
        assertThat(evidence.canary()).isEqualTo(new Evidence.Tally(60, 1));
        assertThat(evidence.baseline()).isEqualTo(new Evidence.Tally(140, 6));
    }

    @Test
    void grows_more_suspicious_with_every_error_of_the_canary_and_less_with_the_baselines() {
        double before = Double.NEGATIVE_INFINITY;
        for (long x = 0; x <= 15; x++) {
            double log = log(x, 5);
            assertThat(log).isGreaterThan(before);
            assertThat(log(x, 6)).isLessThan(log);
            before = log;
        }
    }

    private static double log(long canaryErrors, long baselineErrors) {
        return new Run(PLAN)
                .next(Counts.of("c", 15, canaryErrors), Counts.of("b", 285, baselineErrors))
                .judgement()
                .evidence()
                .worse()
                .logE();
    }

    /** Exact sums over all outcomes: a wager that gains on average would break every promise. */
    @Test
    @Requirement("JUDGE-1")
    void gains_nothing_on_average_where_the_versions_are_equal() {
        for (long canary : new long[] {10, 50, 200, 500}) {
            for (long errors : new long[] {1, 3, 10, 40, 200}) {
                double binomial = 0;
                double hypergeometric = 0;
                Hypergeometric law = new Hypergeometric(canary, 1_000 - canary, errors);
                for (long x = 0; x <= Math.min(errors, canary); x++) {
                    double logChoose = choose(errors, x);
                    double e = e(canary, x, errors);
                    binomial +=
                            e
                                    * Math.exp(
                                            logChoose
                                                    + x * Math.log(canary / 1e3)
                                                    + (errors - x) * Math.log(1 - canary / 1e3));
                    if (errors - x <= 1_000 - canary) {
                        hypergeometric +=
                                e
                                        * Math.exp(
                                                choose(canary, x)
                                                        + choose(1_000 - canary, errors - x)
                                                        - choose(1_000, errors));
                    }
                }
                assertThat(law.logP(1)).isBetween(-1e-12, 1e-12);
                assertThat(binomial).isLessThanOrEqualTo(1 + 1e-9);
                assertThat(hypergeometric).isLessThanOrEqualTo(1 + 1e-9);
            }
        }
    }

    private static double e(long canary, long x, long errors) {
        Split split = Split.of(canary, 1_000 - canary, x, errors);
        return Math.exp(Worse.after(Worse.initial(), split, 1, Worse.windowsPerHour(PLAN)).log());
    }

    private static double choose(long n, long k) {
        return Gamma.log(n + 1.0) - Gamma.log(k + 1.0) - Gamma.log(n - k + 1.0);
    }
}
