package dev.surefoot.server.traffic.haproxy;

import static dev.surefoot.server.traffic.haproxy.Ground.BASELINE;
import static dev.surefoot.server.traffic.haproxy.Ground.CANARY;
import static dev.surefoot.server.traffic.haproxy.Ground.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.Renewal;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A lease that has lapsed exposes nobody again, not for a moment. */
class RenewingTest {
    private static final Lease LEASE = new Lease("p-1:1", Ground.LEASE);
    private static final String TABLE = "shop_production_lease";

    @TempDir Path directory;
    private Ground ground;
    private Relay relay;
    private Router router;
    private RuntimeApi real;

    /** The keys that exposed somebody just after a command that had to do with the table. */
    private final List<String> held = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws IOException {
        ground = new Ground(directory);
        Route route = ground.route("production");
        real = new RuntimeApi(ground.plane.haproxy.socket());
        Path socket = directory.resolve("relay.sock");
        relay = new Relay(socket, ground.plane.haproxy.socket());
        router = new HaproxyRouter(ground.by(socket, route));
        assertThat(router.apply(BASELINE, new Token(1))).isInstanceOf(Router.Apply.Applied.class);
        assertThat(router.apply(CANARY, new Token(1), Optional.of(LEASE)))
                .isInstanceOf(Router.Apply.Applied.class);
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        ground.close();
    }

    @Test
    @Requirement("TRAF-6")
    void a_lease_that_lapses_just_before_it_is_renewed_does_not_live_again() {
        lapseBefore("set table");

        assertThat(router.renew(LEASE)).isInstanceOf(Renewal.Lapsed.class);

        assertThat(held).isEmpty();
        assertThat(observed(router).orElseThrow().lapsed()).isTrue();
    }

    @Test
    @Requirement("TRAF-6")
    void a_lease_that_lapses_while_a_step_writes_files_does_not_live_again() {
        lapseBefore("_bp 5000");

        Router.Apply step =
                router.apply(
                        new Split(Slot.BLUE, new Share(5_000)), new Token(2), Optional.of(LEASE));

        assertThat(step).isInstanceOf(Router.Apply.Unreachable.class);
        assertThat(held).isEmpty();
        assertThat(observed(router).orElseThrow().lapsed()).isTrue();
        assertThat(router.renew(LEASE)).isInstanceOf(Renewal.Lapsed.class);
    }

    @Test
    @Requirement("TRAF-6")
    void a_lease_that_lives_has_its_whole_time_anew_and_its_table_is_asked_once() {
        int before = relay.lines().size();

        assertThat(router.renew(LEASE)).isEqualTo(new Renewal.Renewed());

        assertThat(relay.lines()).hasSize(before + 2);
        assertThat(Look.ids(real.whole("show table " + TABLE))).containsExactly(LEASE.id());
    }

    @Test
    @Requirement("TRAF-6")
    void a_lease_that_is_not_in_force_is_not_touched() {
        router.renew(new Lease("p-9:9", Ground.LEASE));

        assertThat(real.whole("show table " + TABLE)).doesNotContain("p-9:9");
    }

    private void lapseBefore(String command) {
        relay.before(
                line -> {
                    if (line.contains(command)) {
                        real.whole("clear table " + TABLE + " key " + LEASE.id());
                    }
                });
        relay.after(
                line -> {
                    if (line.contains(command)) {
                        held.addAll(Look.ids(real.whole("show table " + TABLE)));
                    }
                });
    }
}
