package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.run.backfill.Signal;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.server.traffic.TrafficMinuteStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class ServicePromiseTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:02:00Z");
    private static final RouteKey SHOP = new RouteKey("shop", "production");

    private TestDatabase database;
    private TrafficMinuteStore traffic;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        traffic = new TrafficMinuteStore(database.database());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_backfill_stops_while_the_month_would_be_used_up_in_two_days() {
        assertThat(read()).isEqualTo(Signal.CLEAR);

        served(Duration.ofMinutes(5), 1_000, 900);
        served(Duration.ofMinutes(1), 10_000, 149);
        assertThat(read()).isEqualTo(Signal.CLEAR);

        served(Duration.ZERO, 100, 3);
        assertThat(read())
                .isEqualTo(
                        new Signal.Reading.Stop(
                                "152 of 10100 requests of shop in production failed within two"
                                        + " minutes, against a promise of 99.9%"));
    }

    @Test
    void a_few_failures_say_nothing_however_few_the_requests() {
        served(Duration.ZERO, 9, 9);
        assertThat(read()).isEqualTo(Signal.CLEAR);

        served(Duration.ofMinutes(1), 1, 1);
        assertThat(read()).isInstanceOf(Signal.Reading.Stop.class);
    }

    @Test
    void what_cannot_be_read_pauses_as_well() {
        Signal signal = promise();
        database.close();

        assertThat(signal.read())
                .isInstanceOfSatisfying(
                        Signal.Reading.Unreadable.class,
                        it -> assertThat(it.reason()).contains("shop in production"));
    }

    private Signal.Reading read() {
        return promise().read();
    }

    private ServicePromise promise() {
        return new ServicePromise(traffic, SHOP, new Share(9_990), () -> NOW);
    }

    private void served(Duration ago, long requests, long errors) {
        TrafficMinuteStore.Position now = traffic.position(SHOP);
        traffic.add(
                SHOP,
                List.of(
                        new TrafficMinute(
                                Slot.BLUE, "blue-0", NOW.minus(ago), requests, errors, List.of())),
                now.version(),
                new CounterSnapshot("one", NOW, List.of(), Map.of()));
    }
}
