package dev.surefoot.server.app;

import dev.surefoot.server.api.ArtifactRoutes;
import dev.surefoot.server.api.CalibrationRoutes;
import dev.surefoot.server.api.CandidateRoutes;
import dev.surefoot.server.api.DefinitionRoutes;
import dev.surefoot.server.api.FreezeRoutes;
import dev.surefoot.server.api.HealthRoutes;
import dev.surefoot.server.api.IdempotencyStore;
import dev.surefoot.server.api.OpenApiRoutes;
import dev.surefoot.server.api.PromotionRoutes;
import dev.surefoot.server.api.PromotionViews;
import dev.surefoot.server.api.RouterRoutes;
import dev.surefoot.server.api.StatusRoutes;
import dev.surefoot.server.api.TokenRoutes;
import dev.surefoot.server.artifact.ArtifactFacts;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.calibration.CalibrationDesk;
import dev.surefoot.server.calibration.CalibrationWorker;
import dev.surefoot.server.candidate.CandidateFacts;
import dev.surefoot.server.candidate.SourceFacts;
import dev.surefoot.server.claim.BelievedClaims;
import dev.surefoot.server.claim.ClaimFacts;
import dev.surefoot.server.claim.ClaimIntake;
import dev.surefoot.server.claim.ProvenanceFacts;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.environment.ConfigFacts;
import dev.surefoot.server.environment.ConfigRenderer;
import dev.surefoot.server.environment.DefinitionDesk;
import dev.surefoot.server.environment.EnvironmentFacts;
import dev.surefoot.server.environment.PolicyBook;
import dev.surefoot.server.freeze.FreezeDesk;
import dev.surefoot.server.freeze.FreezeFacts;
import dev.surefoot.server.gate.Admission;
import dev.surefoot.server.gate.Admittance;
import dev.surefoot.server.gate.BuiltInGates;
import dev.surefoot.server.gate.Change;
import dev.surefoot.server.http.HttpServer;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.http.Site;
import dev.surefoot.server.jobs.AlarmClock;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.promotion.ActTokenStore;
import dev.surefoot.server.promotion.GateWatch;
import dev.surefoot.server.promotion.JudgePlans;
import dev.surefoot.server.promotion.JudgedMetrics;
import dev.surefoot.server.promotion.Leased;
import dev.surefoot.server.promotion.Pins;
import dev.surefoot.server.promotion.PreviousFacts;
import dev.surefoot.server.promotion.PromotionDesk;
import dev.surefoot.server.promotion.PromotionSweep;
import dev.surefoot.server.promotion.PromotionWorker;
import dev.surefoot.server.promotion.Reconciler;
import dev.surefoot.server.promotion.Sites;
import dev.surefoot.server.promotion.SlotWatch;
import dev.surefoot.server.promotion.TrafficWatch;
import dev.surefoot.server.promotion.World;
import dev.surefoot.server.runtime.ProcessRuntime;
import dev.surefoot.server.schema.SchemaFacts;
import dev.surefoot.server.traffic.EmbeddedRouter;
import dev.surefoot.server.traffic.Fence;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.ProxyClient;
import dev.surefoot.server.traffic.ProxyProcess;
import dev.surefoot.server.traffic.ProxyState;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.TrafficHistory;
import dev.surefoot.server.traffic.haproxy.HaproxyRouter;
import dev.surefoot.server.web.BoardLooks;
import dev.surefoot.server.web.Freezes;
import dev.surefoot.server.web.PromotionLooks;
import dev.surefoot.server.web.SchemaLooks;
import dev.surefoot.server.web.WebSite;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** How everything hangs together, on one page. */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final Duration PROXY_PATIENCE = Duration.ofSeconds(20);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final InstantSource clock = InstantSource.system();
    private final Database database;
    private final Stores stores;
    private final ArtifactFiles files;
    private final CalibrationDesk calibrations;
    private final FreezeDesk freezes;
    private final Admission admission;
    private final ProxyClient proxyClient;
    private final ProxyProcess proxy;
    private final ProcessRuntime runtime;
    private final Fence fence;
    private final SchemaWiring schemas;
    private final World world;
    private final PromotionWorker worker;
    private final PromotionSweep sweep;
    private final Reconciler reconciler;
    private final Upkeep upkeep;
    private Optional<AlarmClock> alarms = Optional.empty();
    private boolean startedProxy;

    /**
     * Constructs everything; starts nothing.
     *
     * @param ownership the token of this server
     * @param steers whether this server may still act
     */
    Wiring(Settings settings, Database database, long ownership, BooleanSupplier steers) {
        this.database = database;
        stores = Stores.of(database, new LedgerStore(), ownership);
        calibrations = new CalibrationDesk(stores.calibrations());
        files = new ArtifactFiles(settings.data().artifacts());
        freezes =
                new FreezeDesk(
                        stores.freezes(),
                        new FreezeDesk.Names(this::isService, this::isEnvironment),
                        clock);
        schemas = new SchemaWiring(stores, files, settings.environment(), clock);
        ConfigRenderer renderer = new ConfigRenderer(settings.environment());
        BelievedClaims believed = new BelievedClaims(stores.claims(), stores.policies()::trust);
        admission =
                new Admission(
                        new PolicyBook(stores.policies(), stores.services()),
                        List.of(
                                new ArtifactFacts(files),
                                new CandidateFacts(stores.candidates()),
                                sourceFacts(),
                                new ClaimFacts(believed),
                                new ProvenanceFacts(believed),
                                new ConfigFacts(stores.services(), renderer),
                                new EnvironmentFacts(stores.policies()),
                                new FreezeFacts(freezes),
                                new PreviousFacts(new StoredPast(stores)),
                                new SchemaFacts(schemas.desk())),
                        stores.verdicts());
        proxyClient = new ProxyClient(settings.data().proxy());
        proxy =
                new ProxyProcess(
                        settings.data().proxy(),
                        settings.proxyCommand(),
                        PROXY_PATIENCE,
                        proxyClient);
        runtime = new ProcessRuntime(settings.data().run(), stores.instances(), clock);
        Sites sites = new Sites(stores.services(), stores.policies(), files, renderer);
        fence = new Fence(new ActTokenStore(database, new LedgerStore(), ownership, clock));
        world =
                new World(
                        sites::of,
                        this::router,
                        runtime,
                        files,
                        freezes,
                        schemas.desk(),
                        ownership);
        JudgePlans plans =
                new JudgePlans(
                        stores.services(), stores.traffic(), stores.promotions(), calibrations);
        worker =
                PromotionWorker.of(
                        stores.promotions(),
                        world,
                        new GateWatch(admission::admit, schemas.desk()),
                        stores.judged(),
                        promotion -> plans.of(promotion, clock.instant()),
                        clock);
        reconciler = new Reconciler(stores.promotions(), world);
        TrafficWatch traffic =
                new TrafficWatch(stores.promotions(), world, new TrafficHistory(stores.traffic()));
        sweep =
                new PromotionSweep(
                        stores.promotions(),
                        worker,
                        List.of(
                                () -> reconciler.reconcile(clock.instant()),
                                () -> traffic.look(clock.instant()),
                                schemas::look,
                                this::keepProxy),
                        steers);
        upkeep =
                new Upkeep(
                        stores,
                        reconciler,
                        new CalibrationWorker(
                                new StoredTraffic(stores, plans), stores.calibrations()),
                        clock);
    }

    private Router router(dev.surefoot.server.traffic.Route route) {
        return fence.guard(
                route,
                switch (route.plane()) {
                    case Plane.Embedded embedded -> new EmbeddedRouter(route, proxyClient);
                    case Plane.Haproxy haproxy -> new HaproxyRouter(route);
                });
    }

    /** Every route of the API. */
    List<Route> routes(String databaseWords) {
        PromotionViews views =
                new PromotionViews(
                        new PromotionViews.Parts(
                                stores.promotions(),
                                stores.candidates(),
                                worker,
                                stores.verdicts(),
                                new JudgedMetrics(stores.services()),
                                promotion -> schemas.desk().newest(promotion.wish())));
        ClaimIntake intake =
                new ClaimIntake(stores.claims(), this::maySubmit, stores.policies()::trust);
        CandidateRoutes.Parts candidates =
                new CandidateRoutes.Parts(
                        stores.candidates(),
                        stores.artifacts(),
                        stores.sources(),
                        stores.claims(),
                        stores.promotions(),
                        schemas::problem);
        StatusRoutes.Parts status =
                new StatusRoutes.Parts(
                        stores.services(),
                        stores.policies(),
                        stores.promotions(),
                        stores.candidates(),
                        new SlotWatch(world),
                        schemas.views());
        return Stream.of(
                        new HealthRoutes(databaseWords).routes(),
                        new DefinitionRoutes(
                                        definitions(), stores.policies(), stores.services(), clock)
                                .routes(),
                        new OpenApiRoutes().routes(),
                        new TokenRoutes(stores.tokens(), clock).routes(),
                        new FreezeRoutes(freezes).routes(),
                        new ArtifactRoutes(files, stores.artifacts(), intake, clock).routes(),
                        new CandidateRoutes(candidates, this::isService, clock).routes(),
                        new PromotionRoutes(desk(), stores.promotions(), views).routes(),
                        new StatusRoutes(status, views, clock).routes(),
                        new RouterRoutes(stores.services()).routes(),
                        schemas.routes().routes(),
                        new CalibrationRoutes(stores.services(), calibrations).routes())
                .flatMap(List::stream)
                .toList();
    }

    /** Everything that is served, and to whom. */
    HttpServer.Served served(String databaseWords) {
        return new HttpServer.Served(
                routes(databaseWords),
                stores.tokens()::find,
                new IdempotencyStore(database, clock),
                Optional.of(site()));
    }

    /** Every page. */
    Site site() {
        return site(new FreezeButtons(freezes, clock));
    }

    /** Every page, with what freezes. */
    Site site(Freezes buttons) {
        SchemaLooks looks = schemas.looks();
        BoardLooks.Parts board =
                new BoardLooks.Parts(
                        stores.services(),
                        stores.policies(),
                        stores.promotions(),
                        stores.candidates(),
                        new SlotWatch(world),
                        looks);
        PromotionLooks.Parts promotion =
                new PromotionLooks.Parts(
                        stores.promotions(),
                        stores.candidates(),
                        stores.verdicts(),
                        stores.judged(),
                        stores.traffic(),
                        new JudgedMetrics(stores.services()),
                        worker,
                        looks);
        return new WebSite(
                new WebSite.Parts(
                        stores.sessions(),
                        stores.services(),
                        stores.promotions(),
                        desk(),
                        new BoardLooks(board),
                        new PromotionLooks(promotion),
                        looks,
                        buttons,
                        calibrations),
                clock);
    }

    /** What lapses if nobody steers any more. */
    List<Leased> leased() {
        return Leased.of(stores.promotions().active(), world);
    }

    /** Starts or adopts the data plane. */
    void startDataPlane() throws NotStarted {
        ProxyState state = proxy.ensure();
        if (state instanceof ProxyState.Down down) {
            throw new NotStarted("the embedded proxy does not start: " + down.why());
        }
        startedProxy = state instanceof ProxyState.Up up && up.started();
    }

    /** After a start that did not succeed: stops what it started, and nothing that ran before. */
    void undoStart() {
        close();
        if (startedProxy && !proxy.stop(STOP_PATIENCE)) {
            LOG.error("the data plane did not end");
        }
    }

    /** Begins to move promotions and to bring back what should run. */
    void startSteering() {
        sweep.start();
        alarms = Optional.of(AlarmClock.start(database.dataSource(), upkeep.duties()));
    }

    /** Ends services and data plane; what should run stays written down. */
    void stopServices() {
        List<String> left = runtime.stopEverything(STOP_PATIENCE);
        if (!left.isEmpty()) {
            LOG.error("these processes did not end: {}", left);
        }
        if (!proxy.stop(STOP_PATIENCE)) {
            LOG.error("the data plane did not end");
        }
    }

    /** Stops steering; services and data plane go on. */
    @Override
    public void close() {
        alarms.ifPresent(AlarmClock::close);
        sweep.close();
        schemas.close();
        runtime.close();
        proxyClient.close();
    }

    private PromotionDesk desk() {
        return new PromotionDesk(
                stores.promotions(),
                stores.candidates(),
                new Pins(stores.services()),
                worker,
                clock);
    }

    private SourceFacts sourceFacts() {
        return new SourceFacts(
                new SourceFacts.Parts(
                        stores.candidates()::find,
                        stores.sources()::find,
                        stores.candidates()::byCommit,
                        subject ->
                                stores.promotions()
                                        .running(subject.service(), subject.environment())
                                        .map(running -> running.subject().candidate())));
    }

    private DefinitionDesk definitions() {
        return new DefinitionDesk(
                stores.policies(), stores.services(), BuiltInGates.all(), this::refusal);
    }

    private Optional<String> refusal(Change change) {
        return switch (admission.admit(change, clock.instant())) {
            case Admittance.Admitted admitted -> Optional.empty();
            case Admittance.Refused refused -> Optional.of(refused.message());
            case Admittance.Waiting waiting -> Optional.of(waiting.message());
        };
    }

    private boolean maySubmit(String submitter, String kind) {
        return stores.policies()
                .newest()
                .map(newest -> newest.policy().maySubmit(submitter, kind))
                .orElse(true);
    }

    private boolean isEnvironment(String name) {
        return stores.policies()
                .newest()
                .flatMap(newest -> newest.policy().environment(name))
                .isPresent();
    }

    private boolean isService(String name) {
        return stores.services().newest(name).isPresent();
    }

    private void keepProxy() {
        if (proxy.ensure() instanceof ProxyState.Down down) {
            LOG.error("the embedded proxy is down: {}", down.why());
        }
    }
}
