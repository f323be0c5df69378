package dev.surefoot.server.traffic.haproxy;

import static dev.surefoot.server.traffic.haproxy.Ground.BASELINE;
import static dev.surefoot.server.traffic.haproxy.Ground.CANARY;
import static dev.surefoot.server.traffic.haproxy.Ground.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.traffic.Fence;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.ObservedRoute;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A server that takes over a route of another history. */
class ClaimTest {
    private static final Lease LEASE = new Lease("p-1:1", Ground.LEASE);

    @TempDir Path directory;
    private Ground ground;
    private Route route;
    private Router router;

    /** What the restored database's sequence has drawn. */
    private long drawn = 450;

    @BeforeEach
    void open() throws IOException {
        ground = new Ground(directory);
        route = ground.route("production");
        router = new HaproxyRouter(route);
        router.apply(BASELINE, new Token(900));
        assertThat(router.apply(CANARY, new Token(900), Optional.of(LEASE)))
                .isInstanceOf(Router.Apply.Applied.class);
    }

    @AfterEach
    void close() throws IOException {
        ground.close();
    }

    @Test
    @Requirement("TRAF-9")
    void the_server_before_is_refused_at_once_though_it_had_the_newest_token() {
        new Fence(this::raise).guard(route, router);

        for (long token : new long[] {900, 901, 1_000_000}) {
            assertThat(router.apply(BASELINE, new Token(token)))
                    .isEqualTo(new Router.Apply.StaleToken(new Token(drawn)));
        }
        assertThat(router.apply(BASELINE, new Token(drawn + 1)))
                .isInstanceOf(Router.Apply.Applied.class);
    }

    @Test
    @Requirement("TRAF-9")
    void taking_over_changes_neither_the_split_nor_its_lease_nor_a_reload_s() throws IOException {
        ObservedRoute before = observed(router).orElseThrow();

        new Fence(this::raise).guard(route, router);

        ObservedRoute after = observed(router).orElseThrow();
        assertThat(after.split()).isEqualTo(before.split());
        assertThat(after.lease()).isEqualTo(before.lease());
        assertThat(after.appliedAt()).isEqualTo(before.appliedAt());
        assertThat(after.token()).isEqualTo(new Token(drawn));
        assertThat(Files.readString(words()))
                .contains("shop_production_token " + drawn, "shop_production_lease p-1:1");
        assertThat(router.renew(LEASE)).isEqualTo(new Renewal.Renewed());
    }

    @Test
    @Requirement("TRAF-9")
    void a_newer_token_in_the_files_alone_is_seen_too() throws IOException {
        Files.writeString(words(), Files.readString(words()).replace("token 900", "token 5000"));

        new Fence(this::raise).guard(route, router);

        assertThat(drawn).isGreaterThan(5_000 + Fence.STRIDE);
        assertThat(router.apply(BASELINE, new Token(drawn + 1)))
                .isInstanceOf(Router.Apply.Applied.class);
    }

    @Test
    @Requirement("TRAF-9")
    void who_was_overtaken_does_not_take_the_route_back_while_it_runs() {
        Fence first = new Fence(this::raise);
        first.guard(route, router);
        long own = drawn;

        router.apply(BASELINE, new Token(own + Fence.STRIDE));
        first.guard(route, router);

        assertThat(drawn).as("nothing was drawn").isEqualTo(own);
    }

    @Test
    @Requirement("TRAF-9")
    void a_data_plane_that_does_not_answer_is_looked_at_again() {
        Fence fence = new Fence(this::raise);
        ground.plane.kill();
        fence.guard(route, router);
        assertThat(drawn).isEqualTo(450);

        ground.plane.start();
        fence.guard(route, router);

        assertThat(drawn).isGreaterThan(900 + Fence.STRIDE);
    }

    @Test
    @Requirement("TRAF-9")
    void a_database_that_does_not_answer_blocks_nothing() {
        Fence fence =
                new Fence(
                        (seen, where) -> {
                            throw new IllegalStateException("no database");
                        });

        assertThat(fence.guard(route, router).apply(BASELINE, new Token(901)))
                .isInstanceOf(Router.Apply.Applied.class);
    }

    @Test
    void a_refusal_says_what_it_means_and_what_to_do() {
        assertThat(new Router.Apply.StaleToken(new Token(900)).why())
                .contains("token 900", "restored", "start this one again");
    }

    private Optional<Token> raise(Token seen, String where) {
        assertThat(where).isEqualTo("shop in production");
        if (drawn >= seen.value()) {
            return Optional.empty();
        }
        drawn = seen.value() + Fence.STRIDE + 1;
        return Optional.of(new Token(drawn));
    }

    private Path words() {
        return ground.plane.haproxy.maps().resolve("slot.map");
    }
}
