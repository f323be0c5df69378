package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Inconclusive;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What missing, late, repeated and empty data get. */
class BadDataTest {
    private static final Plan PLAN =
            Simple.demo().withDeadline(Duration.ofSeconds(90)).withEvent("cart-left", 1);
    private static final Counts CANARY = with(Counts.of("c", 15, 0));
    private static final Counts BASELINE = with(Counts.of("b", 285, 1));

    private static Counts with(Counts counts) {
        return counts.withEvents(List.of(new Counts.Trials(0, 10)));
    }

    private static Window late(Window window, Duration after) {
        return new Window(
                window.seq(),
                window.start(),
                window.end(),
                window.shareBp(),
                window.canary(),
                window.baseline(),
                window.gap(),
                window.end().plus(after));
    }

    @Test
    void takes_what_comes_within_one_more_window_and_drops_what_comes_later() {
        Run run = new Run(PLAN);
        run.next(CANARY, BASELINE);
        Counts bad = with(Counts.of("c", 15, 15));

        Step inTime = run.next(late(run.window(CANARY, BASELINE), Duration.ofSeconds(1)));
        Step tooLate = run.next(late(run.window(bad, BASELINE), Duration.ofMillis(1_001)));

        assertThat(inTime.judgement().evidence().windows())
                .isEqualTo(new Evidence.Windows(2, 0, 0));
        assertThat(tooLate.judgement()).isInstanceOf(Hold.class);
        assertThat(((Hold) tooLate.judgement()).reason()).isEqualTo(HoldReason.STALE);
        Evidence evidence = tooLate.judgement().evidence();
        assertThat(evidence.windows()).isEqualTo(new Evidence.Windows(2, 0, 1));
        assertThat(evidence.canary()).isEqualTo(new Evidence.Tally(30, 0));
        assertThat(evidence.errorRate().canary()).isEqualTo(new Evidence.Tally(30, 0));
        assertThat(Words.explain(PLAN, tooLate.judgement()))
                .contains(" 1 window came too late and was left out.");
    }

    @Test
    void drops_a_window_that_others_have_overtaken_and_keeps_the_share_in_force() {
        Run run = new Run(PLAN);
        Window old = run.window(CANARY, BASELINE);
        run.next(Simple.second(5, 1_000, List.of(CANARY), List.of(BASELINE)));

        Step step = run.next(late(old, Duration.ofSeconds(9)));

        assertThat(step.nextShareBp()).isEqualTo(1_000);
        assertThat(step.judgement().evidence().shareBp()).isEqualTo(1_000);
        assertThat(step.judgement().evidence().windows().dropped()).isEqualTo(1);
    }

    @Test
    void refuses_a_number_that_comes_again_unless_it_is_late() {
        State state = Judge.next(PLAN, State.initial(PLAN), window(7)).state();

        assertThatThrownBy(() -> Judge.next(PLAN, state, window(7)))
                .isInstanceOf(RefusedWindow.class)
                .hasMessageContaining("seq is 7, must be greater than the last, 7");
        assertThatThrownBy(() -> Judge.next(PLAN, state, window(6)))
                .isInstanceOf(RefusedWindow.class);
        assertThat(
                        Judge.next(PLAN, state, late(window(6), Duration.ofSeconds(2)))
                                .step()
                                .judgement()
                                .evidence()
                                .windows()
                                .dropped())
                .isEqualTo(1);
    }

    private static Window window(long seq) {
        return Simple.second(seq, CANARY, BASELINE);
    }

    @Test
    @Requirement("JUDGE-5")
    void learns_nothing_of_any_metric_from_a_reset_or_a_missing_scrape() {
        Counts bad = Counts.of("c", 15, 15).withEvents(List.of(new Counts.Trials(10, 10)));
        Run run = new Run(PLAN);
        Evidence before = run.next(CANARY, BASELINE).judgement().evidence();

        run.next(Simple.gap(run.window(bad, BASELINE)));
        run.next(bad.stale(), BASELINE);
        Evidence after = run.next(bad, BASELINE.stale()).judgement().evidence();

        assertThat(after.worse()).isEqualTo(before.worse());
        assertThat(after.metrics()).isEqualTo(before.metrics());
        assertThat(after.windows()).isEqualTo(new Evidence.Windows(1, 3, 0));
    }

    /** Its last value closes a series that has disappeared; the other instances go on. */
    @Test
    void goes_on_with_the_instances_that_are_left() {
        Run run = new Run(PLAN);
        run.next(
                500,
                List.of(CANARY, with(Counts.of("c2", 15, 0))),
                List.of(BASELINE, with(Counts.of("b2", 285, 0))));

        Evidence evidence =
                run.next(500, List.of(CANARY, Counts.of("c2", 0, 0).stale()), List.of(BASELINE))
                        .judgement()
                        .evidence();

        assertThat(evidence.windows()).isEqualTo(new Evidence.Windows(2, 0, 0));
        assertThat(evidence.canary()).isEqualTo(new Evidence.Tally(45, 0));
    }

    @Test
    @Requirement("JUDGE-3")
    void bets_nothing_while_the_canary_has_no_requests() {
        Plan plan = Simple.plan();
        Run run = new Run(plan);
        Step step = run.next(Counts.of("c", 0, 0), Counts.of("b", 300, 30));
        for (int i = 0; i < 20; i++) {
            step = run.next(Counts.of("c", 0, 0), Counts.of("b", 300, 30));
        }

        Evidence evidence = step.judgement().evidence();
        assertThat(evidence.worse().logE()).isBetween(-1e-12, 1e-12);
        assertThat(evidence.fit().logF()).isZero();
        assertThat(evidence.fit().logQ()).isZero();
        assertThat(step.judgement()).isInstanceOf(Hold.class);
    }

    @Test
    @Requirement("JUDGE-3")
    void holds_then_is_silent_then_inconclusive_when_both_arms_are() {
        Run run = new Run(PLAN);
        run.next(CANARY, BASELINE);
        for (int second = 1; second <= 88; second++) {
            Step step = run.next(CANARY.stale(), BASELINE.stale());
            assertThat(((Hold) step.judgement()).reason())
                    .isEqualTo(second <= 60 ? HoldReason.STALE : HoldReason.SILENT);
            assertThat(step.nextShareBp()).isEqualTo(500);
        }

        Step last = run.next(CANARY.stale(), BASELINE.stale());

        assertThat(((Inconclusive) last.judgement()).reason()).isEqualTo(InconclusiveReason.SILENT);
    }

    @Test
    void restores_its_state_after_dropped_windows_too() {
        Run run = new Run(PLAN);
        run.next(late(window(3), Duration.ofSeconds(2)));
        State first = run.state();

        assertThat(State.fromBytes(PLAN, first.toBytes()).toBytes()).isEqualTo(first.toBytes());
        run.next(window(4));
        assertThat(run.state().toBytes()).hasSameSizeAs(first.toBytes());
    }
}
