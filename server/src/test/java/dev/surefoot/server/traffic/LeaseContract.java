package dev.surefoot.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What every adapter must do about exposure that ends by itself. No server takes part in it. */
abstract class LeaseContract extends RouterContract {
    private static final long LATE_MS = 100;
    private static final Lease LEASE = new Lease("p-1:1", TTL);

    @Test
    @Requirement("TRAF-6")
    void what_nobody_renews_lapses_in_time_and_traffic_does_not_extend_it() {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 1);

        try (Load load = Load.on(port)) {
            Router.Apply applied = router.apply(canary(5_000), new Token(1), Optional.of(LEASE));
            long granted = System.nanoTime();
            assertThat(applied).isInstanceOf(Router.Apply.Applied.class);
            awaitLapse(router, load);
            load.awaitMore(500);

            assertThat(green.received()).isPositive();
            assertThat(TimeUnit.NANOSECONDS.toMillis(green.lastNanos() - granted))
                    .as("last request on the canary, ms after the lease was granted")
                    .isBetween(TTL.toMillis() / 2, TTL.toMillis() + LATE_MS);
            assertThat(load.troubles()).isEmpty();
        }
        assertThat(observed(router).split()).as("as it was meant").isEqualTo(canary(5_000));
        assertThat(observed(router).lapsed()).isTrue();
    }

    @Test
    @Requirement("TRAF-6")
    void renewing_keeps_it_and_what_has_lapsed_is_dead_for_ever() {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 1);
        router.apply(canary(5_000), new Token(1), Optional.of(LEASE));

        try (Load load = Load.on(port)) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 3 * TTL.toNanos()) {
                assertThat(router.renew(LEASE)).isEqualTo(new Renewal.Renewed());
                load.awaitMore(20);
            }
            assertThat(observed(router).lease()).contains(new ObservedLease(LEASE.id(), true));
            long exposed = green.received();
            load.awaitMore(200);
            assertThat(green.received()).isGreaterThan(exposed);

            awaitLapse(router, load);
            long lapsed = green.received();
            assertThat(router.renew(LEASE)).isInstanceOf(Renewal.Lapsed.class);
            assertThat(router.renew(new Lease("p-1:2", TTL))).isInstanceOf(Renewal.Lapsed.class);
            assertThat(router.apply(canary(5_000), new Token(1), Optional.of(LEASE)))
                    .isInstanceOf(Router.Apply.Lapsed.class);
            load.awaitMore(500);
            assertThat(green.received()).as("nobody is exposed").isEqualTo(lapsed);
            assertThat(observed(router).lapsed()).isTrue();

            Lease next = new Lease("p-1:2", TTL);
            assertThat(router.apply(canary(5_000), new Token(2), Optional.of(next)))
                    .isInstanceOf(Router.Apply.Applied.class);
            load.awaitMore(200);
            assertThat(green.received()).isGreaterThan(lapsed);
        }
    }

    @Test
    @Requirement("TRAF-6")
    void renewing_another_lease_does_not_keep_this_one() {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 1);
        router.apply(canary(5_000), new Token(1), Optional.of(LEASE));
        long granted = System.nanoTime();

        try (Load load = Load.on(port)) {
            while (System.nanoTime() - granted < 2 * TTL.toNanos()) {
                assertThat(router.renew(new Lease("p-2:1", TTL)))
                        .isInstanceOf(Renewal.Lapsed.class);
                load.awaitMore(20);
            }
            assertThat(observed(router).lapsed()).isTrue();
            assertThat(TimeUnit.NANOSECONDS.toMillis(green.lastNanos() - granted))
                    .isLessThanOrEqualTo(TTL.toMillis() + LATE_MS);
        }
    }

    @Test
    @Requirement("TRAF-6")
    void what_is_complete_never_lapses() {
        Router router = router(Optional.empty());
        apply(router, canary(5_000), 1);

        for (Split complete : new Split[] {canary(10_000), Split.allTo(Slot.GREEN)}) {
            router.apply(canary(5_000), new Token(1), Optional.of(new Lease("p-3:1", TTL)));
            assertThat(router.apply(complete, new Token(1), Optional.of(LEASE)))
                    .isInstanceOf(Router.Apply.Applied.class);
            assertThat(observed(router).lease()).isEmpty();
            assertThat(router.renew(LEASE)).isInstanceOf(Renewal.Lapsed.class);

            long done = blue.received();
            try (Load load = Load.on(port)) {
                long start = System.nanoTime();
                while (System.nanoTime() - start < 2 * TTL.toNanos()) {
                    load.awaitMore(20);
                }
                assertThat(load.troubles()).isEmpty();
            }
            assertThat(blue.received()).isEqualTo(done);
        }
    }

    @Test
    @Requirement("TRAF-6")
    void a_request_in_flight_finishes_after_the_lapse() throws Exception {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 1);
        router.apply(canary(9_999), new Token(1), Optional.of(LEASE));

        try (HttpConnection slow = new HttpConnection(port)) {
            slow.send("/wait", "");
            green.awaitWaiting();
            awaitLapse(router);
            green.release();
            assertThat(slow.get("/", "").body()).startsWith("green-0"); // the slow one's answer
        }
    }

    @Test
    @Requirement("TRAF-6")
    void it_never_lapses_onto_a_slot_where_nobody_is_up() throws IOException {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 1);
        router.apply(canary(5_000), new Token(1), Optional.of(LEASE));
        blue.close();
        awaitDown(router);
        awaitLapse(router);

        try (HttpConnection client = new HttpConnection(port)) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.get("/", "").body()).startsWith("green-0");
            }
        }
    }

    @Test
    @Requirement("TRAF-4")
    @Requirement("TRAF-6")
    void a_stale_token_with_a_lease_exposes_nobody() throws IOException {
        Router router = router(Optional.empty());
        apply(router, BASELINE, 5);

        assertThat(router.apply(canary(10), new Token(4), Optional.of(LEASE)))
                .isEqualTo(new Router.Apply.StaleToken(new Token(5)));

        assertThat(observed(router).lease()).isEmpty();
        assertThat(router.renew(LEASE)).isInstanceOf(Renewal.Lapsed.class);
        assertThat(observed(router).split()).isEqualTo(BASELINE);
    }

    @Test
    @Requirement("TRAF-6")
    void after_a_power_cut_it_counts_as_lapsed() throws IOException {
        Lease lease = new Lease("p-1:1", Duration.ofMinutes(5));
        Router router = plane.router(route(Optional.empty(), lease.ttl()));
        apply(router, BASELINE, 1);
        router.apply(canary(9_999), new Token(1), Optional.of(lease));
        assertThat(observed(router).lease()).contains(new ObservedLease(lease.id(), true));

        plane.kill();
        assertThat(router.renew(lease)).isInstanceOf(Renewal.Unreachable.class);
        plane.start();

        assertThat(observed(router).lapsed()).isTrue();
        assertThat(router.renew(lease)).isInstanceOf(Renewal.Lapsed.class);
        try (HttpConnection client = new HttpConnection(port)) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.get("/", "").body()).startsWith("blue-0");
            }
        }
    }

    /** Returns when the data plane knows that nobody of the primary slot is up. */
    void awaitDown(Router router) throws IOException {
        try (HttpConnection client = new HttpConnection(port)) {
            assertThat(client.get("/", "").status()).isEqualTo(200);
        }
    }

    private static void awaitLapse(Router router, Load load) {
        long start = System.nanoTime();
        while (!observed(router).lapsed()) {
            load.awaitMore(20);
            assertThat(System.nanoTime() - start).isLessThan(10 * TTL.toNanos());
        }
    }

    private static void awaitLapse(Router router) {
        long start = System.nanoTime();
        while (!observed(router).lapsed()) {
            assertThat(System.nanoTime() - start).isLessThan(10 * TTL.toNanos());
        }
    }

    private static ObservedRoute observed(Router router) {
        Router.Read read = router.read();
        assertThat(read).isInstanceOf(Router.Read.Observed.class);
        return ((Router.Read.Observed) read).route();
    }
}
