package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.judge.Evidence.Tally;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

/** Numbers from arithmetic with 40 digits, reproduced to 1e-12 relative. */
@Requirement("JUDGE-1")
@SuppressWarnings("FloatingPointLiteralPrecision") // the digits as they were computed
class KernelOracleTest {
    private static final double RELATIVE = 1e-12;

    @ParameterizedTest
    @CsvSource({
        "3, 3, 50, 950, 10, 1, 5.793064609684688",
        "5, 24, 50, 950, 10, 1, 2.5954001105906356",
        "0, 19, 50, 950, 10, 1, -7.0597075722171776",
        "5, 24, 50, 950, 10, 1.2, 1.9226002670968965"
    })
    void log_ratio_of_errors(
            long x, long both, long nc, long nb, double r, double r0, double expected) {
        assertClose(Odds.logRatio(Split.of(nc, nb, x, both), r, r0), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "50, 950, 24, 2, 1.1591977789607883",
        "50, 950, 24, 1.1, .11957123696511125",
        "50, 50, 40, 3, 25.57886921297278",
        "250, 4750, 600, 1.5, 14.422486656605576"
    })
    void log_generating_function(long nc, long nb, long events, double psi, double expected) {
        assertClose(new Hypergeometric(nc, nb, events).logP(psi), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "50, 950, 24, 5, 2, 2.3065381238389382",
        "50, 950, 400, 29, 1.25, 1.7208419353542638",
        "50, 50, 40, 26, 3, 2.9850502923980719"
    })
    void log_likelihood(long nc, long nb, long events, long x, double psi, double expected) {
        assertClose(new Hypergeometric(nc, nb, events).logL(x, psi), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "50, 950, 24, 1, 2, 1, .46605059840084301",
        "50, 950, 24, 0, 2, .5, 1.7703009149490779",
        "500, 500, 60, 28, 1.5, .7, 1.7840689548098197"
    })
    void log_of_one_wager_of_f(
            long nc, long nb, long events, long x, double m, double psi, double expected) {
        Hypergeometric law = new Hypergeometric(nc, nb, events);

        assertClose(law.logL(x, psi) - law.logL(x, m), expected);
    }

    /** The modes at 1 and ψ lie 317,000 apart; here every ratio on the way is walked. */
    @Test
    void log_of_the_generating_function_where_modes_are_far_apart() {
        int n = 1_000_000;
        double[] logs = new double[n + 1];
        double highest = 0;
        double highestTilted = 0;
        for (int x = 0; x < n; x++) {
            double ratio = (double) (n - x) * (n - x) / ((x + 1.0) * (x + 1.0));
            logs[x + 1] = logs[x] + Math.log(ratio);
            highest = Math.max(highest, logs[x + 1]);
            highestTilted = Math.max(highestTilted, logs[x + 1] + (x + 1) * Math.log(20));
        }
        double sum = 0;
        double tilted = 0;
        for (int x = 0; x <= n; x++) {
            sum += Math.exp(logs[x] - highest);
            tilted += Math.exp(logs[x] + x * Math.log(20) - highestTilted);
        }

        assertThat(new Hypergeometric(n, n, n).logP(20))
                .isCloseTo(
                        highestTilted + Math.log(tilted) - highest - Math.log(sum), within(1e-6));
    }

    @Test
    void the_largest_counts_that_are_taken_have_an_answer() {
        long n = 1_000_000_000_000L;
        Hypergeometric law = new Hypergeometric(n, n, 900_000_000_000L);

        assertThat(law.logL(500_000_000_000L, 2)).isPositive().isFinite();
        assertThat(law.logL(450_000_000_000L, 2)).isNegative().isFinite();
    }

    @Test
    void log_f_after_one_window() {
        Fitness fitness = fitness(Split.of(50, 950, 1, 24), Simple.plan());

        assertClose(fitness.logF(), .44193980335884762);
    }

