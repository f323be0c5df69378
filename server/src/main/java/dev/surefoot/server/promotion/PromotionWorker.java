package dev.surefoot.server.promotion;

import dev.surefoot.judge.Plan;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.PromotionState.Baking;
import dev.surefoot.server.promotion.PromotionState.Expanding;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.Frozen;
import dev.surefoot.server.promotion.PromotionState.Gated;
import dev.surefoot.server.promotion.PromotionState.Judging;
import dev.surefoot.server.promotion.PromotionState.Preparing;
import dev.surefoot.server.promotion.PromotionState.Requested;
import dev.surefoot.server.promotion.PromotionState.RollingBack;
import dev.surefoot.server.promotion.PromotionState.Watching;
import dev.surefoot.server.promotion.PromotionStore.Saved;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Moves promotions: acts for the present state, looks, decides, saves; again while that led
 * somewhere. Every act is idempotent, so that a crash at any instruction only repeats one.
 *
 * <p>Safe for use by many threads. One thread moves a promotion at a time; a rollback that somebody
 * asks for does not wait for it, but saves first and so makes the other's save a conflict and its
 * token stale.
 */
public final class PromotionWorker {
    private static final Logger LOG = LoggerFactory.getLogger(PromotionWorker.class);

    /** Enough for every state to be passed once; a bound against going round in circles. */
    private static final int MOST_MOVES = 16;

    private static final String SELF = "surefoot";
    private static final Duration MOST_WAIT_TO_GO_BACK = Duration.ofMillis(20);

    private final Promotions store;
    private final Acts acts;
    private final InstantSource clock;
    private final Executor aside;
    private final Map<UUID, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<UUID, String> waitingFor = new ConcurrentHashMap<>();

    /**
     * A worker of given parts.
     *
     * @param aside where things run that its callers don't wait for
     */
    PromotionWorker(Promotions store, Acts acts, InstantSource clock, Executor aside) {
        this.store = store;
        this.acts = acts;
        this.clock = clock;
        this.aside = aside;
    }

    /** A worker that acts on {@code world}. */
    public static PromotionWorker of(
            Promotions store,
            World world,
            GateWatch gates,
            JudgeCheckpoints judged,
            Function<Promotion, Plan> plans,
            InstantSource clock) {
        return new PromotionWorker(
                store, acts(store, world, gates, judged, plans), clock, Thread::startVirtualThread);
    }

    /** Everything there is to do, done in {@code world}. */
    static Acts acts(
            Promotions store,
            World world,
            GateWatch gates,
            JudgeCheckpoints judged,
            Function<Promotion, Plan> plans) {
        GroundCheck ground = new GroundCheck(world, store, gates);
        Expander expander = new Expander(world);
        Exposer exposer = new Exposer(world);
        JudgeDesk judge = new JudgeDesk(world, judged, plans, ground);
        return new Acts(
                new LaneWatch(store, world),
                gates,
                new Preparer(world, ground, judge),
                expander,
                exposer,
                judge,
                new LeaseKeeper(world),
                new Holder(world, exposer),
                new Reverser(world, exposer, expander));
    }

    /** What there is to do for each state. */
    record Acts(
            LaneWatch lane,
            GateWatch gates,
            Preparer preparer,
            Expander expander,
            Exposer exposer,
            JudgeDesk judge,
            LeaseKeeper leases,
            Holder holder,
            Reverser reverser) {}

