package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Traffic.End;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Seeded releases against the promised rates; a seed that fails is its release's index. */
@Requirement("JUDGE-4")
class ReleasesTest {
    @Test
    void rolls_back_when_the_canary_fails_two_requests_in_a_hundred() {
        List<End> ends = releases(Traffic.of(300, .001, .02), Simple.demo(), 300, 600);

        long[] requests = ends.stream().mapToLong(End::canaryRequests).sorted().toArray();
        System.out.println("bad at 2 %: median canary requests " + requests[150]);
        assertThat(ends).noneMatch(End::promoted).allMatch(End::rolledBack);
        assertThat(requests[requests.length / 2]).isBetween(100L, 600L);
    }

    @Test
    void promotes_a_good_version_soon_after_the_evidence_time() {
        List<End> ends = releases(Traffic.of(300, .001, .001), Simple.demo(), 300, 600);

        long[] seconds =
                ends.stream().filter(End::promoted).mapToLong(End::seconds).sorted().toArray();
        System.out.println(
                "good: promoted "
                        + seconds.length
                        + " of 300, median s "
                        + seconds[seconds.length / 2]
                        + ", longest "
                        + seconds[seconds.length - 1]);
        assertThat(seconds.length).isGreaterThanOrEqualTo(295);
        assertThat(seconds[seconds.length / 2]).isBetween(20L, 25L);
    }

    @Test
    void keeps_alpha_when_both_versions_are_the_same() {
        for (double rate : new double[] {.001, .01, .03}) {
            int n = 3_000;
            long rollbacks =
                    LongStream.range(0, n)
                            .filter(
                                    seed ->
                                            Traffic.of(300, rate, rate)
                                                    .watched(Simple.demo(), seed, 90)
                                                    .rolledBack())
                            .count();

            System.out.println("same at " + rate + ": rolled back " + rollbacks + " of " + n);
            assertThat(Wilson.of(rollbacks, n).high())
                    .as("rollbacks of equal versions at %s", rate)
                    .isLessThanOrEqualTo(.01);
        }
    }

    @Test
    void keeps_beta_when_the_canary_is_worse_by_the_margin_and_above_the_ceiling() {
        int n = 1_000;
        // Odds of .01 are twice those of .005025: on the border of both nulls at once.
        Traffic border = Traffic.of(300, .0050251, .01);

        long promoted =
                releases(border, Simple.demo(), n, 90).stream().filter(End::promoted).count();

        System.out.println("on the border: promoted " + promoted + " of " + n);
        assertThat(Wilson.of(promoted, n).high()).isLessThanOrEqualTo(.05);
    }

    @Test
    void finds_ten_times_the_errors_within_few_canary_requests() {
        Plan errors = Plan.of(Routing.REQUEST, .002, Schedule.of(List.of(500)));

        List<End> ends = releases(Traffic.of(1_000, .001, .01), errors, 1_000, 900);

        double mean = ends.stream().mapToLong(End::canaryRequests).average().orElseThrow();
        System.out.println("scenario A: mean canary requests " + mean);
        assertThat(ends).allMatch(End::rolledBack);
        assertThat(mean).isLessThanOrEqualTo(650);
    }

    /** Latency and events do not differ, and take half of the weight. */
    @Test
    void finds_them_nearly_as_soon_beside_other_metrics() {
        Plan release =
                Plan.of(Routing.REQUEST, .002, Schedule.of(List.of(500)))
                        .withLatency(List.of(.5), Optional.of(new Metrics.Goal(.5, .95)))
                        .withEvent("cart-left", 1);
        int n = 1_000;
        long requests = 0;
        for (long seed = 0; seed < n; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            State state = State.initial(release);
            boolean rolledBack = false;
            for (int second = 0; !rolledBack && second < 900; second++) {
                Window window = Traffic.of(1_000, .001, .01).window(second, 500, random);
                Window whole = slowAndLeft(window, random);
                requests += window.canary().getFirst().requests();
                Outcome outcome = Judge.next(release, state, whole);
                state = outcome.state();
                rolledBack = outcome.step().judgement() instanceof Judgement.Rollback;
            }
            assertThat(rolledBack).as("seed %d: found", seed).isTrue();
        }

        System.out.println("scenario A, default weights: mean canary requests " + requests / n);
        assertThat(requests / n).isLessThanOrEqualTo(750);
    }

    /** Two of a hundred requests are slow, one cart of twenty is left. */
    private static Window slowAndLeft(Window window, SplittableRandom random) {
        return new Window(
                window.seq(),
                window.start(),
                window.end(),
                window.shareBp(),
                List.of(slowAndLeft(window.canary().getFirst(), random)),
                List.of(slowAndLeft(window.baseline().getFirst(), random)),
                false);
    }

    private static Counts slowAndLeft(Counts counts, SplittableRandom random) {
        return counts.withSlower(List.of(Traffic.successes(counts.requests(), .02, random)))
                .withEvents(
                        List.of(
                                new Counts.Trials(
                                        Traffic.successes(counts.requests() / 10, .05, random),
                                        counts.requests() / 10)));
    }

    @Test
    void keeps_alpha_when_latency_and_events_are_the_same_too() {
        Plan plan =
                Simple.demo()
                        .withLatency(List.of(.5), Optional.empty())
                        .withEvent("cart-left", 1)
                        .withRails(Rails.DEFAULT.withAvailability(.999));
        int n = 1_500;
        long rollbacks = 0;
        for (long seed = 0; seed < n; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            State state = State.initial(plan);
            boolean rolledBack = false;
            for (int second = 0; !rolledBack && second < 90; second++) {
                Window window = Traffic.of(300, .001, .001).window(second, 1_000, random);
                Outcome outcome = Judge.next(plan, state, slowAndLeft(window, random));
                state = outcome.state();
                rolledBack = outcome.step().judgement() instanceof Judgement.Rollback;
            }
            rollbacks += rolledBack ? 1 : 0;
        }

        System.out.println("all metrics the same: rolled back " + rollbacks + " of " + n);
        assertThat(Wilson.of(rollbacks, n).high()).isLessThanOrEqualTo(.01);
    }

    @Test
    void finds_a_fault_that_starts_after_ninety_minutes() {
        Plan plan = Plan.of(Routing.REQUEST, .002, Schedule.of(List.of(500)));
        int n = 40;
        int onset = 90 * 60;
        long requests = 0;
        for (long seed = 0; seed < n; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            State state = State.initial(plan);
            boolean rolledBack = false;
            for (int second = 0; !rolledBack && second < onset + 900; second++) {
                Traffic now = Traffic.of(1_000, .001, second < onset ? .001 : .01);
                Window window = now.window(second, 500, random);
                requests +=
                        second < onset
                                ? 0
                                : Arm.of(window.canary(), plan.metrics()).tally().requests();
                Outcome outcome = Judge.next(plan, state, window);
                state = outcome.state();
                rolledBack = outcome.step().judgement() instanceof Judgement.Rollback;
                assertThat(rolledBack && second < onset).as("seed %d: too early", seed).isFalse();
            }
            assertThat(rolledBack).as("seed %d: found", seed).isTrue();
        }

        System.out.println("onset after 90 min: mean canary requests " + requests / n);
        assertThat(requests / n).isLessThanOrEqualTo(1_500);
    }

    private static List<End> releases(Traffic traffic, Plan plan, int n, int seconds) {
        return LongStream.range(0, n)
                .mapToObj(seed -> traffic.release(plan, seed, seconds))
                .toList();
    }
}
