package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class TallyCounterTest {
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = EARLY.plusMillis(1);

    private final TallyCounter counter = new TallyCounter();

    @Test
    void keeps_the_latest_start_when_answers_overtake_each_other() {
        counter.answered(new ShopAnswer(200, "v1"), LATE);
        counter.answered(new ShopAnswer(200, "v1"), EARLY);

        assertThat(counter.tally().byVersion()).containsEntry("v1", new VersionTally(2, 0, LATE));
    }

    @Test
    void counts_only_500_and_above_as_the_servers_errors() {
        counter.answered(new ShopAnswer(499, "v1"), EARLY);
        counter.answered(new ShopAnswer(500, "v2"), EARLY);
        counter.unanswered();

        Tally tally = counter.tally();

        assertThat(tally.requests()).isEqualTo(3);
        assertThat(tally.serverErrors()).isEqualTo(1);
        assertThat(tally.clientErrors()).isEqualTo(1);
        assertThat(tally.byVersion())
                .containsEntry("v1", new VersionTally(1, 0, EARLY))
                .containsEntry("v2", new VersionTally(1, 1, EARLY));
    }

    @Test
    void stands_still_once_it_has_ended() {
        counter.end();
        Tally first = counter.tally();

        counter.end();

        assertThat(counter.tally()).isEqualTo(first);
    }
}
