package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.Strategy;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.time.Ids;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * One service released many times from one seed, while servers die, answers get lost and clocks
 * jump. Everything is drawn from the seed, on one thread.
 */
final class Simulation {
    private static final int RELEASES = 8;
    private static final int STORM_STEPS = 150;
    private static final int MOST_STEPS = 1_200;

    private final long seed;
    private final Random random;
    private final boolean calm;
    private final String service;
    private final Records records;
    private final ArtifactFiles files;
    private final SimWorld world;
    private final Weather weather;
    private final Invariants invariants;
    private final SimServer.Outside outside;
    private final Map<UUID, SimWorld.Behaviour> open = new LinkedHashMap<>();
    private final Map<String, Integer> endings = new LinkedHashMap<>();
    private final Map<Life.Fate, Integer> fates = new EnumMap<>(Life.Fate.class);
    private final Promotions look;
    private Promotions newest;
    private SimServer server;
    private int days;
    private int lives;
    private int versions;
    private int hands;

    Simulation(long seed, Records records, CandidateStore candidates, ArtifactFiles files) {
        this.seed = seed;
        this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        this.calm = seed % 4 == 0;
        this.service = "shop-" + seed;
        this.records = records;
        this.files = files;
        this.world = new SimWorld(random);
        this.weather = new Weather(random);
        this.invariants = new Invariants(seed, world, records, service);
        this.outside =
                new SimServer.Outside(
                        records,
                        candidates,
                        files,
                        world,
                        weather,
                        (life, change) -> invariants.aroundChange(life.number(), change));
        this.look = records.promotions(new Life(0), -1);
        this.newest = look;
        this.server = begin();
    }

    /** Releases, and checks the invariants after each step and at the end. */
    void run() {
        for (int i = 0; i < RELEASES; i++) {
            request();
            if (weather.strikes(6)) {
                request();
            }
            int steps = 0;
            while (!open.isEmpty()) {
                step(steps);
                invariants.bounded(steps++, MOST_STEPS, open.keySet());
            }
            if (weather.strikes(4)) {
                world.pass(Duration.ofSeconds(random.nextInt(40)));
                takeBackCompleted();
            }
        }
        invariants.atTheEnd();
    }

    Map<String, Integer> endings() {
        return endings;
    }

    Map<Life.Fate, Integer> fates() {
        return fates;
    }

    private void step(int steps) {
        weather.stormy(!calm && steps < STORM_STEPS);
        world.pass(Duration.ofSeconds(1 + random.nextInt(2)));
        disturb();
        choose();
        live(server::sweep);
        if (weather.strikes(60)) {
            live(() -> server.guarded(() -> server.desk.takeBack(service, env(), Samples.ASK)));
        } else if (weather.strikes(80) && open.size() < 2) {
            request();
        }
        answer();
        server.life.unchoose();
        invariants.afterStep();
        settle();
    }

    private void settle() {
        open.entrySet()
                .removeIf(
                        entry -> {
                            Promotion now = look.find(entry.getKey()).orElseThrow();
                            return now.state().ended() && ended(now, entry.getValue());
                        });
    }

    private boolean ended(Promotion promotion, SimWorld.Behaviour behaviour) {
        endings.merge(promotion.state().label(), 1, Integer::sum);
        invariants.ended(promotion, behaviour, calm);
        return true;
    }

    /** What the world does by itself. */
    private void disturb() {
        turnDown();
        if (weather.strikes(25)) {
            world.routerBackAt = world.time.plusSeconds(weather.between(1, 14));
        }
        if (weather.strikes(60)) {
            world.resetCounters();
            invariants.restarted();
        }
        if (weather.strikes(120)) {
            world.serverSkew = Duration.ofDays(days).plusSeconds(weather.between(-60, 60));
        }
        if (weather.strikes(500)) {
            // Stays: timeouts that began in the future would take as long as the jump back.
            days++;
            world.serverSkew = Duration.ofDays(days);
        }
        if (weather.strikes(200)) {
            world.routerSkew = Duration.ofSeconds(weather.between(-60, 60));
        }
        Optional<Promotion> lane = look.lane(service, env());
        if (lane.isPresent() && lane.get().arms().isPresent() && weather.strikes(80)) {
            SimWorld.Place canary = world.place(lane.get().arms().get().canarySlot());
            SimWorld.Place baseline = world.place(lane.get().arms().get().baselineSlot());
            boolean canaryDies = invariants.spareable(canary) && random.nextBoolean();
            if (canaryDies) {
                canary.instances.forEach(instance -> instance.alive = false);
            } else {
                baseline.instances.getFirst().alive = false;
            }
        }
    }

    /** Somebody turns the new version down at the router, by hand. */
    private void turnDown() {
        Optional<Promotion> lane =
                look.lane(service, env()).filter(it -> steady(it.state()) && noted(it.id()));
        if (lane.isPresent() && weather.strikes(20)) {
            Slot canary = lane.get().arms().orElseThrow().canarySlot();
            Share now = world.split.of(canary);
            boolean wholly = now.equals(Share.ALL) || random.nextBoolean();
            Share less = wholly ? Share.NONE : new Share(now.basisPoints() / 2);
            if (!lane.get().subject().first() && less.compareTo(now) < 0) {
                world.split = new Split(canary.other(), less);
                invariants.turnedDown(lane.get().id(), canary);
                hands++;
            }
        }
    }

    /** Whether the servers know this run of the router: else its restart explains whatever is. */
    private boolean noted(UUID promotion) {
        return records.checkpoints(new Life(0))
                .find(promotion)
                .flatMap(JudgeCheckpoint::counted)
                .filter(it -> it.epoch().equals(world.counters().epoch()))
                .isPresent();
    }

