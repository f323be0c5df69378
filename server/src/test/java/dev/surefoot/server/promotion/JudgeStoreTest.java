package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Budget;
import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Judge;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Outcome;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Rails;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.State;
import dev.surefoot.judge.Window;
import dev.surefoot.judge.Words;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What the judge knows survives a restart, bit by bit. */
class JudgeStoreTest {
    private static final int CHECKPOINTS = 60;

    @Test
    void whatever_was_judged_is_restored_bit_by_bit_and_judged_on_alike() {
        try (StoreStage stage = new StoreStage()) {
            JudgeStore store = new JudgeStore(stage.database.database());
            Promotion promotion = stage.create("v1", T0);
            assertThat(store.find(promotion.id())).isEmpty();
            List<JudgeSample> drawn = new ArrayList<>();
            Random random = new Random(7);
            Plan plan = SimService.judge(promotion);
            State state = State.initial(plan);
            for (int i = 0; i < CHECKPOINTS; i++) {
                Outcome outcome = Judge.next(plan, state, window(i, random));
                state = outcome.state();

                JudgeCheckpoint back = saved(store, promotion.id(), plan, outcome, i);

                assertThat(back.state()).isEqualTo(state.toBytes());
                assertThat(back.plan()).isEqualTo(plan);
                assertThat(back.plan().hash()).isEqualTo(plan.hash());
                assertThat(back.evidence()).contains(outcome.step().judgement().evidence());
                assertThat(back.counted())
                        .contains(Samples.counters("epoch", T0.plusSeconds(i), i, 2L * i));
                drawn.add(JudgeSample.of(T0.plusSeconds(i), outcome.step().judgement().evidence()));
                assertThat(store.curve(promotion.id())).isEqualTo(drawn);
                State restored = State.fromBytes(back.plan(), back.state());
                Window next = window(i + 1, new Random(i));
                assertThat(Judge.next(plan, restored, next).step())
                        .isEqualTo(Judge.next(plan, state, next).step());
            }
        }
    }

    @Test
    void whatever_a_plan_can_have_is_restored_with_it() {
        try (StoreStage stage = new StoreStage()) {
            JudgeStore store = new JudgeStore(stage.database.database());
            Promotion promotion = stage.create("v1", T0);
            Plan plan =
                    Plan.of(
                                    Routing.USER,
                                    0.01,
                                    Budget.of(
                                                    100,
                                                    new Budget.Forecast(1_000, 0.001),
                                                    Duration.ofSeconds(7))
                                            .withProbes(new Evidence.Tally(10, 1)))
                            .withLatency(
                                    List.of(0.1, 0.5), Optional.of(new Metrics.Goal(0.5, 0.99)))
                            .withEvent("cart-left", 2)
                            .withRails(Rails.DEFAULT.withAvailability(0.999))
                            .withDeadline(Duration.ofHours(2));
            Window empty = new Window(0, T0, T0.plusSeconds(1), 500, List.of(), List.of(), true);

            JudgeCheckpoint back =
                    saved(
                            store,
                            promotion.id(),
                            plan,
                            Judge.next(plan, State.initial(plan), empty),
                            0);

            assertThat(back.plan()).isEqualTo(plan);
            assertThat(back.plan().hash()).isEqualTo(plan.hash());
            assertThat(State.fromBytes(back.plan(), back.state())).isNotNull();
        }
    }

    @Test
    void a_checkpoint_that_another_release_wrote_counts_as_none() {
        try (StoreStage stage = new StoreStage()) {
            JudgeStore store = new JudgeStore(stage.database.database());
            Promotion promotion = stage.create("v1", T0);
            Plan plan = SimService.judge(promotion);
            Outcome outcome = Judge.next(plan, State.initial(plan), window(0, new Random(1)));
            saved(store, promotion.id(), plan, outcome, 0);

            stage.database
                    .database()
                    .jdbi()
                    .useHandle(
                            handle ->
                                    handle.execute(
                                            "UPDATE judge_checkpoint SET plan ="
                                                    + " '{\"alpha\": 0.01}'::jsonb"));

            assertThat(store.find(promotion.id())).isEmpty();
        }
    }

    @Test
    @Requirement("JUDGE-2")
    void a_checkpoint_of_a_build_that_knew_no_latency_counts_as_none() {
        try (StoreStage stage = new StoreStage()) {
            JudgeStore store = new JudgeStore(stage.database.database());
            Promotion promotion = stage.create("v1", T0);
            Plan plan = SimService.judge(promotion);
            saved(
                    store,
                    promotion.id(),
                    plan,
                    Judge.next(plan, State.initial(plan), window(0, new Random(1))),
                    0);

            stage.database
                    .database()
                    .jdbi()
                    .useHandle(
                            handle ->
                                    handle.execute(
                                            "UPDATE judge_checkpoint SET plan = plan - 'metrics'"));

            assertThat(store.find(promotion.id())).isEmpty();
        }
    }

    private static JudgeCheckpoint saved(
            JudgeStore store, UUID id, Plan plan, Outcome outcome, int i) {
        store.save(
                id,
                new JudgeCheckpoint(
                        T0.plusSeconds(i),
                        plan,
                        outcome.state().toBytes(),
                        Optional.of(Samples.counters("epoch", T0.plusSeconds(i), i, 2L * i)),
                        Optional.of(outcome.step().judgement().evidence()),
                        Words.explain(plan, outcome.step().judgement()),
                        List.of(
                                JudgeSample.of(
                                        T0.plusSeconds(i),
                                        outcome.step().judgement().evidence()))));
        return store.find(id).orElseThrow();
    }

    private static Window window(int second, Random random) {
        Instant start = T0.plusSeconds(second);
        int canary = random.nextInt(40);
        int baseline = random.nextInt(400);
        return new Window(
                start.toEpochMilli(),
                start,
                start.plus(Duration.ofSeconds(1)),
                500,
                List.of(Counts.of("green-0", canary, random.nextInt(canary + 1) / 20)),
                List.of(Counts.of("blue-0", baseline, random.nextInt(baseline + 1) / 50)),
                random.nextInt(10) == 0);
    }
}
