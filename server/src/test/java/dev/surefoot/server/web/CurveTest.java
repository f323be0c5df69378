package dev.surefoot.server.web;

import static dev.surefoot.server.web.Lives.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Evidence.Tally;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.JudgeSample;
import dev.surefoot.server.promotion.PromotionEvent;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class CurveTest {
    private static final double START = T0.getEpochSecond();

    @Test
    void exposure_goes_on_until_now_while_it_lasts() {
        Curve curve =
                Curve.of(
                        Lives.in(Lives.JUDGING),
                        new Curve.Seen(events(), List.of(), Optional.empty()),
                        T0.plusSeconds(4));

        assertThat(curve.drawn().exposureAt()).containsExactly(START, START + 2, START + 4);
        assertThat(curve.drawn().exposure()).containsExactly(0.0, 5.0, 5.0);
    }

    @Test
    void exposure_ends_when_the_router_said_so_and_not_when_that_was_verified() {
        List<PromotionEvent> events = new java.util.ArrayList<>(events());
        events.add(event(3, 5, "ROLLING_BACK", Optional.empty()));
        events.add(event(4, 9, "ROLLED_BACK", Optional.of(Share.NONE)));

        Curve curve =
                Curve.of(
                        Lives.in(Lives.rolledBack()),
                        new Curve.Seen(events, List.of(), Optional.empty()),
                        T0.plusSeconds(99));

        assertThat(curve.drawn().exposureAt())
                .containsExactly(START, START + 2, START + 5.011, START + 9);
        assertThat(curve.drawn().exposure()).containsExactly(0.0, 5.0, 0.0, 0.0);
    }

    @Test
    void evidence_beyond_a_double_is_drawn_at_the_edge_and_written_by_its_power() {
        JudgeSample huge =
                new JudgeSample(
                        T0,
                        500,
                        new Tally(10, 1),
                        new Tally(0, 0),
                        2_000,
                        Double.NEGATIVE_INFINITY);

        Curve curve = curve(List.of(huge));

        assertThat(curve.drawn().worse()).containsExactly(1e9);
        assertThat(curve.drawn().fit()).containsExactly(1e-3);
        assertThat(curve.rows().getFirst().worse()).isEqualTo("1e+869");
        assertThat(curve.rows().getFirst().baselineRate()).isEqualTo("–");
        assertThat(curve.json()).doesNotContain("Infinity", "NaN");
    }

    @Test
    void a_long_table_keeps_its_first_and_its_last_row() {
        List<JudgeSample> many =
                IntStream.range(0, 500)
                        .mapToObj(
                                i ->
                                        new JudgeSample(
                                                T0.plusSeconds(i),
                                                500,
                                                new Tally(i, 0),
                                                new Tally(i, 0),
                                                0,
                                                0))
                        .toList();

        Curve curve = curve(many);

        assertThat(curve.drawn().at()).hasSize(500);
        assertThat(curve.rows()).hasSizeLessThan(30);
        assertThat(curve.rows().getFirst().at()).isEqualTo(T0);
        assertThat(curve.rows().getLast().at()).isEqualTo(T0.plusSeconds(499));
    }

    private static Curve curve(List<JudgeSample> samples) {
        return Curve.of(
                Lives.in(Lives.JUDGING),
                new Curve.Seen(List.of(), samples, Optional.empty()),
                T0.plusSeconds(4));
    }

    private static List<PromotionEvent> events() {
        return List.of(
                event(1, 0, "EXPANDING", Optional.of(Share.NONE)),
                event(2, 2, "JUDGING", Optional.of(new Share(500))));
    }

    private static PromotionEvent event(
            long ordinal, long second, String state, Optional<Share> share) {
        return new PromotionEvent(ordinal, T0.plusSeconds(second), state, share, "because");
    }
}
