package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.PromotionDesk.Result;
import dev.surefoot.server.promotion.PromotionDesk.Wish;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.schema.Schemas;
import dev.surefoot.server.time.Ids;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** What becomes of wishes. Nothing moves by itself here: the worker's threads never start. */
class PromotionDeskTest {
    private static final Arms BLUE = Arms.canaryIn(Slot.BLUE);
    private static final Arms GREEN = Arms.canaryIn(Slot.GREEN);

    @TempDir private Path directory;
    private final StoreStage stage = new StoreStage();
    private final SimWorld world = new SimWorld(new Random(1));
    private Optional<String> previous = Optional.empty();
    private Instant now = T0.plusSeconds(10);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Requirement("PROM-4")
    void a_release_with_nothing_to_go_back_to_is_refused_unless_it_says_first() {
        stage.candidate("v1", T0);

        assertRefused(desk().promote(wish(false)), "NOTHING_TO_GO_BACK_TO", "--first");
        Promotion first = accepted(desk().promote(wish(true)));

        assertThat(first.subject().first()).isTrue();
        assertThat(first.state()).isEqualTo(new PromotionState.Requested(now));
        assertThat(stage.store.find(first.id())).contains(first);
    }

    @Test
    @Requirement("PROM-4")
    void first_is_refused_where_a_version_runs() {
        stage.completed("v1", BLUE, T0);
        stage.candidate("v2", T0.plusSeconds(1));

        assertRefused(desk().promote(wish(true)), "NOT_FIRST", "leave out --first");
        assertThat(accepted(desk().promote(wish(false))).subject().first()).isFalse();
    }

    @Test
    void the_version_that_runs_is_not_promoted_again() {
        Promotion running = stage.completed("v1", BLUE, T0);

        assertThat(desk().promote(wish(false))).isEqualTo(new Result.AlreadyRuns(running));
    }

    @Test
    void a_candidate_goes_through_the_environment_before() {
        stage.completed("v1", BLUE, T0);
        Candidate next = stage.candidate("v2", T0.plusSeconds(1));
        previous = Optional.of("staging");

        assertRefused(
                desk().promote(wish(false)), "NOT_IN_PREVIOUS", Ids.brief(next.id()), "staging");

        Promotion there = stage.requested("v2", T0.plusSeconds(2));
        stage.store.create(in(there, "staging"), "requested");
        accepted(desk().promote(wish(false)));
    }

    @Test
    void a_candidate_that_failed_before_does_not_count() {
        stage.completed("v1", BLUE, T0);
        previous = Optional.of("staging");
        Promotion there = stage.requested("v2", T0.plusSeconds(2));
        stage.moved(
                stage.store.create(in(there, "staging"), "requested"),
                new PromotionState.Failed(T0, Samples.failure()));

        assertRefused(desk().promote(wish(false)), "NOT_IN_PREVIOUS");
    }

    @Test
    void an_id_that_fits_several_candidates_is_refused_and_an_unknown_one_is_missing() {
        for (int i = 0; i < 17; i++) {
            stage.candidate("v" + i, T0.plusSeconds(i));
        }
        // Of seventeen ids two end alike.
        String shared =
                stage.candidates.newest("shop", 17).stream()
                        .map(candidate -> candidate.id().toString())
                        .map(id -> id.substring(id.length() - 1))
                        .filter(end -> stage.candidates.endingIn(end).size() == 2)
                        .findFirst()
                        .orElseThrow();

        assertRefused(desk().promote(wish(shared)), "AMBIGUOUS", "give more of it");
        assertThat(desk().promote(wish("no-such-id"))).isInstanceOf(Result.Missing.class);
    }

    @Test
    void a_candidate_of_another_service_is_refused() {
        Candidate other = stage.candidate("cart", "v1", T0);

        assertRefused(desk().promote(wish(Ids.brief(other.id()))), "OTHER_SERVICE", "cart");
    }

    @Test
    @Requirement("PROM-6")
    void taking_back_what_waits_cancels_it() {
        Promotion waiting = stage.create("v1", T0);

        Promotion cancelled = accepted(takeBack());

        assertThat(cancelled.id()).isEqualTo(waiting.id());
        assertThat(cancelled.state()).isInstanceOf(PromotionState.Failed.class);
    }

    @Test
    @Requirement("PROM-6")
    void taking_back_what_is_exposed_switches_before_it_answers() {
        Promotion old = stage.completed("v1", BLUE, T0);
        Promotion exposed =
                stage.create("v2", T0.plusSeconds(1)).with(GREEN).with(StoreStage.recovery(old));
        stage.moved(exposed, new PromotionState.Baking(T0.plusSeconds(2)));
        world.routed = true;
        world.split = Split.allTo(Slot.GREEN);

        Promotion taken = accepted(takeBack());

        assertThat(taken.state())
                .isInstanceOfSatisfying(
                        PromotionState.RollingBack.class,
                        back -> {
                            assertThat(back.cause().actor()).isEqualTo("ann");
                            assertThat(back.phase()).isInstanceOf(RollbackPhase.Verifying.class);
                        });
        assertThat(world.split).isEqualTo(Split.allTo(Slot.BLUE));
    }

