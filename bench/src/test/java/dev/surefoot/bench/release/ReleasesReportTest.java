package dev.surefoot.bench.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.release.ReleaseResult.Count;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class ReleasesReportTest {
    private static final ReleaseResult BAD = result("v3", "ROLLED_BACK", 250, 262, 262);
    private static final ReleaseResult GOOD = result("v2", "COMPLETED", 900, 5_000, 5_000);

    @Test
    void holds_when_bad_ones_go_back_early_and_good_ones_reach_everyone() {
        assertThat(broken(List.of(BAD, BAD), List.of(GOOD))).isEmpty();
    }

    @Test
    void a_bad_one_that_reached_everyone_breaks_its_bar() {
        ReleaseResult promoted = result("v3", "COMPLETED", 250, 262, 262);

        assertThat(broken(List.of(BAD, promoted), List.of(GOOD)))
                .containsExactly("bad versions not taken back");
    }

    @Test
    void a_good_one_that_went_back_breaks_its_bar() {
        ReleaseResult back = result("v2", "ROLLED_BACK", 900, 950, 950);

        assertThat(broken(List.of(BAD), List.of(GOOD, back)))
                .containsExactly("good versions that reached everyone");
    }

    @Test
    void canary_requests_are_those_of_the_proxy_not_the_judges_fewer() {
        ReleaseResult late = result("v3", "ROLLED_BACK", 590, 640, 640);

        assertThat(broken(List.of(late), List.of(GOOD)))
                .containsExactly("canary requests of a bad version, median of all it ever got");
    }

    @Test
    void counts_that_differ_are_shown_unless_nobody_could_count_them() {
        ReleaseResult differs = result("v3", "ROLLED_BACK", 250, 262, 259);

        assertThat(broken(List.of(differs), List.of(GOOD)))
                .containsExactly("canary requests that proxy and users count differently");
        assertThat(differs.disagreement()).isEqualTo(3);
    }

    @Test
    void a_judge_that_counts_what_never_was_is_found_out() {
        ReleaseResult invented = result("v3", "ROLLED_BACK", 263, 262, 262);

        assertThat(broken(List.of(invented), List.of(GOOD)))
                .containsExactly("releases in which the judge counted more than there was");
    }

    @Test
    void what_was_not_released_was_not_measured() {
        assertThat(broken(List.of(BAD), List.of()))
                .containsExactly("good versions that reached everyone");
        assertThat(broken(List.of(), List.of(GOOD)))
                .containsExactly(
                        "canary requests of a bad version, median of all it ever got",
                        "bad versions not taken back",
                        "last request begun on a bad version after the decision, worst");
    }

    @Test
    void every_release_has_a_row() {
        assertThat(report(List.of(BAD), List.of(GOOD)).table().lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("v3 seed 7 +ROLLED_BACK .*"))
                .anyMatch(line -> line.matches("v2 seed 7 +COMPLETED .*"));
    }

    private static List<String> broken(List<ReleaseResult> bad, List<ReleaseResult> good) {
        return report(bad, good).bars().stream().filter(bar -> !bar.held()).map(Bar::name).toList();
    }

    private static ReleasesReport report(List<ReleaseResult> bad, List<ReleaseResult> good) {
        return new ReleasesReport(new Machine(2, "Linux amd64", "25", 0.1), bad, good, 1);
    }

    private static ReleaseResult result(
            String version, String outcome, long judge, long proxy, long users) {
        Optional<Long> back = outcome.equals("ROLLED_BACK") ? Optional.of(8L) : Optional.empty();
        return new ReleaseResult(
                version,
                7,
                outcome,
                "",
                new Count(judge, 5),
                new Count(proxy, 6),
                new Count(users, 6),
                Optional.of(21.0),
                40,
                back,
                back,
                back,
                0,
                0,
                300,
                3);
    }
}
