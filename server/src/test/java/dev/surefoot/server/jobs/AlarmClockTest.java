package dev.surefoot.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.db.TestDatabase;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class AlarmClockTest {
    @Test
    void a_duty_runs_again_and_again_although_another_one_fails() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        CountDownLatch failures = new CountDownLatch(2);
        List<AlarmClock.Duty> duties =
                List.of(
                        new AlarmClock.Duty("good", Duration.ofMillis(1), twice::countDown),
                        new AlarmClock.Duty(
                                "bad",
                                Duration.ofMillis(1),
                                () -> {
                                    failures.countDown();
                                    throw new IllegalStateException("planned");
                                }));

        try (TestDatabase database = TestDatabase.create();
                AlarmClock clock = AlarmClock.start(database.database().dataSource(), duties)) {
            assertThat(clock).isNotNull();
            assertThat(twice.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(failures.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
