package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** What should not run any more does not, whoever died meanwhile. */
class ReconcilerTest {
    @TempDir Path directory;

    @Test
    void what_a_server_left_behind_as_it_died_is_stopped_by_the_next() {
        SimStage stage = new SimStage(directory);
        UUID second = stage.beside(SimService.plan(Strategy.CANARY, false, true));
        while (!stage.state(second).ended()) {
            stage.pass(1);
        }
        Slot fresh = stage.slot(second);
        Slot old = fresh.other();
        boolean warm = stage.world.place(old).anyAlive();
        stage.world.pass(Duration.ofDays(2));

        // The server dies here: written down, and not stopped.
        assertThat(stage.look.coolDown(stage.world.serverTime())).hasSize(1);
        boolean leftOver = stage.world.place(old).anyAlive();
        stage.restart();
        stage.reconciler.coolDown(stage.world.serverTime());

        assertThat(warm).isTrue();
        assertThat(leftOver).isTrue();
        assertThat(stage.world.place(old).anyAlive()).isFalse();
        assertThat(stage.world.place(fresh).anyAlive()).isTrue();
    }
}
