package dev.surefoot.bench.decisions.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.decisions.world.Model;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Scrape.Seen;
import dev.surefoot.bench.decisions.world.Tally;
import dev.surefoot.bench.decisions.world.Traffic;
import dev.surefoot.bench.decisions.world.World;
import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Window;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Counters go on while nobody reads them. */
@Requirement("DECISIONS-2")
class MissedScrapesTest {
    private static final Setting SETTING =
            new Setting(1, 100, .001, Routing.REQUEST, 1, OptionalDouble.of(.05), 10, 1);

    @Test
    void the_reading_after_a_missed_one_holds_both_windows_of_its_arm_and_is_a_gap() {
        Surefoot rule = new Surefoot(SETTING, .01, new Strategy.Fixed(.05));

        Window whole = rule.window(scrape(0, Seen.WHOLE));
        Window missed = rule.window(scrape(1, Seen.NO_CANARY));
        Window late = rule.window(scrape(2, Seen.WHOLE));
        Window after = rule.window(scrape(3, Seen.WHOLE));

        assertThat(whole.gap()).isFalse();
        assertThat(missed.canary()).noneMatch(Counts::fresh);
        assertThat(missed.baseline()).allMatch(Counts::fresh);
        assertThat(late.gap()).isTrue();
        assertThat(late.canary()).containsExactly(Counts.of("canary-0", 20, 2));
        assertThat(late.baseline()).containsExactly(Counts.of("baseline-0", 95, 0));
        assertThat(after.gap()).isFalse();
        assertThat(after.canary()).containsExactly(Counts.of("canary-0", 10, 1));
    }

    @Test
    void what_a_reset_loses_does_not_come_back() {
        Surefoot rule = new Surefoot(SETTING, .01, new Strategy.Fixed(.05));

        rule.window(scrape(0, Seen.NO_CANARY));
        Window reset = rule.window(scrape(1, Seen.RESET));
        Window after = rule.window(scrape(2, Seen.WHOLE));

        assertThat(reset.gap()).isTrue();
        assertThat(reset.canary()).containsExactly(Counts.of("canary-0", 10, 1));
        assertThat(after.gap()).isFalse();
    }

    @Test
    void tests_on_running_totals_lose_nothing_by_a_missed_scrape() {
        World world = new World(new Traffic(1_000, .01, new Model.Gaps()), Optional.empty(), 1, 3);
        Together arms = new Together();
        Tally canary = Tally.NONE;
        Tally baseline = Tally.NONE;
        Tally read = Tally.NONE;
        Tally other = Tally.NONE;
        int compared = 0;
        for (int i = 0; i < 600; i++) {
            Scrape scrape = world.next(.05);
            canary = canary.plus(scrape.canaryTotal());
            baseline = baseline.plus(scrape.baselineTotal());
            if (arms.read(scrape)) {
                read = read.plus(arms.canary());
                other = other.plus(arms.baseline());
                assertThat(read).isEqualTo(canary);
                assertThat(other).isEqualTo(baseline);
                compared++;
            }
        }
        assertThat(compared).isBetween(300, 580);
    }

    private static Scrape scrape(long index, Seen seen) {
        return new Scrape(
                index,
                1,
                .05,
                List.of(new Tally(10, 1)),
                List.of(new Tally(95, 0)),
                seen,
                0,
                List.of(),
                List.of());
    }
}
