package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Judge;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Outcome;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.State;
import dev.surefoot.judge.Window;
import dev.surefoot.judge.Words;
import dev.surefoot.server.calibration.AaOutcome;
import dev.surefoot.server.calibration.AaRun;
import dev.surefoot.server.calibration.CalibrationDesk;
import dev.surefoot.server.calibration.CalibrationStore;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.promotion.Course;
import dev.surefoot.server.promotion.JudgePlans;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.time.Ids;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinuteStore;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A promotion where more false alarms were measured than promised. */
@Requirement("AA-6")
class RaisedPlanTest {
    private static final Instant T0 = Instant.parse("2026-11-26T12:00:00Z");
    private static final RouteKey PRODUCTION = new RouteKey("shop", "production");

    @TempDir Path directory;
    private PagesStage stage;
    private CalibrationStore measured;
    private ServiceStore services;
    private JudgePlans plans;

    @BeforeEach
    void open() {
        stage = new PagesStage(directory);
        stage.register();
        measured = new CalibrationStore(stage.database.database());
        services = new ServiceStore(stage.database.database(), new LedgerStore());
        plans =
                new JudgePlans(
                        services,
                        new TrafficMinuteStore(stage.database.database()),
                        Stores.of(stage.database.database(), new LedgerStore(), 1).promotions(),
                        new CalibrationDesk(measured));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void is_judged_with_the_raised_divisor_and_its_story_says_so() {
        Plan before = plans.of(promotion(), T0);
        alarms(10);

        Plan after = plans.of(promotion(), T0);

        assertThat(before.routing()).isEqualTo(Routing.REQUEST);
        assertThat(after.routing()).isEqualTo(Routing.UNKNOWN);
        assertThat(after.dispersion().phi()).isEqualTo(3);
        assertThat(plans.incautious(promotion(), T0)).isEqualTo(before);
        Judgement quiet = judged(after, 1, 0).getLast();
        assertThat(Words.explain(after, quiet))
                .contains("raised 3 times for false alarms between equal versions");
    }

    @Test
    void is_still_rolled_back_when_it_fails() {
        alarms(10);

        List<Judgement> judgements = judged(plans.of(promotion(), T0), 30, 20);

        assertThat(judgements.getLast()).isInstanceOf(Judgement.Rollback.class);
    }

    private static List<Judgement> judged(Plan plan, int windows, long errors) {
        List<Judgement> said = new java.util.ArrayList<>();
        State state = State.initial(plan);
        for (int i = 0; i < windows; i++) {
            Instant start = T0.plusSeconds(i);
            Outcome outcome =
                    Judge.next(
                            plan,
                            state,
                            new Window(
                                    i,
                                    start,
                                    start.plusSeconds(1),
                                    500,
                                    List.of(Counts.of("a", 50, errors)),
                                    List.of(Counts.of("b", 950, 1)),
                                    false));
            state = outcome.state();
            said.add(outcome.step().judgement());
            if (said.getLast() instanceof Judgement.Rollback) {
                break;
            }
        }
        return said;
    }

    private void alarms(int hours) {
        for (int hour = 0; hour < hours; hour++) {
            Instant begin = T0.minus(Duration.ofHours(hour + 1L));
            measured.add(
                    new AaRun(
                            PRODUCTION,
                            begin,
                            begin,
                            begin.plus(Duration.ofHours(1)),
                            new AaOutcome.Judged(.01, 1, 3, 4, 1, 500)));
        }
    }

    private Promotion promotion() {
        Digest digest = Digest.sha256("v".getBytes(StandardCharsets.UTF_8));
        long version = services.newest("shop").orElseThrow().version();
        return new Promotion(
                Ids.newId(T0),
                new Promotion.Subject(
                        "shop",
                        "production",
                        Ids.newId(T0),
                        digest,
                        digest,
                        version,
                        false,
                        T0,
                        "ann"),
                new RolloutPlan(
                        Strategy.CANARY,
                        List.of(new Share(500)),
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Duration.ofHours(2),
                        OnInconclusive.HOLD,
                        Duration.ofMinutes(30),
                        Optional.empty()),
                new Promotion.Limits(
                        Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(10)),
                Optional.of(Arms.canaryIn(Slot.GREEN)),
                Optional.empty(),
                Optional.empty(),
                Course.START,
                new PromotionState.Preparing(T0),
                1,
                1);
    }
}
