package dev.surefoot.server.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class FreezeDeskTest {
    private static final Instant T0 = Instant.parse("2026-11-26T12:00:00Z");
    private static final Digest V1 = digest("v1");
    private static final FreezeScope SHOP_IN_PRODUCTION =
            new FreezeScope(Optional.of("shop"), Optional.of("production"), Optional.empty());

    private TestDatabase database;
    private FreezeDesk desk;
    private Instant now = T0;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        desk =
                new FreezeDesk(
                        new FreezeStore(database.database(), new LedgerStore()),
                        new FreezeDesk.Names(
                                List.of("shop", "cart")::contains,
                                List.of("staging", "production")::contains),
                        () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_nothing_is_called_is_not_frozen() {
        FreezeScope noService =
                new FreezeScope(Optional.of("shp"), Optional.of("staging"), Optional.empty());
        FreezeScope noPlace =
                new FreezeScope(Optional.of("shop"), Optional.of("prod"), Optional.empty());

        assertThat(desk.start(noService, "why", T0.plusSeconds(60), "ann"))
                .isEqualTo(
                        new FreezeDesk.Result.NoSuch(
                                "service",
                                "shp",
                                "'surefoot status' lists them; nothing was frozen"));
        assertThat(desk.start(noPlace, "why", T0.plusSeconds(60), "ann"))
                .isInstanceOf(FreezeDesk.Result.NoSuch.class);
        assertThat(desk.holding()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ",,,shop,production,true",
        "shop,,,shop,staging,true",
        "shop,,,cart,staging,false",
        ",production,,cart,production,true",
        ",production,,cart,staging,false",
        "shop,production,,shop,production,true",
        "shop,production,,shop,staging,false",
        ",,v1,cart,staging,true",
        ",,v2,cart,staging,false"
    })
    @Requirement("PROM-10")
    void covers_what_is_named_and_all_of_what_is_not(
            String service,
            String environment,
            String artifact,
            String itsService,
            String where,
            boolean covered) {
        FreezeScope scope =
                new FreezeScope(
                        Optional.ofNullable(service),
                        Optional.ofNullable(environment),
                        Optional.ofNullable(artifact).map(FreezeDeskTest::digest));
        Freeze started = started(scope);

        assertThat(desk.covering(itsService, where, V1))
                .isEqualTo(covered ? Optional.of(started) : Optional.empty());
    }

    @Test
    @Requirement("PROM-10")
    void ends_by_itself() {
        started(SHOP_IN_PRODUCTION);

        now = T0.plus(Duration.ofHours(2)).minusMillis(1);
        assertThat(desk.holding()).hasSize(1);
        now = T0.plus(Duration.ofHours(2));
        assertThat(desk.holding()).isEmpty();
        assertThat(desk.covering("shop", "production", V1)).isEmpty();
    }

    @Test
    void is_ended_once_and_says_by_whom() {
        Freeze started = started(SHOP_IN_PRODUCTION);
        now = T0.plusSeconds(60);

        assertThat(desk.end(started, "ann"))
                .isInstanceOfSatisfying(
                        FreezeDesk.Result.Done.class,
                        done ->
                                assertThat(done.freeze().ended())
                                        .contains(new Freeze.Ended("ann", now)));
        assertThat(desk.holding()).isEmpty();
        String suffix = started.id().toString().substring(24);
        Freeze seen = ((FreezeDesk.Result.Done) desk.find(suffix)).freeze();
        assertThat(desk.end(seen, "bob"))
                .isInstanceOfSatisfying(
                        FreezeDesk.Result.Refused.class,
                        refused -> assertThat(refused.why()).contains("ended by ann"));
    }

    @ParameterizedTest
    @CsvSource({"0,over already", "-1,over already", "168.1,more than 7d away"})
    void refuses_an_end_that_is_past_or_too_far_away(double hours, String why) {
        Instant until = T0.plusSeconds(Math.round(hours * 3600));

        assertThat(desk.start(SHOP_IN_PRODUCTION, "holidays", until, "ann"))
                .isInstanceOfSatisfying(
                        FreezeDesk.Result.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
        assertThat(desk.holding()).isEmpty();
    }

    @Test
    void refuses_a_freeze_without_a_reason() {
        assertThat(desk.start(SHOP_IN_PRODUCTION, "  ", T0.plusSeconds(60), "ann"))
                .isInstanceOf(FreezeDesk.Result.Refused.class);
        assertThat(desk.find("no-such-id")).isEqualTo(new FreezeDesk.Result.Unknown(0));
    }

    private Freeze started(FreezeScope scope) {
        FreezeDesk.Result result =
                desk.start(scope, "holidays", T0.plus(Duration.ofHours(2)), "ann");
        assertThat(result).isInstanceOf(FreezeDesk.Result.Done.class);
        return ((FreezeDesk.Result.Done) result).freeze();
    }

    private static Digest digest(String content) {
        return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    }
}
