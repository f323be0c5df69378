package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.runtime.Launch;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Runtime;
import dev.surefoot.server.runtime.SlotHealth;
import dev.surefoot.server.schema.Schemas;
import dev.surefoot.server.time.Ids;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/** A canary on the simulated world in calm weather; the test moves time, hands and servers. */
final class SimStage {
    final SimWorld world = new SimWorld(new Random(1));
    final MemoryRecords records = new MemoryRecords();
    final Promotions look = records.promotions(new Life(0), -1);
    private final Weather calm = new Weather(new Random(1));
    private final ArtifactFiles files;
    private Runnable slow = () -> {};
    private Function<Promotion, Plan> plans;
    PromotionWorker worker;
    Reconciler reconciler;

    SimStage(Path directory) {
        this(directory, SimService::judge);
    }

    SimStage(Path directory, Function<Promotion, Plan> plans) {
        this.plans = plans;
        files = new ArtifactFiles(directory);
        Steering steering = begin();
        worker = steering.worker();
        reconciler = steering.reconciler();
    }

    /** What one server steers with. */
    private record Steering(PromotionWorker worker, Reconciler reconciler) {}

    /** Another server steers from now on. */
    void restart() {
        Steering steering = begin();
        worker = steering.worker();
        reconciler = steering.reconciler();
    }

    private Steering begin() {
        long ownership = records.takeOver();
        Life life = new Life((int) ownership);
        World around =
                new World(
                        s -> SimService.site(s.service(), s.artifact(), files),
                        route ->
                                new SimRouter(
                                        world, life, route, calm, (who, change) -> change.run()),
                        new Slow(new SimRuntime(world, life, calm)),
                        files,
                        (service, environment, artifact) -> Optional.empty(),
                        Schemas.NONE,
                        ownership);
        Promotions store = records.promotions(life, ownership);
        return new Steering(
                new PromotionWorker(
                        store,
                        PromotionWorker.acts(
                                store,
                                around,
                                Gates.open(),
                                records.checkpoints(life),
                                promotion -> plans.apply(promotion)),
                        world::serverTime,
                        Runnable::run),
                new Reconciler(store, around));
    }

    /** What each look at instances waits for. */
    void slowly(Runnable wait) {
        slow = wait;
    }

    /** How the judge's plans are made from now on. */
    void plans(Function<Promotion, Plan> made) {
        plans = made;
    }

    /** A version that completed, and another that is to be released like this. */
    UUID beside(RolloutPlan plan) {
        UUID first = request("v1", true, SimService.plan(Strategy.CANARY, false, true));
        while (!look.find(first).orElseThrow().state().ended()) {
            pass(1);
        }
        return request("v2", false, plan);
    }

    /** A canary in {@code Judging} at its first step, beside a version that completed. */
    UUID judging() {
        UUID next = beside(SimService.plan(Strategy.CANARY, false, true));
        while (!(state(next) instanceof PromotionState.Judging)) {
            pass(1);
        }
        pass(1);
        return next;
    }

    /** Seconds pass, each with its sweep. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            world.pass(Duration.ofSeconds(1));
            look.active().forEach(promotion -> worker.advance(promotion.id()));
        }
    }

    PromotionState state(UUID id) {
        return look.find(id).orElseThrow().state();
    }

    /** What users of the second version's slot get now. */
    Share canary(UUID id) {
        return world.share(slot(id));
    }

    Slot slot(UUID id) {
        return look.find(id).orElseThrow().arms().orElseThrow().canarySlot();
    }

    private UUID request(String version, boolean first, RolloutPlan plan) {
        byte[] bytes = version.getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.sha256(bytes);
        try {
            files.receive(digest, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var at = world.serverTime().truncatedTo(ChronoUnit.MILLIS);
        UUID id = Ids.newId(at);
        Promotions store = records.promotions(new Life(0), records.ownership);
        return store.create(
                        new Promotion(
                                id,
                                new Promotion.Subject(
                                        "shop",
                                        SimService.ENVIRONMENT,
                                        id,
                                        digest,
                                        SimService.CONFIG,
                                        1,
                                        first,
                                        at,
                                        "ann"),
                                plan,
                                SimService.LIMITS,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Course.START,
                                new PromotionState.Requested(at),
                                0,
                                0),
                        "simulated")
                .id();
    }

    /** The runtime, whose looks take as long as the test wants. */
    private final class Slow implements Runtime {
        private final Runtime quick;

        Slow(Runtime quick) {
            this.quick = quick;
        }

        @Override
        public Preparation prepare(Launch launch) {
            return quick.prepare(launch);
        }

        @Override
        public Start start(Launch launch) {
            return quick.start(launch);
        }

        @Override
        public SlotHealth observe(Launch launch) {
            slow.run();
            return quick.observe(launch);
        }

        @Override
        public List<Occupied> occupied() {
            return quick.occupied();
        }

        @Override
        public Stop drain(Place place, long token) {
            return quick.drain(place, token);
        }

        @Override
        public Stop stop(Place place, long token, Duration deadline) {
            return quick.stop(place, token, deadline);
        }
    }
}
