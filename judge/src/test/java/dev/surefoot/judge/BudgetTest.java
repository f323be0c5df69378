package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Budget.Forecast;
import dev.surefoot.judge.Release.End;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Seeded releases under a budget of 100 failed requests; a reaction takes seven seconds. */
@Requirement("JUDGE-9")
class BudgetTest {
    private static Plan plan(int perSecond, double maxErrorRate) {
        Budget budget = Budget.of(100, new Forecast(perSecond, .001), Duration.ofSeconds(7));
        return Plan.of(Routing.REQUEST, maxErrorRate, budget);
    }

    private static List<End> ends(Release release, Plan plan, int n, int seconds) {
        return LongStream.range(0, n).mapToObj(seed -> release.run(plan, seed, seconds)).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, .01, 0", "1000, .05, 0", "1000, .5, 0", "1000, .5, 120",
        "100, .01, 0", "100, .05, 0", "100, .5, 0", "100, .5, 120",
        "10, .05, 0", "10, .5, 0", "10, .5, 120"
    })
    void keeps_the_budget_whatever_the_fault(int perSecond, double bad, int onset) {
        Plan plan = plan(perSecond, .002);
        int n = 200;

        List<End> ends = ends(new Release(perSecond, .001, bad, onset, 6), plan, n, 3_600);

        double mean = ends.stream().mapToDouble(End::harm).average().orElseThrow();
        double most = ends.stream().mapToDouble(End::harm).max().orElseThrow();
        System.out.printf(
                "%d/s, %s from %d s: harm %.1f, at most %.0f%n", perSecond, bad, onset, mean, most);
        assertThat(ends).filteredOn(end -> end.harm() > 100).hasSizeLessThanOrEqualTo(1);
        assertThat(ends).allMatch(End::rolledBack);
    }

    @Test
    void brings_a_good_version_to_everyone_soon_after_the_time_of_evidence() {
        for (int perSecond : new int[] {1_000, 100}) {
            List<End> ends =
                    ends(
                            new Release(perSecond, .001, .001, 0, 6),
                            plan(perSecond, .002),
                            200,
                            7_200);

            int[] full =
                    ends.stream().filter(e -> e.full() > 0).mapToInt(End::full).sorted().toArray();
            int[] half =
                    ends.stream().filter(e -> e.half() > 0).mapToInt(End::half).sorted().toArray();
            System.out.printf(
                    "%d/s good: half %d s, full %d s (p95 %d), full %d, rolled back %d%n",
                    perSecond,
                    half[half.length / 2],
                    full[full.length / 2],
                    full[full.length * 95 / 100],
                    full.length,
                    ends.stream().filter(End::rolledBack).count());
            assertThat(full.length).isGreaterThanOrEqualTo(190);
        }
    }
}