    @Test
    void f_is_exactly_one_on_average_where_the_odds_ratio_is_the_margin() {
        Plan plan = Simple.plan();
        Hypergeometric law = new Hypergeometric(50, 950, 24);
        double mean = 0;
        double central = 1;
        for (long i = 0; i < 24; i++) {
            central *= (950.0 - i) / (1000 - i);
        }

        for (long x = 0; x <= 24; x++) {
            double f = fitness(Split.of(50, 950, x, 24), plan).logF();
            mean += central * StrictMath.exp(law.logL(x, 2) + f);
            central *= (24.0 - x) * (50.0 - x) / ((x + 1.0) * (950.0 - 24 + x + 1));
        }

        assertThat(mean).isCloseTo(1, within(RELATIVE));
    }

    @Test
    void log_e_after_each_window() {
        double[] expected = {
            -.12284582790784598,
            1.88570378156016,
            3.9384052824963591,
            2.7324111917406675,
            3.5504291993931843
        };

        assertEvidence(Duration.ofSeconds(1), expected);
    }

    @Test
    void log_e_after_each_window_when_blocks_change() {
        double[] expected = {
            -.12284582790784598,
            2.2381445201245724,
            4.3909600772732845,
            3.0816772594806233,
            3.8682543730385974
        };

        assertEvidence(Duration.ofMinutes(30), expected);
    }

    private static Fitness fitness(Split split, Plan plan) {
        return Fitness.initial().plus(split, Measure.of(plan).getFirst().bar().orElseThrow(), 1);
    }

