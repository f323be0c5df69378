package dev.surefoot.server.promotion;

import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.schema.Schemas;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One life of a server: the real worker, desk, reconciler and stores on a simulated world. */
final class SimServer {
    /** What outlives it. */
    record Outside(
            Records records,
            CandidateStore candidates,
            ArtifactFiles files,
            SimWorld world,
            Weather weather,
            BiConsumer<Life, Runnable> watch) {}

    final Life life;
    final Promotions store;
    final PromotionWorker worker;
    final PromotionDesk desk;
    private final Reconciler reconciler;
    private final InstantSource clock;

    SimServer(Outside outside, Life life, long ownership) {
        this.life = life;
        SimWorld sim = outside.world();
        clock = sim::serverTime;
        store = outside.records().promotions(life, ownership);
        World world =
                new World(
                        s -> SimService.site(s.service(), s.artifact(), outside.files()),
                        route ->
                                new SimRouter(sim, life, route, outside.weather(), outside.watch()),
                        new SimRuntime(sim, life, outside.weather()),
                        outside.files(),
                        (service, environment, artifact) -> Optional.empty(),
                        Schemas.NONE,
                        ownership);
        worker =
                new PromotionWorker(
                        store,
                        PromotionWorker.acts(
                                store,
                                world,
                                Gates.open(),
                                outside.records().checkpoints(life),
                                SimService::judge),
                        clock,
                        Runnable::run);
        desk =
                new PromotionDesk(
                        store,
                        outside.candidates(),
                        (candidate, environment) ->
                                new PromotionDesk.Definition.Missing("no", "no", "no"),
                        worker,
                        clock);
        reconciler = new Reconciler(store, world);
    }

    /** What {@link PromotionSweep} does each second, one thing after the other. */
    void sweep() {
        guarded(() -> store.active().forEach(p -> guarded(() -> worker.advance(p.id()))));
        guarded(() -> reconciler.reconcile(clock.instant()));
        guarded(() -> reconciler.coolDown(clock.instant()));
    }

    /** As in a sweep: what failed is tried again in the next one. A crash goes through. */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            if (life.dead()) {
                throw new Life.Crash("an exception at its end");
            }
        }
    }
}
