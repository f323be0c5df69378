package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Share;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks that take longer than a lease, which is six seconds here. */
@Requirement("PROM-12")
class SlowLookTest {
    private static final Share FIVE = new Share(500);

    @TempDir private Path directory;
    private SimStage stage;
    private UUID id;

    @BeforeEach
    void judged() {
        stage = new SimStage(directory);
        id = stage.judging();
    }

    @Test
    void the_lease_is_renewed_before_the_slow_part_of_a_look() {
        stage.world.time = stage.world.time.plusSeconds(4);
        AtomicBoolean looked = new AtomicBoolean();
        stage.slowly(
                () -> {
                    if (looked.compareAndSet(false, true)) {
                        stage.world.time = stage.world.time.plusSeconds(4);
                    }
                });

        stage.worker.advance(id);

        assertThat(stage.canary(id)).isEqualTo(FIVE);
    }

    @Test
    void the_lease_is_renewed_while_a_look_hangs_as_long_as_counters_are_not_too_old()
            throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        stage.slowly(
                () -> {
                    hangs.countDown();
                    await(goesOn);
                });
        Thread look = Thread.ofVirtual().start(() -> stage.worker.advance(id));
        assertThat(hangs.await(20, TimeUnit.SECONDS)).isTrue();

        for (int second = 0; second < 8; second++) {
            stage.world.time = stage.world.time.plusSeconds(1);
            stage.worker.advance(id); // As each sweep does.
        }
        assertThat(stage.canary(id)).isEqualTo(FIVE);

        for (int second = 0; second < 8; second++) { // Blind is eight seconds here, too.
            stage.world.time = stage.world.time.plusSeconds(1);
            stage.worker.advance(id);
        }
        assertThat(stage.canary(id)).isEqualTo(Share.NONE);
        goesOn.countDown();
        look.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
