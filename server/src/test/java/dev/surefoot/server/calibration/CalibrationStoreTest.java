package dev.surefoot.server.calibration;

import static dev.surefoot.server.calibration.Past.MIDNIGHT;
import static dev.surefoot.server.calibration.Past.SHOP;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.aa.Calibration.Label;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Hours that are kept, and what they add up to. */
class CalibrationStoreTest {
    private TestDatabase database;
    private CalibrationStore store;
    private CalibrationDesk desk;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        store = new CalibrationStore(database.database());
        desk = new CalibrationDesk(store);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Requirement("AA-5")
    void an_hour_is_written_once_and_comes_out_as_it_went_in() {
        AaRun alarm = run(3, .01, Double.POSITIVE_INFINITY);
        AaRun none = none(4);

        assertThat(store.add(alarm)).isTrue();
        assertThat(store.add(run(3, .01, 1))).isFalse();
        assertThat(store.add(none)).isTrue();

        assertThat(store.judged(SHOP, 10)).containsExactly(alarm);
        assertThat(store.newest(SHOP)).contains(none);
        assertThat(store.newest(new RouteKey("shop", "staging"))).isEmpty();
    }

    @Test
    void hours_without_a_result_are_forgotten_and_those_with_one_stay() {
        store.add(none(0));
        store.add(run(1, .01, 1));
        store.add(none(2));

        assertThat(store.deleteOld(MIDNIGHT.plus(CalibrationStore.KEPT).plusSeconds(3_600)))
                .isEqualTo(1);
        assertThat(store.newest(SHOP)).contains(none(2));
        assertThat(store.judged(SHOP, 10)).hasSize(1);
    }

    @Test
    void of_each_place_the_newest_thousand_results_are_kept() {
        AaRun elsewhere =
                new AaRun(
                        new RouteKey("shop", "staging"),
                        MIDNIGHT,
                        MIDNIGHT,
                        MIDNIGHT.plusSeconds(3_600),
                        new AaOutcome.Judged(.01, 1, 1, 4, 1, 500));
        store.add(elsewhere);
        for (int hour = 0; hour < CalibrationStore.MOST + 2; hour++) {
            store.add(run(hour, .01, 1));
        }

        assertThat(store.deleteOld(MIDNIGHT)).isEqualTo(2);

        List<AaRun> kept = store.judged(SHOP, 2 * CalibrationStore.MOST);
        assertThat(kept).hasSize(CalibrationStore.MOST);
        assertThat(kept.getLast()).isEqualTo(run(2, .01, 1));
        assertThat(store.judged(elsewhere.place(), 10)).containsExactly(elsewhere);
    }

    @Test
    void only_hours_under_the_promise_of_today_are_counted() {
        store.add(run(0, .05, 8));
        store.add(run(1, .05, 8));
        store.add(run(2, .01, 1));
        store.add(run(3, .01, 2));
        store.add(none(4));

        CalibrationReport report = desk.of(SHOP);

        assertThat(report.calibration().orElseThrow().runs()).isEqualTo(2);
        assertThat(report.calibration().orElseThrow().falseAlarms()).isEqualTo(1);
        assertThat(report.calibration().orElseThrow().label()).isEqualTo(Label.TOO_FEW);
        assertThat(report.since()).contains(MIDNIGHT.plusSeconds(2 * 3_600));
        assertThat(report.reason()).contains("no traffic");
        assertThat(report.factor()).isEqualTo(1);
        assertThat(report.words())
                .contains("1 of 2 random splits", "too few", "The last hour gave no result: no t");
    }

    @Test
    @Requirement("AA-6")
    void more_alarms_than_promised_raise_the_divisor_until_these_hours_pass() {
        for (int hour = 0; hour < 20; hour++) {
            store.add(run(hour, .01, hour < 4 ? 3 : 1));
        }

        CalibrationReport report = desk.of(SHOP);

        assertThat(report.calibration().orElseThrow().label()).isEqualTo(Label.UNCALIBRATED);
        assertThat(report.factor()).isEqualTo(3);
        assertThat(desk.factor(SHOP)).isEqualTo(3);
        assertThat(report.divisor()).isEqualTo(3.75);
        assertThat(report.words()).contains("uncalibrated", "divided by 3.75");
    }

    @Test
    @Requirement("AA-3")
    void nothing_measured_is_no_result() {
        CalibrationReport report = desk.of(SHOP);

        assertThat(report.calibration()).isEmpty();
        assertThat(report.factor()).isEqualTo(1);
        assertThat(report.words())
                .isEqualTo("False alarms measured: none of the last hours could be judged.");
    }

    private static AaRun run(int hour, double alpha, double quietFrom) {
        return of(hour, new AaOutcome.Judged(alpha, 1, quietFrom, 4, 1, 500));
    }

    private static AaRun none(int hour) {
        return of(hour, new AaOutcome.NotJudged("no traffic"));
    }

    private static AaRun of(int hour, AaOutcome outcome) {
        var begin = MIDNIGHT.plus(Duration.ofHours(hour));
        return new AaRun(SHOP, begin, begin.plusSeconds(1_800), begin.plusSeconds(3_600), outcome);
    }
}