    /**
     * Moves a promotion as far as it goes now. While another thread does, only its exposure is kept
     * alive: a look can take longer than a lease.
     */
    public void advance(UUID id) {
        ReentrantLock lock = locks.computeIfAbsent(id, key -> new ReentrantLock());
        if (!lock.tryLock()) {
            keepAlive(id);
            return;
        }
        try {
            run(id);
        } catch (RuntimeException e) {
            waitingFor.put(id, "Surefoot itself could not (" + e + "); the server's log says more");
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void keepAlive(UUID id) {
        Optional<Promotion> found = store.find(id).filter(it -> watched(it.state()));
        if (found.isPresent() && store.steers() && acts.judge().renewable(id, now())) {
            acts.leases().keep(found.get(), now());
        }
    }

    /** Moves a promotion without making the caller wait. */
    void advanceSoon(UUID id) {
        aside.execute(() -> advance(id));
    }

    /**
     * Takes a version back, or cancels before exposure. Decides and acts at once, in the caller's
     * thread.
     *
     * @return the promotion as it stands then; empty if there is none
     */
    public Optional<Promotion> takeBack(UUID id, Observation.Ask ask) {
        for (int attempt = 0; attempt < MOST_MOVES; attempt++) {
            Optional<Promotion> found = store.find(id);
            if (found.isEmpty()) {
                return found;
            }
            Instant at = now();
            Observation wish =
                    new Observation(
                            at,
                            Optional.of(ask),
                            Optional.empty(),
                            new Seen.Unknown("somebody asks"));
            if (!(PromotionRules.next(found.get(), wish) instanceof Decision.Move move)) {
                return found;
            }
            if (saveOwn(found.get(), move, ask.actor()) instanceof Saved.Done done) {
                Promotion now = switched(done.promotion());
                advanceSoon(id);
                return Optional.of(now);
            }
        }
        throw new IllegalStateException(
                "promotion " + id + " changed " + MOST_MOVES + " times while it was to go back");
    }

    /**
     * Lets a promotion go on that asked somebody.
     *
     * @param seen the version that whoever answers has seen; empty for whatever it is now
     */
    public Answered goOn(UUID id, Optional<Long> seen, String actor) {
        Optional<Promotion> found = store.find(id);
        if (found.isEmpty()) {
            return new Answered.Missing();
        }
        if (seen.isPresent() && seen.get() != found.get().version()) {
            return new Answered.Changed(found.get());
        }
        Optional<Decision.Move> move = FrozenRules.goOn(found.get(), now(), actor);
        if (move.isEmpty()) {
            return new Answered.NothingAsked(found.get());
        }
        if (!(save(found.get(), move.get(), actor) instanceof Saved.Done done)) {
            return new Answered.Changed(store.find(id).orElseThrow());
        }
        advanceSoon(id);
        return new Answered.Goes(done.promotion());
    }

    /** What became of an answer. */
    public sealed interface Answered {
        /** It goes on. */
        record Goes(Promotion promotion) implements Answered {}

        /** It asks nothing now. */
        record NothingAsked(Promotion promotion) implements Answered {}

        /** It is no longer what was seen. */
        record Changed(Promotion promotion) implements Answered {}

        /** There is no such promotion. */
        record Missing() implements Answered {}
    }

    /** Switches traffic right here, and writes down when; if that fails, the sweep goes on. */
    private Promotion switched(Promotion promotion) {
        if (!(promotion.state() instanceof RollingBack)) {
            return promotion;
        }
        Seen seen = acts.exposer().revert(promotion);
        return PromotionRules.next(promotion, Observation.of(now(), seen))
                                instanceof Decision.Move move
                        && save(promotion, move, SELF) instanceof Saved.Done done
                ? done.promotion()
                : promotion;
    }

    /** What a promotion waits for right now, in words. */
    public String waitingFor(UUID id) {
        return waitingFor.getOrDefault(id, "");
    }

    /** What the judge said last about a promotion. */
    public Optional<JudgeCheckpoint> judged(UUID id) {
        return acts.judge().latest(id, now());
    }

    private void run(UUID id) {
        for (int moves = 0; moves < MOST_MOVES; moves++) {
            Optional<Promotion> found = store.find(id);
            if (found.isEmpty() || found.get().state().ended()) {
                locks.remove(id);
                waitingFor.remove(id);
                return;
            }
            if (!store.steers()) {
                return;
            }
            Promotion promotion = found.get();
            Instant at = now();
            Seen seen = act(promotion, at);
            Observation observation =
                    new Observation(now(), Optional.empty(), newer(promotion), seen);
            switch (PromotionRules.next(promotion, observation)) {
                case Decision.Stay stay -> {
                    waitingFor.put(id, stay.waitingFor());
                    return;
                }
                case Decision.Move move -> {
                    if (!(saveOwn(promotion, move, SELF) instanceof Saved.Done done)) {
                        return;
                    }
                    afterMove(promotion, done.promotion());
                    if (judged(done.promotion().state())) {
                        return;
                    }
                }
            }
        }
    }

    /** Judging needs time to pass: the next look is the next sweep's. */
    private static boolean judged(PromotionState state) {
        return state instanceof Judging || state instanceof Watching || state instanceof Baking;
    }

    private static boolean watched(PromotionState state) {
        return judged(state) || state instanceof Frozen;
    }

    private void afterMove(Promotion before, Promotion after) {
        LOG.info(
                "promotion {} of {}/{}: {} -> {}",
                after.id(),
                after.subject().service(),
                after.subject().environment(),
                before.state().label(),
                after.state().label());
        if (after.state() instanceof Exposing) {
            aside.execute(() -> rehearse(after));
        }
        if (after.state().ended()) {
            acts.judge().settle(after.id(), now());
            acts.leases().settle(after.id());
            acts.holder().settle(after.id());
        }
    }

    /**
     * Decides to go back, and writes that to nowhere: the first rollback after a server's start
     * must not be the one that loads what it needs (measured: 55 ms instead of at most 28).
     */
    private void rehearse(Promotion promotion) {
        Observation wish =
                new Observation(
                        now(),
                        Optional.of(new Observation.Ask(SELF, "a rehearsal")),
                        Optional.empty(),
                        new Seen.Unknown("nobody asks"));
        if (PromotionRules.next(promotion, wish) instanceof Decision.Move move) {
            LOG.debug("{} would be {}", promotion.id(), PromotionRow.state(move.to()));
        }
    }

    /** Going back is written first, but does not wait longer than 20 ms for a slow database. */
    private Saved saveOwn(Promotion promotion, Decision.Move move, String actor) {
        boolean goesBack =
                move.to() instanceof RollingBack && !(promotion.state() instanceof RollingBack);
        if (!goesBack) {
            return save(promotion, move, actor);
        }
        CompletableFuture<Saved> saving =
                CompletableFuture.supplyAsync(() -> save(promotion, move, actor), aside);
        try {
            return saving.get(MOST_WAIT_TO_GO_BACK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn(
                    "promotion {} goes back before it is written: {}",
                    promotion.id(),
                    e.toString());
            acts.exposer().revert(promotion);
            return saving.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            acts.exposer().revert(promotion);
            return saving.join();
        }
    }

    private Saved save(Promotion promotion, Decision.Move move, String actor) {
        Promotion next = promotion.in(move.to());
        if (move.recovery().isPresent()) {
            next = next.with(move.recovery().get());
        }
        if (move.course().isPresent()) {
            next = next.with(move.course().get());
        }
        if (move.to() instanceof Gated) {
            next = next.with(acts.lane().arms(promotion));
        }
        return store.save(next, move.why(), actor);
    }

    private Seen act(Promotion promotion, Instant at) {
        return switch (promotion.state()) {
            case Requested state -> acts.lane().look(promotion);
            case Gated state -> acts.gates().look(promotion, at);
            case Preparing state -> acts.preparer().prepare(promotion, at);
            case Expanding state ->
                    state.failure().isPresent()
                            ? acts.expander().stop(promotion)
                            : acts.expander().expand(promotion);
            case Exposing state -> expose(promotion, state, at);
            case Judging state -> judge(promotion, at);
            case Watching state -> judge(promotion, at);
            case Baking state -> judge(promotion, at);
            case Frozen state -> hold(promotion, state, at);
            case RollingBack state -> acts.reverser().act(promotion, state, at);
            case PromotionState.Completed state -> new Seen.Gone();
            case PromotionState.RolledBack state -> new Seen.Gone();
            case PromotionState.Failed state -> new Seen.Gone();
            case PromotionState.Superseded state -> new Seen.Gone();
        };
    }

    private Seen expose(Promotion promotion, Exposing state, Instant at) {
        acts.judge().begin(promotion, at);
        Seen seen = acts.exposer().expose(promotion, state.share());
        if (seen instanceof Seen.Splits splits) {
            acts.judge().exposed(promotion, splits.epoch());
        }
        return seen;
    }

    private Seen judge(Promotion promotion, Instant at) {
        Share share = PromotionRow.share(promotion.state()).orElseThrow();
        return acts.judge().judge(promotion, share, at, () -> acts.leases().keep(promotion, at));
    }

    private Seen hold(Promotion promotion, Frozen state, Instant at) {
        Seen seen = judge(promotion, at);
        acts.holder().hold(promotion, state, seen);
        return seen;
    }

    private Optional<UUID> newer(Promotion promotion) {
        return store.waiting(promotion.subject().service(), promotion.subject().environment())
                .map(Promotion::id)
                .filter(id -> !id.equals(promotion.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
