package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.FreezeCause;
import dev.surefoot.server.promotion.PromotionState.Frozen;
import dev.surefoot.server.promotion.PromotionState.Judging;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.time.Ids;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Somebody changes at the router by hand how traffic is divided. */
@Requirement("PROM-11")
class HandTest {
    private static final Share FIVE = new Share(500);
    private static final Share ONE = new Share(100);

    @TempDir private Path directory;
    private SimStage stage;
    private UUID id;

    @BeforeEach
    void judged() {
        stage = new SimStage(directory);
        id = stage.judging();
        assertThat(stage.canary(id)).isEqualTo(FIVE);
    }

    @Test
    void who_turns_a_version_down_is_not_overruled_but_asked() {
        hand(Share.NONE);

        stage.pass(5);

        assertThat(stage.canary(id)).isEqualTo(Share.NONE);
        assertThat(stage.state(id))
                .isInstanceOfSatisfying(
                        Frozen.class,
                        frozen -> {
                            assertThat(frozen.cause()).isEqualTo(FreezeCause.ASKED);
                            assertThat(frozen.question())
                                    .contains("0% there, recorded is 5%")
                                    .contains("not restarted")
                                    .contains("answer " + Ids.brief(id) + " --go-on")
                                    .contains("answer " + Ids.brief(id) + " --go-back");
                        });
    }

    @Test
    void a_little_that_is_left_stays_judged_and_leased() {
        hand(ONE);

        stage.pass(20);

        assertThat(stage.canary(id)).isEqualTo(ONE);
        assertThat(stage.state(id)).isInstanceOf(Frozen.class);
        assertThat(stage.worker.judged(id).orElseThrow().evidence().orElseThrow().shareBp())
                .isEqualTo(ONE.basisPoints());
    }

    @Test
    void who_answers_has_it_divided_as_recorded_again() {
        hand(ONE);
        stage.pass(3);

        stage.worker.goOn(id, Optional.empty(), "ann");
        stage.pass(1);

        assertThat(stage.canary(id)).isEqualTo(FIVE);
        assertThat(stage.state(id)).isInstanceOf(Judging.class);
    }

    @Test
    void nobody_answers_and_it_goes_back() {
        hand(ONE);

        stage.pass(60);

        assertThat(stage.state(id)).isInstanceOf(PromotionState.RolledBack.class);
        assertThat(stage.canary(id)).isEqualTo(Share.NONE);
    }

    @Test
    void a_hand_counts_also_while_no_server_runs_and_after_the_lease_has_lapsed() {
        hand(Share.NONE);
        stage.world.time = stage.world.time.plusSeconds(60);
        stage.restart();

        stage.pass(3);

        assertThat(stage.canary(id)).isEqualTo(Share.NONE);
        assertThat(stage.state(id)).isInstanceOf(Frozen.class);
    }

    @Test
    void a_restart_of_the_router_explains_less_and_is_repaired() {
        stage.world.resetCounters();
        hand(Share.NONE);

        stage.pass(2);

        assertThat(stage.canary(id)).isEqualTo(FIVE);
        assertThat(stage.state(id)).isInstanceOf(Judging.class);
    }

    @Test
    void more_than_recorded_is_taken_down_at_once() {
        hand(new Share(9_000));

        stage.pass(1);

        assertThat(stage.canary(id)).isEqualTo(FIVE);
        assertThat(stage.state(id)).isInstanceOf(Judging.class);
    }

    @Test
    void while_it_is_asked_no_restarted_router_exposes_what_was_recorded() {
        hand(ONE);
        stage.pass(2);
        assertThat(stage.state(id))
                .isInstanceOfSatisfying(
                        Frozen.class,
                        frozen -> assertThat(frozen.from()).isInstanceOf(Exposing.class));
        stage.world.resetCounters();
        stage.world.lease = Optional.empty();
        hand(FIVE);

        stage.pass(1);

        assertThat(stage.canary(id)).isEqualTo(Share.NONE);
        assertThat(stage.state(id)).isInstanceOf(Frozen.class);
    }

    @Test
    void while_it_is_asked_a_hand_may_change_it_up_to_what_is_recorded_and_no_further() {
        hand(ONE);
        stage.pass(2);
        hand(new Share(300));
        stage.pass(2);
        assertThat(stage.canary(id)).isEqualTo(new Share(300));

        hand(new Share(9_000));
        stage.pass(1);

        assertThat(stage.canary(id)).isEqualTo(Share.NONE);
        assertThat(stage.state(id)).isInstanceOf(Frozen.class);
    }

    @Test
    void what_nobody_meets_is_at_the_router_under_the_newest_token() {
        hand(Share.NONE);
        stage.pass(1);

        assertThat(stage.world.routerToken)
                .as("no older write is accepted")
                .isEqualTo(stage.look.find(id).orElseThrow().token());
    }

    private void hand(Share share) {
        stage.world.split = new Split(stage.slot(id).other(), share);
    }
}
