package dev.surefoot.server.calibration;

import static dev.surefoot.server.calibration.Past.MIDNIGHT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which minutes of an hour are judged, and which are not fit for it. */
class AaHourTest {
    private static final Instant NOON = MIDNIGHT.plus(Duration.ofHours(12));

    private final Past past = new Past();

    @Test
    void the_last_minutes_of_the_hour_as_many_as_a_rollout_takes() {
        past.completed(MIDNIGHT, Slot.BLUE, Duration.ofMinutes(10));
        past.completed(MIDNIGHT.plusSeconds(3_600), Slot.GREEN, Duration.ofMinutes(20));
        Promotion running =
                past.completed(MIDNIGHT.plusSeconds(7_200), Slot.BLUE, Duration.ofMinutes(55));

        assertThat(hour()).isEqualTo(new AaHour.Calm(NOON.plus(Duration.ofMinutes(40)), running));
    }

    @Test
    void half_an_hour_where_no_rollout_was_judged_yet() {
        Promotion running = past.completed(MIDNIGHT, Slot.BLUE, Duration.ZERO);

        assertThat(hour()).isEqualTo(new AaHour.Calm(NOON.plus(Duration.ofMinutes(30)), running));
    }

    @Test
    @Requirement("AA-4")
    void an_hour_with_a_promotion_is_not_judged_and_one_before_exposure_does_not_matter() {
        past.completed(MIDNIGHT, Slot.BLUE, Duration.ZERO);
        PromotionState judging =
                new PromotionState.Judging(NOON.plusSeconds(3_000), new Share(500));
        past.promotions.add(
                past.promotion(judging, Slot.GREEN, Optional.of(NOON.plusSeconds(3_500))));

        assertThat(hour()).isInstanceOf(AaHour.Unfit.class).hasToString(underWay());

        past.promotions.removeLast();
        past.promotions.add(
                past.promotion(new PromotionState.Gated(NOON), Slot.GREEN, Optional.empty()));
        assertThat(hour()).isInstanceOf(AaHour.Calm.class);
    }

    @Test
    void a_promotion_that_ended_before_the_minutes_does_not_matter() {
        past.completed(MIDNIGHT, Slot.BLUE, Duration.ZERO);
        Promotion late = past.completed(NOON.plusSeconds(1_800), Slot.GREEN, Duration.ZERO);
        assertThat(hour()).isEqualTo(new AaHour.Calm(NOON.plusSeconds(1_800), late));

        past.promotions.removeLast();
        past.completed(NOON.plusSeconds(1_860), Slot.GREEN, Duration.ZERO);
        assertThat(hour()).hasToString(underWay());
    }

    @Test
    void minutes_are_judged_once_however_long_a_rollout_takes() {
        past.completed(MIDNIGHT, Slot.BLUE, Duration.ofMinutes(150));

        AaHour overlapping =
                AaHour.of(NOON, past.promotions, Optional.of(NOON.minusSeconds(3_600)));

        assertThat(overlapping)
                .isEqualTo(
                        new AaHour.Unfit(
                                NOON.minus(Duration.ofMinutes(90)),
                                "these minutes belong to the run before"));
        assertThat(AaHour.of(NOON, past.promotions, Optional.of(NOON.minusSeconds(5_400))))
                .isInstanceOf(AaHour.Calm.class);
    }

    @Test
    void nothing_is_judged_before_the_first_release() {
        assertThat(hour()).hasToString(unfit("nothing had been released yet"));
        assertThat(AaHour.first(past.promotions)).isEmpty();
        past.completed(MIDNIGHT.plusSeconds(5), Slot.BLUE, Duration.ZERO);
        assertThat(AaHour.first(past.promotions)).contains(MIDNIGHT.plusSeconds(3_600));
    }

    @Test
    void the_length_stays_within_what_can_be_judged() {
        past.completed(MIDNIGHT, Slot.BLUE, Duration.ofSeconds(10));
        assertThat(AaHour.length(past.promotions, NOON)).isEqualTo(AaHour.SHORTEST);
        assertThat(AaHour.length(List.of(), NOON)).isEqualTo(AaHour.USUAL);
        past.promotions.clear();
        past.completed(MIDNIGHT, Slot.BLUE, Duration.ofDays(3));
        assertThat(AaHour.length(past.promotions, NOON)).isEqualTo(AaHour.LONGEST);
    }

    private AaHour hour() {
        return AaHour.of(NOON, past.promotions, Optional.empty());
    }

    private static String underWay() {
        return unfit("a promotion was under way");
    }

    private static String unfit(String reason) {
        return new AaHour.Unfit(NOON.plus(Duration.ofMinutes(30)), reason).toString();
    }
}