    private static void assertEvidence(Duration window, double[] expected) {
        Plan plan = Simple.plan().withWindow(window);
        List<Split> windows =
                List.of(
                        Split.of(50, 950, 0, 1),
                        Split.of(48, 952, 2, 3),
                        Split.of(51, 949, 1, 1),
                        Split.of(50, 950, 0, 2),
                        Split.of(247, 753, 3, 5));
        StartMixture evidence = Worse.initial();
        for (int i = 0; i < expected.length; i++) {
            evidence = Worse.after(evidence, windows.get(i), 1, Worse.windowsPerHour(plan));
            assertClose(evidence.log(), expected[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 440, .01, 3.6718880983170300",
        "1, 1000, .01, 6.2570552380817382",
        "0, 2206, .002, 3.6651465109925788"
    })
    void log_q(long x, long n, double limit, double expected) {
        Plan plan = Plan.of(Routing.REQUEST, limit, Schedule.of(List.of(500)));
        Split split = new Split(new Tally(n, x), Tally.NONE);

        assertClose(fitness(split, plan).logQ(), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 49, .05, .0883581976169",
        "0, 300, .05, .0149472340455",
        "5, 50, .025, .293047439118",
        "1, 1000, .05, .00753401416722",
        "700, 1000, .025, .747072235299",
        "10, 10000, .05, .00232942368378"
    })
    void upper_bound_of_a_share(long x, long n, double delta, double expected) {
        assertThat(UpperBound.of(x, n, delta)).isCloseTo(expected, within(expected * 1e-11));
    }

    @ParameterizedTest
    @CsvSource({"700, 1000, .025, .745949", "5, 50, .025, .269264"})
    void upper_bound_lies_within_a_tenth_of_confseqs(
            long x, long n, double delta, double published) {
        assertThat(UpperBound.of(x, n, delta)).isCloseTo(published, within(published * .1));
    }

    @Test
    void upper_bound_is_one_where_everything_failed() {
        assertThat(UpperBound.of(7, 7, .05)).isEqualTo(1);
        assertThat(UpperBound.of(0, 0, .05)).isEqualTo(1);
    }

    /** Exact means where the versions are alike: a fair wager gains nothing, whatever happens. */
    @Test
    void detection_is_fair_where_the_versions_are_alike() {
        double highest = 0;
        for (long[] arms : new long[][] {{50, 950}, {200, 800}, {50, 50}, {500, 500}}) {
            for (double fraction : new double[] {.01, .1, .5, .9, .99}) {
                long events = Math.round((arms[0] + arms[1]) * fraction);
                Hypergeometric law = new Hypergeometric(arms[0], arms[1], events);
                for (double psi : new double[] {1.1, 1.5, 3, 20}) {
                    highest = Math.max(highest, mean(law, arms, events, psi));
                }
            }
        }

        // 1.0000000000000002 with forty digits for the weights; here they are doubles, too.
        assertThat(highest).isCloseTo(1, within(RELATIVE));
    }

    /** Weights by ratios outward from the mode, so that none is lost to rounding. */
    private static double mean(Hypergeometric law, long[] arms, long events, double psi) {
        long low = Math.max(0, events - arms[1]);
        long high = Math.min(events, arms[0]);
        long mode = Math.clamp((events + 1) * (arms[0] + 1) / (arms[0] + arms[1] + 2), low, high);
        double weights = 0;
        double mean = 0;
        double weight = 1;
        for (long x = mode; x <= high; x++) {
            weights += weight;
            mean += weight * StrictMath.exp(law.logL(x, psi));
            weight *=
                    (double) (events - x)
                            * (arms[0] - x)
                            / ((x + 1.0) * (arms[1] - events + x + 1));
        }
        weight = 1;
        for (long x = mode; x > low; x--) {
            weight *=
                    x
                            * (double) (arms[1] - events + x)
                            / ((events - x + 1.0) * (arms[0] - x + 1.0));
            weights += weight;
            mean += weight * StrictMath.exp(law.logL(x - 1, psi));
        }
        return mean / weights;
    }

    @Test
    void dispersion_of_instances() {
        Dispersion phi =
                Dispersion.measured(
                        List.of(List.of(3, 0, 1, 2), List.of(0, 0, 0, 5), List.of(1, 1, 1, 1)));

        assertClose(phi.phi(), 2.1111111111111111);
        assertThat(phi.source()).isEqualTo("history");
    }

    @ParameterizedTest
    @CsvSource({"0, .000383998", "80, .009944804", "81, .010055488"})
    void wilson_upper_end_of_ten_thousand(long k, double expected) {
        assertThat(Wilson.of(k, 10_000).high()).isCloseTo(expected, within(5e-10));
    }

    @ParameterizedTest
    @CsvSource({".05, .0141328051414", ".2, .0436921206820", ".5, .0588915178282"})
    void divergence_of_twice_the_rate(double share, double expected) {
        assertThat(Odds.divergence(share, 2)).isCloseTo(expected, within(5e-14));
    }

    /** ssrm's published rows: null (.4, .4, .2), uniform prior. */
    @Test
    void sequential_sample_ratio_of_three_arms() {
        long[][] rows = {{20, 17, 9}, {18, 21, 8}, {4, 6, 4}, {18, 19, 11}};
        double[] mixture = {
            -7.028201432058012, -11.947847738358888, -15.471401950257842, -19.96484521090386
        };
        double[] nulls = {
            -4.0776406466061985, -8.265946861099877, -11.610743519545139, -15.781031228536165
        };
        double[] share = {.4, .4, .2};
        double[] prior = {1, 1, 1};
        double logMixture = 0;
        double logNull = 0;

        for (int i = 0; i < rows.length; i++) {
            double coefficient = logCoefficient(rows[i]);
            logMixture += coefficient + SampleRatio.logMixture(prior, rows[i]);
            logNull += coefficient;
            for (int arm = 0; arm < 3; arm++) {
                logNull += rows[i][arm] * StrictMath.log(share[arm]);
                prior[arm] += rows[i][arm];
            }

            assertClose(logMixture, mixture[i]);
            assertClose(logNull, nulls[i]);
        }
    }

    private static double logCoefficient(long[] counts) {
        double sum = 0;
        double log = 0;
        for (long count : counts) {
            sum += count;
            log -= Gamma.log(count + 1.0);
        }
        return log + Gamma.log(sum + 1);
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * RELATIVE));
    }
}
