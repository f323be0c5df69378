package dev.surefoot.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.TrafficMinute;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class TextTest {
    @Test
    void numbers_say_as_much_as_they_know() {
        assertThat(Text.rate(0, 0)).isEqualTo("–");
        assertThat(Text.rate(0, 10)).isEqualTo("0 %");
        assertThat(Text.rate(1, 1_000)).isEqualTo("0.10 %");
        assertThat(Text.rate(1, 3)).isEqualTo("33.3 %");
        assertThat(Text.evidence(0)).isEqualTo("1.00");
        assertThat(Text.evidence(Math.log(1_516))).isEqualTo("1,516");
        assertThat(Text.evidence(Math.log(3e8))).isEqualTo("3.0e+08");
        assertThat(Text.evidence(Double.NEGATIVE_INFINITY)).isEqualTo("0.00");
    }

    @Test
    void spans_are_said_in_the_unit_that_people_think_in() {
        assertThat(Text.span(Duration.ofSeconds(-1))).isEqualTo("0 s");
        assertThat(Text.span(Duration.ofSeconds(99))).isEqualTo("99 s");
        assertThat(Text.span(Duration.ofMinutes(90))).isEqualTo("90 min");
        assertThat(Text.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Text.span(Duration.ofDays(4))).isEqualTo("4 d");
        assertThat(Text.fine(Duration.ofMillis(11))).isEqualTo("11 ms");
    }

    @Test
    void whole_digests_are_cut_to_what_people_compare() {
        assertThat(Text.brief("to sha256:" + "0123456789abcdef".repeat(4) + " (warm)"))
                .isEqualTo("to 0123456789ab… (warm)");
    }

    @Test
    void a_quantile_is_never_said_too_small() {
        List<TrafficMinute> minutes =
                List.of(
                        new TrafficMinute(
                                Slot.GREEN, "green-0", Lives.T0, 100, 0, List.of(90L, 9L, 1L)),
                        new TrafficMinute(
                                Slot.BLUE, "blue-0", Lives.T0, 7, 0, List.of(0L, 0L, 7L)));

        assertThat(Latencies.of(minutes, Slot.GREEN, List.of(10L, 100L)))
                .contains(new PromotionModel.Latency("≤ 10 ms", "≤ 100 ms", "> 100 ms"));
        assertThat(Latencies.of(List.of(), Slot.GREEN, List.of(10L, 100L))).isEmpty();
    }
}
