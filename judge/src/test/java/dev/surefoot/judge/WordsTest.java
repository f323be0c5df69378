package dev.surefoot.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class WordsTest {
    private static final Plan PLAN = Simple.plan();
    private static final String LABEL =
            " Dispersion 1 (declared request): exact for independent requests or per-request random"
                    + " routing; otherwise calibrated, not proven.";

    @Test
    void says_why_it_rolled_back() {
        Step step = new Run(PLAN).next(Counts.of("c", 50, 7), Counts.of("b", 950, 17));

        assertThat(Words.explain(PLAN, step.judgement()))
                .isEqualTo(
                        "Rolled back: of 24 errors, 7 came from the canary, which served 5 % of"
                                + " requests (1.2 expected). Counting every look, chance at most 1"
                                + " in 171 if it were no worse."
                                + LABEL);
    }

    @Test
    void tells_the_chance_of_a_single_look_beside_the_evidence_that_counts() {
        Step step = new Run(PLAN).next(Counts.of("c", 50, 5), Counts.of("b", 950, 19));

        assertThat(Words.explain(PLAN, step.judgement()))
                .startsWith(
                        "Holding: of 24 errors, 5 came from the canary (1.2 expected). In a single"
                                + " look: chance 1 in 167; counting every look the evidence is only"
                                + " 6")
                .contains(" : 1; we act at 100 : 1. Fit for promotion: ");
    }

    @Test
    void leaves_out_a_single_look_that_says_nothing() {
        Step step = new Run(PLAN).next(Counts.of("c", 50, 2), Counts.of("b", 950, 21));

        assertThat(Words.explain(PLAN, step.judgement()))
                .startsWith("Holding: of 23 errors, 2 came from the canary (1.2 expected). Fit");
    }

    @Test
    void says_which_of_the_two_carried_a_promotion() {
        Plan plan = PLAN.withMinEvidenceTime(Duration.ZERO);

        Step ceiling = new Run(plan).next(Counts.of("c", 1_000, 1), Counts.of("b", 19_000, 19));
        Step comparison =
                new Run(plan).next(Counts.of("c", 9_000, 450), Counts.of("b", 9_000, 450));

        assertThat(Words.explain(plan, ceiling.judgement()))
                .isEqualTo(
                        "Promote: not worse than 2× (odds), or fewer than 1 % errors; wrong at most"
                                + " 1 time in 20. Carried by the ceiling: 1 of 1,000 canary requests"
                                + " failed."
                                + LABEL);
        assertThat(Words.explain(plan, comparison.judgement()))
                .contains(
                        "Carried by the comparison: of 900 errors, 450 came from the canary (450"
                                + " expected).");
    }

    @Test
    void gives_a_hold_its_time_or_says_that_there_is_no_traffic() {
        Step clean = new Run(PLAN).next(Counts.of("c", 15, 0), Counts.of("b", 285, 1));
        Step none = new Run(PLAN).next(Counts.of("c", 0, 0), Counts.of("b", 30, 0));

        assertThat(Words.explain(PLAN, clean.judgement()))
                .startsWith("Holding: of 1 error, 0 came from the canary (0.05 expected). Fit")
                .contains(" of 20 : 1; about 5 min more.");
        assertThat(Words.explain(PLAN, none.judgement()))
                .startsWith("Holding: no traffic: the canary served no request at a share of 5 %.");
    }

    @Test
    void names_the_rail_that_was_touched() {
        Counts canary = Counts.of("c", 30, 0);
        Counts baseline = Counts.of("b", 300, 0);
        Run unready = new Run(PLAN);
        unready.next(Simple.unready(canary), baseline);
        unready.next(Simple.unready(canary), baseline);

        assertThat(explain(unready.next(Simple.unready(canary), baseline)))
                .isEqualTo(
                        "Rolled back: the canary was not ready in 3 polls in a row; the limit is"
                                + " 3.");
        assertThat(explain(new Run(PLAN).next(Simple.restarted(canary, 4, 0), baseline)))
                .isEqualTo(
                        "Rolled back: the canary restarted 4 times more than the baseline; the"
                                + " limit is 3.");
        assertThat(explain(new Run(PLAN).next(Simple.restarted(canary, 1, 1), baseline)))
                .isEqualTo("Rolled back: the canary was killed for memory (1 kill).");
        assertThat(explain(new Run(PLAN).rails(10_000, List.of(Counts.of("c", 30, 30)), List.of())))
                .startsWith(
                        "Rolled back: 30 of 30 canary requests failed since the first window. That"
                                + " it fails more than 5 % is more than a million : 1, counting"
                                + " every look; the limit is 1,000 : 1.");
    }

    @Test
    void offers_ways_on_at_the_deadline() {
        Plan plan = PLAN.withDeadline(Duration.ofSeconds(1));

        Step step = new Run(plan).next(Counts.of("c", 0, 0), Counts.of("b", 30, 0));

        assertThat(Words.explain(plan, step.judgement()))
                .startsWith(
                        "Inconclusive at the deadline: no traffic reached the canary. Options:"
                                + " check that the router sends requests to the canary; send"
                                + " synthetic probes to the canary; roll back.");
    }

    @Test
    void has_words_for_every_reason_to_hold() {
        Evidence evidence =
                new Run(PLAN)
                        .next(Counts.of("c", 15, 0), Counts.of("b", 285, 1))
                        .judgement()
                        .evidence();

        for (HoldReason reason : HoldReason.values()) {
            Judgement hold =
                    new Judgement.Hold(reason, Optional.of(Duration.ofMinutes(5)), evidence);
            assertThat(explain(new Step(hold, 500)))
                    .startsWith("Holding: ")
                    .contains("; about 5 min more.")
                    .endsWith(LABEL);
        }
        for (InconclusiveReason reason : InconclusiveReason.values()) {
            Judgement end = new Judgement.Inconclusive(reason, List.of("roll back"), evidence);
            assertThat(explain(new Step(end, 500)))
                    .startsWith(
                            reason == InconclusiveReason.NOT_PLANNABLE
                                    ? "Inconclusive: "
                                    : "Inconclusive at the deadline: ")
                    .contains("Options: roll back.");
        }
    }

    @Test
    void writes_numbers_the_same_everywhere() {
        assertThat(Numbers.percent(.002)).isEqualTo("0.2 %");
        assertThat(Numbers.percent(.05)).isEqualTo("5 %");
        assertThat(Numbers.percent(0)).isEqualTo("0 %");
        assertThat(Numbers.share(5)).isEqualTo("0.05 %");
        assertThat(Numbers.share(10_000)).isEqualTo("100 %");
        assertThat(Numbers.about(.0314)).isEqualTo("0.031");
        assertThat(Numbers.about(12_345.6)).isEqualTo("12,346");
        assertThat(Numbers.odds(171.99)).isEqualTo("171");
        assertThat(Numbers.odds(Double.POSITIVE_INFINITY)).isEqualTo("more than a million");
        assertThat(Numbers.time(Duration.ofMillis(1))).isEqualTo("1 s");
        assertThat(Numbers.time(Duration.ofSeconds(121))).isEqualTo("3 min");
        assertThat(Numbers.time(Duration.ofHours(3))).isEqualTo("3 h");
        assertThat(Numbers.time(Duration.ofDays(3))).isEqualTo("3 d");
    }

    private static String explain(Step step) {
        return Words.explain(PLAN, step.judgement());
    }
}
