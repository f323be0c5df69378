package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.judge.Pace;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Rails;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.environment.Harm;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.runtime.ConfigFile;
import dev.surefoot.server.runtime.Readiness;
import dev.surefoot.server.traffic.Plane;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulated service's definition: everything quick, so that a release takes seconds. */
final class SimService {
    static final String ENVIRONMENT = "production";
    static final Digest CONFIG = Samples.digest("simulated config");
    static final Promotion.Limits LIMITS =
            new Promotion.Limits(
                    Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private static final Map<Slot, List<Integer>> PORTS =
            Map.of(Slot.BLUE, List.of(8101, 8102), Slot.GREEN, List.of(8111, 8112));

    /** What a release with a budget may cost. */
    static final int MAY_FAIL = 150;

    private SimService() {}

    static Site site(String service, Digest artifact, ArtifactFiles files) {
        return site(service, artifact, files, Optional.empty());
    }

    static Site site(
            String service, Digest artifact, ArtifactFiles files, Optional<String> previous) {
        return new Site(
                service,
                ENVIRONMENT,
                previous,
                files.path(artifact),
                new ConfigFile("config", () -> new ConfigFile.Rendered.Content(new byte[0])),
                List.of("run"),
                new Readiness("/ready", "X-Digest", 1, Duration.ofSeconds(1), Duration.ZERO),
                Duration.ofSeconds(2),
                PORTS,
                new Plane.Embedded("127.0.0.1", 8080),
                Optional.empty(),
                Duration.ofSeconds(6),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                false);
    }

    static RolloutPlan plan(Strategy strategy, boolean watch, boolean hold) {
        return new RolloutPlan(
                strategy,
                strategy == Strategy.CANARY ? List.of(new Share(500), new Share(5_000)) : List.of(),
                Duration.ofSeconds(5),
                watch ? Duration.ofSeconds(4) : Duration.ZERO,
                Duration.ofSeconds(4),
                Duration.ofSeconds(60),
                hold ? OnInconclusive.HOLD : OnInconclusive.ROLLBACK,
                Duration.ofSeconds(25),
                strategy == Strategy.BUDGET
                        ? Optional.of(
                                new RolloutPlan.Spendable(
                                        new Harm.FailedRequests(MAY_FAIL), new Share(5_000)))
                        : Optional.empty());
    }

    private static Pace pace(Promotion promotion) {
        return promotion
                .plan()
                .budget()
                .<Pace>map(
                        it -> Budgets.of(it, new Forecasts(200, 200), 0.001, Duration.ofSeconds(3)))
                .orElseGet(
                        () -> new Schedule(List.of(500, 5_000), promotion.plan().stepTime(), 30));
    }

    /** Its α is so small that a good version's rollback has another reason. */
    static Plan judge(Promotion promotion) {
        return Plan.of(Routing.REQUEST, 0.01, pace(promotion))
                .withErrors(1e-6, 0.05)
                .withRails(new Rails(0.05, 3, 3, Duration.ofSeconds(8), Optional.empty()))
                .withMinEvidenceTime(Duration.ofSeconds(6));
    }
}
