package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.judge.Culprit.Kind;
import dev.surefoot.judge.Judgement.Hold;
import dev.surefoot.judge.Judgement.Inconclusive;
import dev.surefoot.judge.Judgement.Promote;
import dev.surefoot.judge.Judgement.Rollback;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class DecisionsTest {
    private static final Counts CANARY = Counts.of("c", 15, 0);
    private static final Counts BASELINE = Counts.of("b", 285, 0);

    @Test
    void takes_the_next_step_when_its_time_is_over_and_never_passes_the_last_one() {
        Run run = new Run(Simple.demo().withMinEvidenceTime(Duration.ofHours(1)));
        int share = 500;
        int changes = 0;

        for (int second = 1; second <= 60; second++) {
            long canary = 300L * share / 10_000;
            int next =
                    run.next(
                                    share,
                                    List.of(Counts.of("c", canary, 0)),
                                    List.of(Counts.of("b", 300 - canary, 0)))
                            .nextShareBp();
            if (next != share) {
                assertThat(second % 10).isZero();
                changes++;
            }
            share = next;
        }

        assertThat(changes).isEqualTo(2);
        assertThat(share).isEqualTo(5_000);
    }

    @Test
    void waits_with_the_next_step_for_thirty_canary_requests() {
        Run run = new Run(Simple.demo());
        Step step = run.next(Counts.of("c", 1, 0), Counts.of("b", 19, 0));
        int windows = 1;
        while (step.nextShareBp() == 500) {
            step = run.next(Counts.of("c", 1, 0), Counts.of("b", 19, 0));
            windows++;
        }

        assertThat(windows).isEqualTo(30);
    }

    @Test
    void promotes_only_when_the_evidence_time_is_covered() {
        Run run = new Run(Simple.plan().withMinEvidenceTime(Duration.ofSeconds(100)));
        Step step = run.next(CANARY, BASELINE);
        for (int second = 2; second < 100; second++) {
            step = run.next(CANARY, BASELINE);
            assertThat(step.judgement()).isInstanceOf(Hold.class);
        }
        Hold last = (Hold) step.judgement();
        assertThat(last.reason()).isEqualTo(HoldReason.MIN_EVIDENCE_TIME);
        assertThat(last.eta()).contains(Duration.ofSeconds(1));

        Step promoted = run.next(CANARY, BASELINE);

        assertThat(promoted.judgement()).isInstanceOf(Promote.class);
        assertThat(promoted.nextShareBp()).isEqualTo(Schedule.WATCHING_BP);
    }

    @Test
    void needs_exactly_440_clean_canary_requests_below_a_ceiling_of_one_percent() {
        Plan plan = Simple.plan().withMinEvidenceTime(Duration.ZERO);

        assertThat(after(plan, 439)).isInstanceOf(Hold.class);
        assertThat(after(plan, 440)).isInstanceOf(Promote.class);
    }

    private static Judgement after(Plan plan, long clean) {
        return new Run(plan)
                .next(Counts.of("c", clean, 0), Counts.of("b", 19 * clean, 0))
                .judgement();
    }

    @Test
    void rolls_back_only_with_three_failed_canary_requests() {
        Run run = new Run(Simple.plan());
        run.next(Counts.of("c", 1, 0), Counts.of("b", 100_000, 0));

        Step two = run.next(Counts.of("c", 5, 2), Counts.of("b", 100_000, 0));
        Step three = run.next(Counts.of("c", 5, 1), Counts.of("b", 100_000, 0));

        assertThat(two.judgement().evidence().worse().eValue()).isGreaterThan(100);
        assertThat(two.judgement()).isInstanceOf(Hold.class);
        assertThat(((Rollback) three.judgement()).culprit().kind()).isEqualTo(Kind.ERRORS);
        assertThat(three.nextShareBp()).isZero();
    }

    @Test
    void still_rolls_back_after_the_promotion_while_the_old_version_watches() {
        Run run = new Run(Simple.plan().withMinEvidenceTime(Duration.ofSeconds(5)));
        Step step = run.next(CANARY, BASELINE);
        while (!(step.judgement() instanceof Promote)) {
            step = run.next(CANARY, BASELINE);
        }
        int windows = 0;
        while (!(step.judgement() instanceof Rollback) && windows < 60) {
            assertThat(step.nextShareBp()).isEqualTo(Schedule.WATCHING_BP);
            step =
                    run.next(
                            Schedule.WATCHING_BP,
                            List.of(Counts.of("c", 285, 100)),
                            List.of(Counts.of("b", 15, 0)));
            windows++;
        }

        assertThat(step.judgement()).isInstanceOf(Rollback.class);
        assertThat(windows).isLessThanOrEqualTo(3);
    }

    @Test
    @Requirement("JUDGE-3")
    void holds_the_share_when_it_sees_nothing_and_never_rolls_back_for_it() {
        Run run = new Run(Simple.demo());
        run.next(CANARY, BASELINE);
        Counts failing = Simple.stale(Counts.of("c", 15, 15));

        for (int second = 1; second <= 600; second++) {
            Step step = run.next(failing, second % 2 == 0 ? BASELINE : Simple.stale(BASELINE));

            assertThat(((Hold) step.judgement()).reason())
                    .isEqualTo(second <= 60 ? HoldReason.STALE : HoldReason.SILENT);
            assertThat(step.nextShareBp()).isEqualTo(500);
        }
        Evidence evidence = run.next(CANARY, BASELINE).judgement().evidence();
        assertThat(evidence.windows()).isEqualTo(new Evidence.Windows(2, 600, 0));
        assertThat(evidence.canary()).isEqualTo(new Evidence.Tally(30, 0));
    }

    @Test
    @Requirement("JUDGE-3")
    void does_not_let_silence_count_as_evidence_time() {
        Run run = new Run(Simple.demo());
        for (int second = 0; second < 40; second++) {
            run.next(Simple.stale(CANARY), BASELINE);
        }

        for (int second = 1; second < 20; second++) {
            Step step = run.next(Counts.of("c", 150, 0), Counts.of("b", 2_850, 0));
            assertThat(step.judgement()).isInstanceOf(Hold.class);
        }
        Step covered = run.next(Counts.of("c", 150, 0), Counts.of("b", 2_850, 0));

        assertThat(covered.judgement()).isInstanceOf(Promote.class);
    }

    @Test
    @Requirement("JUDGE-3")
    void says_that_there_is_no_traffic_instead_of_passing() {
        Run run = new Run(Simple.demo().withDeadline(Duration.ofSeconds(90)));
        Step step = run.next(Counts.of("c", 0, 0), Counts.of("b", 300, 0));
        for (int second = 2; second < 90; second++) {
            step = run.next(Counts.of("c", 0, 0), Counts.of("b", 300, 0));
        }
        Step last = run.next(Counts.of("c", 0, 0), Counts.of("b", 300, 0));

        // A canary that gets nothing at a share of 5 % is first of all wrongly routed.
        assertThat(((Hold) step.judgement()).reason()).isEqualTo(HoldReason.ROUTING_UNVERIFIED);
        assertThat(last.judgement()).isInstanceOf(Inconclusive.class);
    }

    @Test
    @Requirement("JUDGE-3")
    void is_inconclusive_at_the_deadline_and_says_what_can_be_done() {
        Run run = new Run(Simple.demo().withDeadline(Duration.ofSeconds(30)));
        Step step = run.next(Counts.of("c", 1, 0), Counts.of("b", 19, 0));
        for (int second = 2; second < 30; second++) {
            step = run.next(Counts.of("c", 1, 0), Counts.of("b", 19, 0));
            assertThat(step.judgement()).isInstanceOf(Hold.class);
        }

        Step late = run.next(Counts.of("c", 1, 0), Counts.of("b", 19, 0));

        Inconclusive judgement = (Inconclusive) late.judgement();
        assertThat(judgement.reason()).isEqualTo(InconclusiveReason.NOT_ENOUGH_EVIDENCE);
        assertThat(judgement.options())
                .contains("wait: a good version needs about 7 min more at this traffic")
                .contains("raise the canary's share to 50 %: about 41 s")
                .contains("accept a higher max-error-rate than 1 %");
        assertThat(late.nextShareBp()).isEqualTo(500);
    }

    @Test
    void says_when_a_good_version_would_be_promoted() {
        Run run = new Run(Simple.demo());
        Step step = run.next(CANARY, BASELINE);

        Duration eta = ((Hold) step.judgement()).eta().orElseThrow();

        // 440 clean requests at 15 a second, one second of which is over.
        assertThat(eta.toMillis() / 1_000.0).isBetween(424 / 15.0, 425 / 15.0);
    }

    @Test
    void blocks_promotion_when_the_canary_does_not_get_its_share() {
        Run run = new Run(Simple.demo());
        Step step = run.next(Counts.of("c", 60, 0), Counts.of("b", 240, 0));
        for (int second = 0; second < 60; second++) {
            step = run.next(Counts.of("c", 60, 0), Counts.of("b", 240, 0));
            assertThat(step.judgement()).isInstanceOf(Hold.class);
        }

        assertThat(((Hold) step.judgement()).reason()).isEqualTo(HoldReason.ROUTING_UNVERIFIED);
        assertThat(step.nextShareBp()).isEqualTo(500);
    }

    @Test
    void damps_evidence_where_users_stay_with_an_arm() {
        Plan exact = Simple.plan();
        Plan damped =
                Plan.of(Routing.USER, .01, exact.pace())
                        .withDispersion(new Dispersion(4, "history"));
        Counts canary = Counts.of("c", 50, 2);
        Counts baseline = Counts.of("b", 950, 1);

        Evidence one = new Run(exact).next(canary, baseline).judgement().evidence();
        Evidence five = new Run(damped).next(canary, baseline).judgement().evidence();

        // φ > 1.2, so every log-likelihood is divided by 1.25 φ = 5.
        double mean = 0;
        for (double r : new double[] {1.25, 1.5, 2, 3, 5, 10, 20, 50}) {
            mean += Math.exp(Odds.logRatio(Split.of(50, 950, 2, 3), r, 1) / 5) / 8;
        }
        assertThat(five.worse().logE()).isCloseTo(Math.log(mean / 2 + .5), within(1e-12));
        Hypergeometric law = new Hypergeometric(50, 950, 3);
        double f = 0;
        for (double psi : new double[] {1, .7, .5}) {
            f += Math.exp((law.logL(2, psi) - law.logL(2, 2)) / 5) / 3;
        }
        assertThat(five.fit().logF()).isCloseTo(Math.log(f), within(1e-12));
        assertThat(five.fit().logQ()).isNegative().isGreaterThan(one.fit().logQ() / 2);
        assertThat(five.dispersion().source()).isEqualTo("history");
    }
}
