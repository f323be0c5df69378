package dev.surefoot.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The Debian package, with the configuration that is printed. */
class HaproxyRouterContractTest extends LeaseContract {
    @Override
    DataPlane open(Path directory) {
        return new HaproxyPlane(directory);
    }

    /**
     * HAProxy tries again in the same slot only: who finds it dead sees that, the next does not.
     */
    @Test
    @Override
    @Requirement("TRAF-3")
    void a_dead_instance_is_visible_in_errors_though_clients_are_served_elsewhere()
            throws IOException {
        Router router = router(Optional.empty());
        apply(router, Split.allTo(Slot.GREEN), 1);
        CounterReader reader = reader(router);
        green.close();

        int failed = 0;
        try (HttpConnection client = new HttpConnection(port)) {
            while (client.get("/", "").status() == 503) {
                failed++;
            }
            assertThat(client.get("/", "").body()).startsWith("blue-0");
        }

        Deltas.Window window = settled(router, reader, failed + 2);
        assertThat(failed).isEqualTo(1);
        assertThat(window.requests(Slot.GREEN)).isEqualTo(failed);
        assertThat(window.errors(Slot.GREEN)).isEqualTo(failed);
        assertThat(window.errors(Slot.BLUE)).isZero();
    }

    @Override
    void awaitDown(Router router) throws IOException {
        try (HttpConnection client = new HttpConnection(port)) {
            for (int i = 0; i < 100 && client.get("/", "").status() == 503; i++) {
                assertThat(blue.received()).isZero();
            }
        }
    }
}
