package dev.surefoot.judge.aa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Window;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Who plays the canary. */
class FleetSplitTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"2, .05, 1", "3, .5, 2", "10, .05, 1", "10, .25, 3", "40, .05, 2", "2, .95, 1"})
    void as_near_to_the_share_as_instances_come_and_never_all(int all, double share, int canaries) {
        assertThat(FleetSplit.canaries(all, share)).isEqualTo(canaries);
    }

    @Test
    @Requirement("AA-4")
    void one_instance_cannot_be_split() {
        assertThat(FleetSplit.disjoint(List.of("a"), .5, new SplittableRandom(1))).isEmpty();
        assertThat(FleetSplit.disjoint(List.of(), .5, new SplittableRandom(1))).isEmpty();
    }

    @Test
    void no_instance_plays_the_canary_twice_and_everybody_is_in_one_arm() {
        List<String> fleet = List.of("a", "b", "c", "d", "e", "f", "g");

        List<FleetSplit> splits = FleetSplit.disjoint(fleet, .3, new SplittableRandom(5));

        assertThat(splits).hasSize(3);
        Set<String> played = new HashSet<>();
        for (FleetSplit split : splits) {
            assertThat(split.canary()).hasSize(2).allMatch(played::add);
            assertThat(split.baseline()).hasSize(5);
            assertThat(split.shareBp()).isEqualTo(2_857);
        }
    }

    @Test
    @Requirement("AA-5")
    void the_same_seed_draws_the_same_whatever_the_order_and_another_draws_another() {
        List<String> fleet = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g", "h"));

        List<FleetSplit> first = FleetSplit.disjoint(fleet, .25, new SplittableRandom(5));

        assertThat(FleetSplit.disjoint(fleet.reversed(), .25, new SplittableRandom(5)))
                .isEqualTo(first);
        assertThat(FleetSplit.disjoint(fleet, .25, new SplittableRandom(6))).isNotEqualTo(first);
    }

    @Test
    void every_instance_is_drawn_as_often_as_another() {
        int[] drawn = new int[4];
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 4_000; i++) {
            FleetSplit split =
                    FleetSplit.disjoint(List.of("0", "1", "2", "3"), .25, random).getFirst();
            drawn[Integer.parseInt(split.canary().iterator().next())]++;
        }

        assertThat(drawn).satisfies(counts -> assertThat(counts).hasSize(4));
        for (int count : drawn) {
            assertThat(count).isBetween(880, 1_120);
        }
    }

    @Test
    void instances_that_were_not_drawn_are_left_out_of_the_window() {
        FleetSplit split = new FleetSplit(Set.of("a"), Set.of("b", "c"));

        Window window =
                split.window(
                        3,
                        NOON,
                        NOON.plusSeconds(60),
                        List.of(
                                Counts.of("a", 5, 1),
                                Counts.of("b", 7, 0),
                                Counts.of("new", 9, 9)));

        assertThat(window.canary()).containsExactly(Counts.of("a", 5, 1));
        assertThat(window.baseline()).containsExactly(Counts.of("b", 7, 0));
        assertThat(window.shareBp()).isEqualTo(3_333);
    }

    @Test
    void a_split_without_an_arm_or_with_one_instance_in_both_is_none() {
        assertThatThrownBy(() -> new FleetSplit(Set.of(), Set.of("a")))
                .hasMessageContaining("must both have instances");
        assertThatThrownBy(() -> new FleetSplit(Set.of("a"), Set.of("a", "b")))
                .hasMessageContaining("share none");
    }
}
