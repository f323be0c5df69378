package dev.surefoot.server.app;

import dev.surefoot.server.api.ArtifactRoutes;
import dev.surefoot.server.api.CandidateRoutes;
import dev.surefoot.server.api.PromotionRoutes;
import dev.surefoot.server.api.PromotionViews;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.claim.ClaimIntake;
import dev.surefoot.server.claim.ClaimStore;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.db.OwnershipStore.Ownership;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.promotion.*;
import dev.surefoot.server.runtime.InstanceStore;
import dev.surefoot.server.runtime.ProcessRuntime;
import dev.surefoot.server.runtime.RunningStore;
import dev.surefoot.server.traffic.EmbeddedRouter;
import dev.surefoot.server.traffic.ProxyClient;
import dev.surefoot.server.traffic.ProxyProcess;
import dev.surefoot.server.traffic.ProxyState;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@org.jspecify.annotations.NullUnmarked
final class Wiring {
    static final Duration STOP = Duration.ofSeconds(10);
    static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(Wiring.class);
    List<Route> routes = new ArrayList<>();
    ProxyProcess proxy;
    PromotionSweep sweep;
    ProcessRuntime runtime;
    ProxyClient client;

    static Wiring of(
            Settings settings,
            DatabaseStart.Up up,
            Ownership ownership,
            java.util.function.BooleanSupplier steers) {
        LedgerStore ledger = new LedgerStore();
        Wiring w = new Wiring();
        InstantSource clock = InstantSource.system();
        Database db = up.database();
        ArtifactFiles files = new ArtifactFiles(settings.data().artifacts());
        StandIn.artifacts = files::path;
        ArtifactStore artifacts = new ArtifactStore(db, ledger);
        ClaimStore claims = new ClaimStore(db, ledger);
        CandidateStore candidates = new CandidateStore(db, ledger);
        PromotionStore store =
                new PromotionStore(db, ledger, new RunningStore(), ownership.token());
        w.client = new ProxyClient(settings.data().proxy());
        w.proxy =
                new ProxyProcess(
                        settings.data().proxy(),
                        settings.proxyCommand(),
                        Duration.ofSeconds(20),
                        w.client);
        w.runtime = new ProcessRuntime(settings.data().run(), new InstanceStore(db), clock);
        World world =
                new World(
                        s -> StandIn.site(s.service(), s.environment(), s.artifact()),
                        r -> new EmbeddedRouter(r, w.client),
                        w.runtime,
                        files);
        PromotionWorker worker =
                PromotionWorker.of(
                        store, world, new GateWatch(), new JudgeStore(db), StandIn::judge, clock);
        PromotionDesk desk = new PromotionDesk(store, candidates, StandIn::pin, worker, clock);
        Reconciler reconciler = new Reconciler(store, world);
        w.sweep =
                new PromotionSweep(
                        store,
                        worker,
                        List.of(
                                () -> reconciler.reconcile(clock.instant()),
                                () -> w.proxy.ensure()),
                        steers);
        w.routes.addAll(
                new ArtifactRoutes(files, artifacts, new ClaimIntake(claims, (a, b) -> true), clock)
                        .routes());
        w.routes.addAll(
                new CandidateRoutes(
                                new CandidateRoutes.Parts(candidates, artifacts, claims, store),
                                s -> true,
                                clock)
                        .routes());
        w.routes.addAll(
                new PromotionRoutes(
                                desk,
                                store,
                                new PromotionViews(store, candidates, worker, id -> List.of()))
                        .routes());
        w.routes.add(
                new Route(
                        "GET",
                        "/api/v1/health",
                        c ->
                                Answer.ok(
                                        new dev.surefoot.server.api.Answers.Health(
                                                "0", up.words()))));
        w.routes.add(
                new Route(
                        "PUT",
                        "/api/v1/policy",
                        c ->
                                Answer.ok(
                                        new dev.surefoot.server.api.Answers.Applied(
                                                "policy", "policy", 1, true))));
        w.routes.add(
                new Route(
                        "PUT",
                        "/api/v1/services",
                        c -> {
                            var b = c.json(dev.surefoot.server.api.Requests.ApplyService.class);
                            Map<String, byte[]> m = new HashMap<>();
                            b.configs().forEach((k, v) -> m.put(k, Base64.getDecoder().decode(v)));
                            StandIn.service(b.text(), m);
                            return Answer.ok(
                                    new dev.surefoot.server.api.Answers.Applied(
                                            "service", "shop", 1, true));
                        }));
        return w;
    }

    List<Route> routes() {
        return routes;
    }

    void startDataPlane() throws NotStarted {
        if (proxy.ensure() instanceof ProxyState.Down d) throw new NotStarted(d.why());
    }

    void startSteering() {
        sweep.start();
    }

    /** Ends services and data plane; what should run stays written down. */
    void stopServices() {
        List<String> left = runtime.stopEverything(STOP);
        if (!left.isEmpty()) {
            LOG.warn("still running: {}", left);
        }
        if (!proxy.stop(STOP)) {
            LOG.warn("the data plane did not end");
        }
    }

    void close() {
        sweep.close();
    }
}
