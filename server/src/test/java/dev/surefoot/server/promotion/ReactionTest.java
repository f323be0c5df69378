package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.TrafficSettings;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** From a fault to its end, by the rollbacks that are on record. */
class ReactionTest {
    private static final TrafficSettings.DataPlane PLANE = new TrafficSettings.Embedded(8080);

    @Test
    @Requirement("BUDGET-4")
    void without_twenty_rollbacks_it_is_what_the_routers_kind_is_given() {
        List<Promotion> few = Collections.nCopies(19, back(Duration.ofMillis(20)));

        assertThat(Reaction.of(PLANE, few)).isEqualTo(Duration.ofSeconds(3));
        assertThat(
                        Reaction.of(
                                new TrafficSettings.Haproxy(
                                        Path.of("/a"), Path.of("/b"), Optional.empty()),
                                List.of()))
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    @Requirement("BUDGET-4")
    void with_twenty_it_is_what_nineteen_of_them_kept() {
        List<Promotion> measured =
                Stream.concat(
                                IntStream.rangeClosed(1, 19)
                                        .mapToObj(i -> back(Duration.ofMillis(50L * i))),
                                Stream.of(
                                        back(Duration.ofMinutes(1)),
                                        Samples.in(
                                                new PromotionState.Failed(T0, Samples.failure()))))
                        .toList();

        assertThat(Reaction.of(PLANE, measured)).isEqualTo(Duration.ofMillis(2_950));
        assertThat(Reaction.of(PLANE, Collections.nCopies(30, back(Duration.ofMillis(7)))))
                .isEqualTo(Duration.ofMillis(2_100));
    }

    private static Promotion back(Duration after) {
        return Samples.in(
                new PromotionState.RolledBack(
                        T0,
                        Samples.CAUSE,
                        new PromotionState.RolledBack.Times(
                                T0, T0.plus(after), T0.plusSeconds(90), Optional.empty())));
    }
}
