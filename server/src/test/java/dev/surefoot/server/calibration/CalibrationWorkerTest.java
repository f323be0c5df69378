package dev.surefoot.server.calibration;

import static dev.surefoot.server.calibration.Past.MIDNIGHT;
import static dev.surefoot.server.calibration.Past.SHOP;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Hour after hour, with a clock that the test sets. */
class CalibrationWorkerTest {
    private final Past past = new Past();
    private TestDatabase database;
    private CalibrationStore store;
    private CalibrationWorker worker;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        store = new CalibrationStore(database.database());
        worker = new CalibrationWorker(past, store);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Requirement("AA-5")
    void an_hour_is_judged_once_when_it_is_over_however_often_one_looks() {
        past.completed(MIDNIGHT.minusSeconds(60), Slot.GREEN, Duration.ZERO);
        past.serve(Slot.GREEN, 3, MIDNIGHT, hour(3));
        past.serve(Slot.BLUE, 3, MIDNIGHT, hour(3));

        worker.look(hour(1));
        assertThat(store.newest(SHOP)).as("minutes are still being written").isEmpty();
        worker.look(hour(1).plusSeconds(60));
        worker.look(hour(1).plusSeconds(120));
        worker.look(hour(2).minusSeconds(1));

        List<AaRun> runs = store.judged(SHOP, 10);
        assertThat(runs).hasSize(1);
        assertThat(runs.getFirst().hour()).isEqualTo(MIDNIGHT);
        assertThat(runs.getFirst().from()).isEqualTo(MIDNIGHT.plusSeconds(1_800));
        assertThat(runs.getFirst().outcome())
                .isEqualTo(new AaOutcome.Judged(.01, 1, 1, 3, 1, 30L * 300));
        assertThat(past.asked.getFirst().arms().orElseThrow().baselineSlot())
                .as("the next promotion's baseline is what runs")
                .isEqualTo(Slot.GREEN);
    }

    @Test
    void missed_hours_are_caught_up_oldest_first_and_no_further_than_a_week_back() {
        Instant now = MIDNIGHT.plusSeconds(300);
        past.completed(now.minus(Duration.ofDays(20)), Slot.GREEN, Duration.ZERO);
        past.serve(Slot.GREEN, 2, now.minus(Duration.ofHours(30)), now);

        worker.look(now);
        assertThat(store.newest(SHOP).orElseThrow().hour())
                .isEqualTo(hour(CalibrationWorker.MOST_AT_ONCE - 1 - 7 * 24));
        for (int i = 0; i < 8; i++) {
            worker.look(now);
        }

        assertThat(store.newest(SHOP).orElseThrow().hour()).isEqualTo(hour(-1));
        assertThat(store.judged(SHOP, 1_000)).hasSize(30);
    }

    @Test
    @Requirement("AA-4")
    void an_hour_that_could_not_be_judged_says_why_and_is_not_tried_again() {
        past.completed(MIDNIGHT.minusSeconds(60), Slot.GREEN, Duration.ZERO);

        worker.look(hour(1).plusSeconds(60));
        past.serve(Slot.GREEN, 3, MIDNIGHT, hour(1));
        worker.look(hour(1).plusSeconds(120));

        assertThat(store.newest(SHOP).orElseThrow().outcome())
                .isEqualTo(new AaOutcome.NotJudged("no traffic"));
        assertThat(store.judged(SHOP, 10)).isEmpty();
    }

    @Test
    @Requirement("AA-4")
    void settings_that_make_no_plan_are_the_reason_and_no_hour_is_stuck_behind_them() {
        past.completed(MIDNIGHT.minusSeconds(60), Slot.GREEN, Duration.ZERO);
        past.serve(Slot.GREEN, 5, MIDNIGHT, hour(2));
        past.noPlan = true;
        worker.look(hour(1).plusSeconds(60));
        assertThat(store.newest(SHOP).orElseThrow().outcome())
                .isEqualTo(new AaOutcome.NotJudged("the settings make no plan: steps is [9500]"));
        past.noPlan = false;

        worker.look(hour(2).plusSeconds(60));

        assertThat(store.judged(SHOP, 10)).hasSize(1);
        assertThat(past.asked).noneMatch(promotion -> promotion.subject().first());
    }

    @Test
    void nothing_is_written_before_the_first_release() {
        past.serve(Slot.GREEN, 3, MIDNIGHT, hour(1));

        worker.look(hour(5));

        assertThat(store.newest(SHOP)).isEmpty();
    }

    @Test
    void another_server_that_looks_at_the_same_hour_says_the_same() {
        past.completed(MIDNIGHT.minusSeconds(60), Slot.GREEN, Duration.ZERO);
        past.serve(Slot.GREEN, 5, MIDNIGHT, hour(6));
        worker.look(hour(6).plusSeconds(60));
        List<AaRun> first = store.judged(SHOP, 10);

        try (TestDatabase elsewhere = TestDatabase.create()) {
            CalibrationStore other = new CalibrationStore(elsewhere.database());
            new CalibrationWorker(past, other).look(hour(6).plusSeconds(600));

            assertThat(other.judged(SHOP, 10)).hasSize(6).isEqualTo(first);
        }
    }

    private static Instant hour(int hour) {
        return MIDNIGHT.plus(Duration.ofHours(hour));
    }
}
