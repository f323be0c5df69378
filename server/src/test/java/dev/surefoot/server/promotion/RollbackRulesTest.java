package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;
import static dev.surefoot.server.promotion.Samples.counters;
import static dev.surefoot.server.promotion.Samples.rollingBack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.promotion.PromotionState.RolledBack;
import dev.surefoot.server.promotion.PromotionState.RollingBack;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.rollback.RollbackPhase.Stopping;
import dev.surefoot.server.rollback.RollbackPhase.Switching;
import dev.surefoot.server.rollback.RollbackPhase.Verifying;
import dev.surefoot.server.traffic.CounterSnapshot;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Going back, phase by phase, until it is verified. */
class RollbackRulesTest {
    private static final Instant EXECUTED = T0.plusMillis(40);
    private static final Seen NOTHING = new Seen.Unknown("no answer");
    private static final CounterSnapshot FIRST = counters("a", T0.plusSeconds(1), 50, 500);

    @Test
    void the_switch_is_done_only_when_the_router_reads_it_back() {
        assertThat(next(new Switching(), NOTHING)).isInstanceOf(Decision.Stay.class);
        assertThat(phase(new Switching(), new Seen.Reverted(EXECUTED)))
                .isEqualTo(new Verifying(EXECUTED, Optional.empty()));
    }

    @Test
    void nothing_makes_it_give_up() {
        Instant aYearLater = T0.plus(Duration.ofDays(365));

        for (RollbackPhase phase :
                new RollbackPhase[] {
                    new Switching(),
                    new Verifying(EXECUTED, Optional.of(FIRST)),
                    new Stopping(EXECUTED, T0, Optional.empty())
                }) {
            Decision decision =
                    PromotionRules.next(
                            Samples.in(rollingBack(phase)), Observation.of(aYearLater, NOTHING));
            assertThat(decision).as("%s", phase).isInstanceOf(Decision.Stay.class);
        }
    }

    @Test
    void two_readings_a_second_apart_with_nothing_new_verify_it() {
        Verifying verifying = new Verifying(EXECUTED, Optional.of(FIRST));
        CounterSnapshot later = counters("a", T0.plusSeconds(2), 50, 900);

        assertThat(phase(new Verifying(EXECUTED, Optional.empty()), counted(FIRST)))
                .isEqualTo(verifying);
        assertThat(phase(verifying, counted(later)))
                .isEqualTo(new Stopping(EXECUTED, T0, Optional.empty()));
    }

    @Test
    void readings_closer_than_a_second_prove_nothing() {
        CounterSnapshot soon = counters("a", T0.plusMillis(1_999), 50, 900);

        assertThat(next(new Verifying(EXECUTED, Optional.of(FIRST)), counted(soon)))
                .isInstanceOf(Decision.Stay.class);
    }

    @Test
    void requests_that_still_arrive_start_the_counting_again() {
        CounterSnapshot later = counters("a", T0.plusSeconds(2), 51, 900);

        assertThat(phase(new Verifying(EXECUTED, Optional.of(FIRST)), counted(later)))
                .isEqualTo(new Verifying(EXECUTED, Optional.of(later)));
    }

    @Test
    void counters_that_began_anew_start_the_counting_again() {
        CounterSnapshot anew = counters("b", T0.plusSeconds(2), 0, 3);

        assertThat(phase(new Verifying(EXECUTED, Optional.of(FIRST)), counted(anew)))
                .isEqualTo(new Verifying(EXECUTED, Optional.of(anew)));
    }

    @Test
    void a_router_whose_clock_went_back_is_counted_from_there() {
        CounterSnapshot before = counters("a", T0.minusSeconds(3_600), 50, 510);

        assertThat(phase(new Verifying(EXECUTED, Optional.of(FIRST)), counted(before)))
                .isEqualTo(new Verifying(EXECUTED, Optional.of(before)));
    }

    @Test
    void it_ends_when_no_instance_is_left_and_keeps_its_times() {
        Stopping stopping = new Stopping(EXECUTED, T0.plusSeconds(2), Optional.of(T0));

        assertThat(next(stopping, NOTHING)).isInstanceOf(Decision.Stay.class);
        Decision end = next(stopping, new Seen.Gone());

        assertThat(end).isInstanceOf(Decision.Move.class);
        assertThat(((Decision.Move) end).to())
                .isEqualTo(
                        new RolledBack(
                                T0,
                                Samples.CAUSE,
                                new RolledBack.Times(
                                        T0, EXECUTED, T0.plusSeconds(2), Optional.of(T0))));
    }

    private static Seen counted(CounterSnapshot snapshot) {
        return new Seen.Counted(snapshot, Optional.empty());
    }

    private static Decision next(RollbackPhase phase, Seen seen) {
        return PromotionRules.next(Samples.in(rollingBack(phase)), Observation.of(T0, seen));
    }

    private static RollbackPhase phase(RollbackPhase phase, Seen seen) {
        Decision decision = next(phase, seen);
        assertThat(decision).isInstanceOf(Decision.Move.class);
        PromotionState to = ((Decision.Move) decision).to();
        assertThat(to).isInstanceOf(RollingBack.class);
        assertThat(to.since()).isEqualTo(T0);
        return ((RollingBack) to).phase();
    }
}
