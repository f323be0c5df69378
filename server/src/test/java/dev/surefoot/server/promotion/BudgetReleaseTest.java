package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.judge.Budget;
import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Releases with a budget by the real worker, desk and rules, in a simulated world. */
class BudgetReleaseTest {
    private static final Share MOST = new Share(5_000);

    @TempDir private Path directory;

    @Test
    @Requirement("BUDGET-6")
    void a_good_version_reaches_everybody_and_half_of_them_at_most_before_promote() {
        SimStage stage = new SimStage(directory);
        UUID id = stage.beside(SimService.plan(Strategy.BUDGET, true, true));

        ends(stage, id);

        assertThat(stage.state(id)).isInstanceOf(PromotionState.Completed.class);
        List<PromotionEvent> story = stage.look.events(id);
        assertThat(story)
                .filteredOn(event -> event.why().startsWith("nothing against it"))
                .isNotEmpty()
                .allMatch(event -> event.share().orElseThrow().compareTo(MOST) <= 0);
        assertThat(story)
                .extracting(PromotionEvent::state)
                .containsSubsequence("PREPARING", "EXPOSING", "JUDGING", "WATCHING", "BAKING");
        assertThat(story).anyMatch(event -> event.why().contains("\nMay cost 150 failed requests"));
        assertThat(story).anyMatch(event -> event.why().contains("\nNot bounded: "));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1})
    @Requirement("BUDGET-6")
    void a_bad_version_is_back_with_no_more_failed_requests_than_the_budget(double errorRate) {
        SimStage stage = new SimStage(directory);
        behaves(stage, errorRate);
        UUID id = stage.beside(SimService.plan(Strategy.BUDGET, true, true));

        ends(stage, id);

        assertThat(stage.state(id)).isInstanceOf(PromotionState.RolledBack.class);
        assertThat(evidence(stage, id).canary().errors())
                .isPositive()
                .isLessThanOrEqualTo(SimService.MAY_FAIL);
    }

    @Test
    @Requirement("BUDGET-2")
    void the_plan_is_the_one_that_was_pinned_before_exposure_whoever_steers() {
        SimStage stage = new SimStage(directory);
        UUID id = stage.beside(SimService.plan(Strategy.BUDGET, false, true));
        while (!(stage.state(id) instanceof PromotionState.Expanding)) {
            stage.pass(1);
        }
        Plan pinned = plan(stage, id);

        stage.plans(promotion -> SimService.judge(promotion).withErrors(0.02, 0.05));
        stage.restart();
        ends(stage, id);

        assertThat(plan(stage, id)).isEqualTo(pinned);
        assertThat(stage.look.find(id).orElseThrow().course().first()).contains(new Share(500));
    }

    @Test
    @Requirement("BUDGET-2")
    void what_cannot_be_kept_fails_before_anybody_is_exposed_and_says_what_would_do() {
        SimStage stage = new SimStage(directory);
        stage.plans(promotion -> forecast(promotion, 1_000_000));
        UUID id = stage.beside(SimService.plan(Strategy.BUDGET, false, true));

        ends(stage, id);

        assertThat(failure(stage, id))
                .startsWith("the budget cannot be kept: ")
                .contains("accept at least ")
                .contains("use fixed steps (strategy canary)");
        assertThat(stage.look.find(id).orElseThrow().exposedAt()).isEmpty();
    }

    @Test
    @Requirement("BUDGET-2")
    void settings_that_make_no_plan_fail_the_promotion_before_anybody_is_exposed() {
        SimStage stage = new SimStage(directory);
        stage.plans(
                promotion -> {
                    if (promotion.subject().first()) {
                        return SimService.judge(promotion);
                    }
                    throw new IllegalArgumentException("steps is [9500]");
                });
        UUID id = stage.beside(SimService.plan(Strategy.CANARY, false, true));

        ends(stage, id);

        assertThat(failure(stage, id)).isEqualTo("its settings make no plan: steps is [9500]");
    }

    @Test
    @Requirement("BUDGET-4")
    void traffic_that_nobody_counted_yet_is_waited_for() {
        SimStage stage = new SimStage(directory);
        stage.plans(promotion -> forecast(promotion, 0));
        UUID id = stage.beside(SimService.plan(Strategy.BUDGET, false, true));

        stage.pass(30);
        assertThat(stage.state(id)).isInstanceOf(PromotionState.Preparing.class);
        assertThat(stage.worker.waitingFor(id)).contains("nobody knows how many requests a second");
        stage.plans(SimService::judge);
        stage.pass(5);
        assertThat(stage.state(id)).isNotInstanceOf(PromotionState.Preparing.class);

        SimStage never = new SimStage(directory);
        never.plans(promotion -> forecast(promotion, 0));
        UUID lost = never.beside(SimService.plan(Strategy.BUDGET, false, true));
        ends(never, lost);
        assertThat(failure(never, lost)).startsWith("not prepared within 10 min: the budget");
    }

    private static String failure(SimStage stage, UUID id) {
        assertThat(stage.state(id)).isInstanceOf(PromotionState.Failed.class);
        return ((PromotionState.Failed) stage.state(id)).failure().message();
    }

    private static Plan forecast(Promotion promotion, double requestsPerSecond) {
        Plan plan = SimService.judge(promotion);
        return plan.pace() instanceof Budget
                ? plan.withPace(
                        Budget.of(
                                SimService.MAY_FAIL,
                                new Budget.Forecast(requestsPerSecond, 0.001),
                                Duration.ofSeconds(3)))
                : plan;
    }

    private static void behaves(SimStage stage, double errorRate) {
        stage.world.versions.put(
                Digest.sha256("v2".getBytes(StandardCharsets.UTF_8)).toString(),
                new SimWorld.Behaviour(SimWorld.Fault.ERRORS, errorRate));
    }

    private static void ends(SimStage stage, UUID id) {
        for (int i = 0; i < 1_000 && !stage.state(id).ended(); i++) {
            stage.pass(1);
        }
        assertThat(stage.state(id).ended()).as("%s", stage.state(id)).isTrue();
    }

    private static Plan plan(SimStage stage, UUID id) {
        return stage.records.checkpoints(new Life(0)).find(id).orElseThrow().plan();
    }

    private static Evidence evidence(SimStage stage, UUID id) {
        return stage.records
                .checkpoints(new Life(0))
                .find(id)
                .flatMap(JudgeCheckpoint::evidence)
                .orElseThrow();
    }
}
