package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.rollback.RollbackCause;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whole releases by the real worker on a simulated world whose router times requests. */
class LatencyRolloutTest {
    private static final double SELDOM = 0.01;
    private static final int MOST_SECONDS = 300;

    @TempDir private Path directory;
    private SimStage stage;

    @BeforeEach
    void open() {
        stage = new SimStage(directory, LatencyRolloutTest::plan);
        slow("v1", SELDOM);
    }

    @Test
    @Requirement("LATENCY-4")
    void a_version_that_is_slow_and_never_fails_is_taken_back_and_latency_is_blamed() {
        slow("v2", 0.5);
        UUID id = stage.judging();

        PromotionState end = end(id);

        assertThat(end)
                .isInstanceOfSatisfying(
                        PromotionState.RolledBack.class,
                        back -> {
                            assertThat(back.cause().kind()).isEqualTo(RollbackCause.Kind.JUDGE);
                            assertThat(back.cause().explanation())
                                    .startsWith("Rolled back: of ")
                                    .contains(" requests slower than 0.3 s, ");
                        });
        assertThat(LatencyPlans.words(kept(id).plan(), Optional.empty()))
                .isEqualTo("errors, and latency at 300ms; to be kept: 95% within 300ms");
    }

    @Test
    @Requirement("LATENCY-4")
    void a_version_that_keeps_the_goal_gets_everybody() {
        slow("v2", SELDOM);

        UUID id = stage.judging();

        assertThat(end(id)).isInstanceOf(PromotionState.Completed.class);
        assertThat(stage.records.events.get(id))
                .extracting(PromotionEvent::why)
                .anyMatch(
                        why ->
                                why.contains(
                                        "latency: not worse than 2× (odds), or fewer than 5 %"
                                                + " slower than 0.3 s"));
    }

    @Test
    @Requirement("LATENCY-3")
    void a_version_that_is_slow_only_while_it_warms_up_gets_everybody() {
        slow("v2", 0.5);
        UUID id = stage.judging();
        slow("v2", SELDOM); // Two seconds of warm-up; one has passed.

        assertThat(end(id)).isInstanceOf(PromotionState.Completed.class);
    }

    @Test
    @Requirement("JUDGE-2")
    void a_checkpoint_that_cannot_be_read_costs_its_evidence_and_not_the_plan_that_is_pinned() {
        slow("v2", SELDOM);
        UUID id = stage.judging();
        stage.pass(3);
        stage.restart();
        JudgeCheckpoint kept = kept(id);
        Plan other = kept.plan().withLatency(List.of(0.1), Optional.empty());
        stage.records
                .checkpoints(new Life(0))
                .save(
                        id,
                        new JudgeCheckpoint(
                                kept.at(),
                                other,
                                kept.state(),
                                kept.counted(),
                                kept.evidence(),
                                kept.words(),
                                List.of()));

        assertThat(end(id)).isInstanceOf(PromotionState.Completed.class);
        assertThat(kept(id).plan()).isEqualTo(other);
    }

    private static Plan plan(Promotion promotion) {
        return SimService.judge(promotion)
                .withErrors(1e-4, 0.05)
                .withLatency(List.of(0.3), Optional.of(new Metrics.Goal(0.3, 0.95)));
    }

    private void slow(String version, double rate) {
        String digest = Digest.sha256(version.getBytes(StandardCharsets.UTF_8)).toString();
        stage.world.versions.put(digest, new SimWorld.Behaviour(SimWorld.Fault.NONE, 0.001, rate));
    }

    private PromotionState end(UUID id) {
        for (int i = 0; i < MOST_SECONDS && !stage.state(id).ended(); i++) {
            stage.pass(1);
        }
        return stage.state(id);
    }

    private JudgeCheckpoint kept(UUID id) {
        return stage.records.checkpoints(new Life(0)).find(id).orElseThrow();
    }
}
