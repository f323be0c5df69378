package dev.surefoot.bench.decisions.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.Scenarios;
import dev.surefoot.judge.Wilson;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Who wins is read from the results. */
@Requirement("DECISIONS-3")
class MatchedTest {
    private static final List<Result> OURS =
            List.of(same("Surefoot", "α .01", 12, 3_000), found("Surefoot", "α .01", 632));

    @Test
    void a_peer_that_needs_fewer_requests_at_the_same_rate_is_said_to_win() {
        assertThat(
                        winners(
                                same("Lindon–Malek", "k 5", 18, 3_000),
                                found("Lindon–Malek", "k 5", 536)))
                .contains("| 632, α .01 | Lindon–Malek | 536, k 5 |");
    }

    @Test
    void a_setting_that_takes_more_sound_versions_back_has_no_part() {
        assertThat(
                        winners(
                                same("Lindon–Malek", "k 1", 40, 3_000),
                                found("Lindon–Malek", "k 1", 400)))
                .contains("| 632, α .01 | Surefoot | 632, α .01 |")
                .doesNotContain("400");
    }

    @Test
    void a_row_that_was_played_more_often_is_not_compared() {
        List<Result> often =
                List.of(
                        same("Surefoot", "errors only, α .01", 0, 10_000),
                        found("Surefoot", "errors only, α .01", 100));

        assertThat(winners(often.get(0), often.get(1))).doesNotContain("errors only");
    }

    private static String winners(Result same, Result found) {
        Kept kept = new Kept(List.of(OURS.get(0), same, OURS.get(1), found));
        return new Markdown().table(Matched.winners(kept)).toString();
    }

    private static Result same(String judge, String settings, long rollbacks, int n) {
        Line line = new Line(judge, settings, Scenarios.SAME_AS_A, "SAME");
        return result(line, rollbacks, n, 180_000);
    }

    private static Result found(String judge, String settings, double requests) {
        Line line = new Line(judge, settings, Scenarios.A, "DETECTION");
        return result(line, 400, 400, requests);
    }

    private record Line(String judge, String settings, String scenario, String family) {}

    private static Result result(Line line, long rollbacks, int n, double requests) {
        Wilson wilson = Wilson.of(rollbacks, n);
        return new Result(
                line.judge(),
                line.settings(),
                "SWEEP",
                line.scenario(),
                line.family(),
                1,
                n,
                rollbacks,
                wilson.low(),
                wilson.high(),
                0,
                line.family().equals("SAME") ? 0 : n - rollbacks,
                0,
                requests,
                requests,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