    @Test
    void a_completed_version_is_taken_back_while_the_old_one_is_warm() {
        Promotion old = stage.completed("v1", BLUE, T0);
        Promotion newer = complete("v2", GREEN, old);
        now = T0.plusSeconds(59);

        Promotion taken = accepted(takeBack());

        assertThat(taken.id()).isEqualTo(newer.id());
        assertThat(world.split).isEqualTo(Split.allTo(Slot.BLUE));
    }

    @Test
    void a_completed_version_stays_when_the_old_one_is_cold_and_the_way_is_named() {
        Promotion old = stage.completed("v1", BLUE, T0);
        complete("v2", GREEN, old);
        now = T0.plusSeconds(60);

        assertRefused(takeBack(), "NOT_WARM", Ids.brief(old.subject().candidate()));
    }

    @Test
    void a_completed_version_stays_when_another_has_taken_the_warm_slot() {
        Promotion old = stage.completed("v1", BLUE, T0);
        complete("v2", GREEN, old);
        Promotion third =
                stage.create("v3", T0.plusSeconds(5)).with(BLUE).with(StoreStage.recovery(old));
        third = stage.moved(third, new PromotionState.Expanding(T0, Optional.empty()));
        third =
                stage.moved(
                        third, new PromotionState.Expanding(T0, Optional.of(Samples.failure())));
        stage.moved(third, new PromotionState.Failed(T0, Samples.failure()));

        assertRefused(takeBack(), "NOT_WARM");
    }

    @Test
    void where_nothing_was_promoted_nothing_is_taken_back() {
        assertThat(takeBack()).isInstanceOf(Result.Missing.class);
    }

    private Promotion complete(String version, Arms arms, Promotion old) {
        return stage.moved(
                stage.create(version, T0.plusSeconds(1)).with(arms).with(StoreStage.recovery(old)),
                new PromotionState.Completed(T0, T0.plusSeconds(60)));
    }

    private Result takeBack() {
        return desk().takeBack("shop", "production", Samples.ASK);
    }

    private PromotionDesk desk() {
        ArtifactFiles files = new ArtifactFiles(directory);
        Weather calm = new Weather(new Random(1));
        Life life = new Life(1);
        World around =
                new World(
                        s -> SimService.site(s.service(), s.artifact(), files),
                        route ->
                                new SimRouter(
                                        world, life, route, calm, (who, change) -> change.run()),
                        new SimRuntime(world, life, calm),
                        files,
                        (service, environment, artifact) -> Optional.empty(),
                        Schemas.NONE,
                        1);
        PromotionWorker worker =
                new PromotionWorker(
                        stage.store,
                        PromotionWorker.acts(
                                stage.store,
                                around,
                                Gates.open(),
                                new JudgeStore(stage.database.database()),
                                SimService::judge),
                        () -> now,
                        PromotionDeskTest::onlySaves);
        return new PromotionDesk(
                stage.store,
                stage.candidates,
                (candidate, environment) -> pinned(),
                worker,
                () -> now);
    }

    /** A save that must be quick runs; moving on by itself does not, so nothing happens unasked. */
    private static void onlySaves(Runnable task) {
        if (task instanceof CompletableFuture.AsynchronousCompletionTask) {
            task.run();
        }
    }

    private PromotionDesk.Definition pinned() {
        return new PromotionDesk.Definition.Found(
                new Pinned(
                        1,
                        Samples.digest("config"),
                        Samples.canary(Duration.ZERO, OnInconclusive.HOLD),
                        Samples.LIMITS,
                        previous));
    }

    private static Promotion in(Promotion promotion, String environment) {
        Promotion.Subject s = promotion.subject();
        return new Promotion(
                promotion.id(),
                new Promotion.Subject(
                        s.service(),
                        environment,
                        s.candidate(),
                        s.artifact(),
                        s.config(),
                        s.serviceVersion(),
                        s.first(),
                        s.requestedAt(),
                        s.requestedBy()),
                promotion.plan(),
                promotion.limits(),
                promotion.arms(),
                promotion.recovery(),
                promotion.exposedAt(),
                promotion.course(),
                promotion.state(),
                promotion.version(),
                promotion.token());
    }

    private static Wish wish(boolean first) {
        return new Wish("shop", "production", Optional.empty(), first, "ann");
    }

    private static Wish wish(String candidate) {
        return new Wish("shop", "production", Optional.of(candidate), false, "ann");
    }

    private static Promotion accepted(Result result) {
        assertThat(result).isInstanceOf(Result.Accepted.class);
        return ((Result.Accepted) result).promotion();
    }

    private static void assertRefused(Result result, String code, String... words) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(code);
                            assertThat(List.of(words)).allMatch(refused.why()::contains);
                        });
    }
}