    private static boolean steady(PromotionState state) {
        return state instanceof PromotionState.Judging
                || state instanceof PromotionState.Watching
                || state instanceof PromotionState.Baking
                || state instanceof PromotionState.Frozen;
    }

    /** Somebody lets go on what asks. */
    private void answer() {
        Optional<Promotion> asks =
                look.lane(service, env())
                        .filter(
                                it ->
                                        it.state() instanceof PromotionState.Frozen frozen
                                                && frozen.cause()
                                                        == PromotionState.FreezeCause.ASKED);
        if (asks.isPresent() && weather.strikes(10)) {
            invariants.answered();
            UUID id = asks.get().id();
            live(() -> server.guarded(() -> server.worker.goOn(id, Optional.empty(), "ann")));
        }
    }

    /** How often somebody turned a version down by hand. */
    int hands() {
        return hands;
    }

    /** What happens to the server in this step. */
    private void choose() {
        if (weather.strikes(6)) {
            chosen(random.nextBoolean() ? Life.Fate.DIES_BEFORE : Life.Fate.DIES_AFTER);
        } else if (weather.strikes(20)) {
            chosen(Life.Fate.LOSES_DATABASE);
        } else if (weather.strikes(12)) {
            chosen(Life.Fate.IS_OVERTAKEN);
        }
    }

    private void chosen(Life.Fate fate) {
        int calls =
                switch (fate) {
                    case DIES_BEFORE, LOSES_DATABASE -> weather.between(1, 30);
                    case DIES_AFTER -> weather.between(1, 4);
                    case IS_OVERTAKEN -> 1;
                };
        invariants.note("life " + server.life.number() + " " + fate + " at call " + calls);
        server.life.choose(fate, calls, this::overtake);
    }

    /** A new server steers for some steps while the old one is still in the midst of a call. */
    private void overtake() {
        server = begin();
        int steps = weather.between(1, 12);
        for (int i = 0; i < steps; i++) {
            world.pass(Duration.ofSeconds(1));
            live(server::sweep);
            invariants.afterStep();
        }
    }

    /** Lets the server act; whoever dies at it is followed by another. */
    private void live(Runnable act) {
        SimServer one = server;
        try {
            act.run();
        } catch (Life.Crash crash) {
            if (server == one) {
                server = begin();
            }
        }
    }

    private SimServer begin() {
        Life life = new Life(++lives, fate -> fates.merge(fate, 1, Integer::sum));
        invariants.newest(lives);
        long ownership = records.takeOver();
        newest = records.promotions(new Life(0), ownership);
        return new SimServer(outside, life, ownership);
    }

    private void request() {
        Optional<Promotion> running = look.running(service, env());
        boolean first = running.isEmpty();
        SimWorld.Behaviour behaviour = first ? SimWorld.good() : draw();
        Candidate candidate = candidate(behaviour);
        boolean canary = first || behaviour.errorRate() < 0.2 || random.nextInt(3) > 0;
        Promotion created = newest.create(wanted(candidate, first, canary), "simulated");
        open.put(created.id(), behaviour);
    }

    private Promotion wanted(Candidate candidate, boolean first, boolean canary) {
        return new Promotion(
                candidate.id(),
                new Promotion.Subject(
                        service,
                        env(),
                        candidate.id(),
                        candidate.artifact(),
                        SimService.CONFIG,
                        1,
                        first,
                        candidate.createdAt(),
                        "seed " + seed),
                SimService.plan(
                        canary ? compared() : Strategy.ALL_AT_ONCE,
                        random.nextInt(3) == 0,
                        random.nextBoolean()),
                SimService.LIMITS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Course.START,
                new PromotionState.Requested(candidate.createdAt()),
                0,
                0);
    }

    private Strategy compared() {
        return random.nextBoolean() ? Strategy.CANARY : Strategy.BUDGET;
    }

    private SimWorld.Behaviour draw() {
        return switch (random.nextInt(10)) {
            case 0 -> new SimWorld.Behaviour(SimWorld.Fault.NEVER_READY, 0.001);
            case 1 -> new SimWorld.Behaviour(SimWorld.Fault.DIES_AT_START, 0.001);
            case 2 -> new SimWorld.Behaviour(SimWorld.Fault.WRONG_DIGEST, 0.001);
            case 3, 4 ->
                    new SimWorld.Behaviour(SimWorld.Fault.ERRORS, 0.05 + random.nextDouble() / 3);
            default -> SimWorld.good();
        };
    }

    private Candidate candidate(SimWorld.Behaviour behaviour) {
        byte[] bytes = (service + " v" + ++versions).getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.sha256(bytes);
        world.versions.put(digest.toString(), behaviour);
        try {
            files.receive(digest, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var at = world.serverTime().truncatedTo(ChronoUnit.MILLIS);
        Candidate made =
                new Candidate(
                        Ids.newId(at), service, digest, "repo", "c", Optional.empty(), at, "ci");
        records.add(made, bytes.length);
        return made;
    }

    private void takeBackCompleted() {
        live(
                () ->
                        server.guarded(
                                () -> {
                                    if (server.desk.takeBack(service, env(), Samples.ASK)
                                            instanceof
                                            PromotionDesk.Result.Accepted(Promotion taken)) {
                                        open.put(taken.id(), SimWorld.good());
                                    }
                                }));
        int steps = 0;
        while (!open.isEmpty()) {
            step(steps);
            invariants.bounded(steps++, MOST_STEPS, open.keySet());
        }
    }

    private static String env() {
        return SimService.ENVIRONMENT;
    }
}
