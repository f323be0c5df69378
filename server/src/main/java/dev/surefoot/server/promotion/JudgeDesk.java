package dev.surefoot.server.promotion;

import dev.surefoot.judge.Budget;
import dev.surefoot.judge.Judge;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Outcome;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Planning;
import dev.surefoot.judge.RefusedState;
import dev.surefoot.judge.Step;
import dev.surefoot.judge.Window;
import dev.surefoot.judge.Words;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.Deltas;
import dev.surefoot.server.traffic.Router;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Feeds the judge with what the router counted since the last look, and keeps its state over
 * restarts. One promotion is looked at by one thread at a time; many at once are fine.
 *
 * <p>A checkpoint is written every ten seconds, before and after every change of the share, and at
 * the end. After a crash, everything counted since the last one becomes one window, in which the
 * share was constant but for its first moments.
 */
final class JudgeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(JudgeDesk.class);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(10);

    private final World world;
    private final JudgeCheckpoints store;
    private final Function<Promotion, Plan> plans;
    private final GroundCheck ground;
    private final Map<UUID, JudgeSeat> seats = new ConcurrentHashMap<>();

    JudgeDesk(
            World world,
            JudgeCheckpoints store,
            Function<Promotion, Plan> plans,
            GroundCheck ground) {
        this.world = world;
        this.store = store;
        this.plans = plans;
        this.ground = ground;
    }

    /**
     * Settles what is promised before anything is exposed, from what is known then. Once settled it
     * stays; what cannot be kept is not settled.
     */
    Planned pin(Promotion promotion, Instant at) {
        Optional<Plan> pinned = store.find(promotion.id()).map(JudgeCheckpoint::plan);
        Plan plan;
        try {
            plan = pinned.orElseGet(() -> plans.apply(promotion));
        } catch (IllegalArgumentException e) {
            LOG.error("promotion {}: its settings make no plan", promotion.id(), e);
            return new Planned.Refused("its settings make no plan: " + e.getMessage());
        }
        return switch (Planning.of(plan)) {
            case Planning.Possible possible -> {
                if (pinned.isEmpty()) {
                    store.save(promotion.id(), JudgeSeat.fresh(plan, at).checkpoint(at));
                }
                yield plan.pace() instanceof Budget
                        ? new Planned.Kept(
                                Optional.of(new Share(possible.firstShareBp())), Words.plan(plan))
                        : new Planned.Kept(
                                Optional.empty(), Words.clusters(plan).stream().toList());
            }
            case Planning.Impossible impossible -> unplannable(plan, impossible);
        };
    }

    private static Planned unplannable(Plan plan, Planning.Impossible impossible) {
        String why =
                "the budget cannot be kept: "
                        + impossible.why()
                        + ". Options: "
                        + String.join("; ", impossible.options());
        boolean lacksTraffic =
                plan.pace() instanceof Budget budget
                        && budget.forecast().requestsPerSecond() == 0
                        && budget.failedRequests() >= Budget.FEWEST;
        return lacksTraffic ? new Planned.Waits(why) : new Planned.Refused(why);
    }

    /**
     * Reads the counters just before the first share is given, and before one that is given again
     * after a lapse, so that no canary request goes unjudged and no time without any counts. Other
     * shares begin where the last window ended. Either is written down: whoever comes back after a
     * crash must not take what follows for the share before.
     */
    void begin(Promotion promotion, Instant at) {
        JudgeSeat seat = seats.computeIfAbsent(promotion.id(), id -> seat(promotion, at));
        boolean first = seat.enter(promotion.state().since());
        if (!seat.fed || (first && seat.lapsedOnceMore(promotion.course()))) {
            counters(world.sites().apply(promotion.subject()))
                    .ifPresent(now -> seat.counted = Optional.of(now));
        }
        if (first) {
            save(promotion.id(), seat, at);
        }
    }

    /** A share reads back in the router's run {@code epoch}. */
    void exposed(Promotion promotion, String epoch) {
        JudgeSeat seat = seats.get(promotion.id());
        if (seat != null) {
            seat.exposed(epoch);
        }
    }

    /**
     * Looks at counters and instances, asks the judge, and checks what growth rests on.
     *
     * @param renew called once counters were read and before anything else is looked at, if
     *     exposure may be kept alive: what follows can take long
     */
    Seen judge(Promotion promotion, Share share, Instant at, Runnable renew) {
        JudgeSeat seat = seats.computeIfAbsent(promotion.id(), id -> seat(promotion, at));
        Site site = world.sites().apply(promotion.subject());
        Optional<CounterSnapshot> now = counters(site);
        if (now.isPresent()) {
            seat.fresh(at);
        }
        if (seat.renewable(at)) {
            renew.run();
        }
        ArmHealth health = ground.health(promotion, site);
        boolean newShare = seat.enter(promotion.state().since());
        Divided divided = ground.divided(promotion, seat.epoch());
        // Nobody knows when in this window the share became another: a gap for both arms.
        boolean gap = seat.saw(divided);
        boolean judged = false;
        if (gap && now.isPresent()) {
            seat.counted = now;
        } else if (now.isPresent()) {
            Share inForce = divided.instead().orElse(share);
            judged = feed(seat, promotion, inForce, new Met(now.get(), health, site.warmUp()));
        }
        if (judged) {
            seat.draw(at, Duration.between(promotion.exposedAt().orElse(at), at));
        }
        if (due(seat, newShare, divided, at)) {
            save(promotion.id(), seat, at);
        }
        boolean acts = seat.silent(at) || divided.differs();
        if (acts && seat.last.isEmpty()) {
            seat.last = Optional.of(unseen(seat, share, at));
        }
        if (seat.last.isEmpty() || !(judged || acts)) {
            return new Seen.Unknown(now.isPresent() ? "the first window" : "the router's counters");
        }
        return judged(promotion, seat, new Look(share, health, divided), at);
    }

    private record Look(Share share, ArmHealth health, Divided divided) {}

    private Seen judged(Promotion promotion, JudgeSeat seat, Look look, Instant at) {
        Step step = seat.last.orElseThrow();
        boolean grows =
                look.divided().lapsed().isPresent()
                        || step.judgement() instanceof Judgement.Promote
                        || GrowthRules.next(promotion, look.share(), step).isPresent();
        return new Seen.Judged(
                step,
                Words.brief(seat.plan, step.judgement()),
                ground.check(
                        promotion,
                        new GroundCheck.Looked(
                                look.health(),
                                look.divided(),
                                seat.silent(at),
                                Closely.at(promotion, grows, at)),
                        at));
    }

    /**
     * Whether to write a checkpoint: not while the router has begun anew and has still to be told,
     * since whoever reads that after a crash would take it for somebody's hand.
     */
    private static boolean due(JudgeSeat seat, boolean newShare, Divided divided, Instant at) {
        boolean restarted =
                divided.drift().filter(it -> it.kind() == Drift.Kind.RESTARTED).isPresent();
        return !restarted
                && (newShare || seat.newRun() || over(seat.savedAt, BETWEEN_CHECKPOINTS, at));
    }

    /** Whether exposure may be kept alive while a look goes on. */
    boolean renewable(UUID promotion, Instant at) {
        JudgeSeat seat = seats.get(promotion);
        return seat != null && seat.renewable(at);
    }

    /** Writes what is known, and forgets the promotion: it is judged no longer. */
    void settle(UUID promotion, Instant at) {
        JudgeSeat seat = seats.remove(promotion);
        if (seat != null) {
            save(promotion, seat, at);
        }
    }

    /** What the judge said last; for people who look. */
    Optional<JudgeCheckpoint> latest(UUID promotion, Instant at) {
        return Optional.ofNullable(seats.get(promotion))
                .map(seat -> seat.checkpoint(at))
                .or(() -> store.find(promotion));
    }

    /** What a look met: counters, instances, and how long a new one's durations do not count. */
    private record Met(CounterSnapshot counters, ArmHealth health, Duration warmUp) {}

    private boolean feed(JudgeSeat seat, Promotion promotion, Share share, Met met) {
        CounterSnapshot now = met.counters();
        Optional<CounterSnapshot> before = seat.counted;
        if (before.isEmpty()) {
            seat.counted = Optional.of(now);
            return false;
        }
        if (!now.takenAt().isAfter(before.get().takenAt())) {
            return notLater(seat, before.get(), now);
        }
        ArmWindows.Counted counted = ArmWindows.Counted.between(before.get(), now);
        seat.counted =
                Optional.of(
                        counted.deltas() instanceof Deltas.Window whole ? whole.counted() : now);
        Durations durations = Durations.of(seat.plan, promotion, met.warmUp());
        durations.flaw(now, counted.deltas()).ifPresent(why -> untimed(promotion, seat, why));
        Window window =
                ArmWindows.window(
                        counted,
                        share,
                        new ArmWindows.Served(
                                promotion.arms().orElseThrow(), met.health(), durations));
        boolean compared = !promotion.subject().first() && !bakes(promotion.state());
        Outcome outcome =
                compared
                        ? Judge.next(seat.plan, seat.state, window)
                        : Judge.rails(seat.plan, seat.state, window);
        seat.state = outcome.state();
        seat.last = Optional.of(outcome.step());
        seat.fed = true;
        return true;
    }

    /** Said, and never made up for: latency learns nothing from this window, errors do. */
    private static void untimed(Promotion promotion, JudgeSeat seat, String why) {
        if (seat.untimed(why)) {
            LOG.warn("promotion {}: latency is left out of a window: {}", promotion.id(), why);
        }
    }

    /** An older reading that came late says nothing new; counted again it would count twice. */
    private static boolean notLater(JudgeSeat seat, CounterSnapshot before, CounterSnapshot now) {
        if (!(Deltas.between(now, before) instanceof Deltas.Window)) {
            // The router's clock went back. Windows must rise, so judging begins anew: evidence is
            // lost, what was promised and what was spent are not.
            seat.state = seat.state.anew();
            seat.last = Optional.empty();
            seat.counted = Optional.of(now);
        }
        return false;
    }

    /** Everything runs on the new version: there is nothing to compare it with. */
    private static boolean bakes(PromotionState state) {
        return state instanceof PromotionState.Baking
                || (state instanceof PromotionState.Frozen frozen
                        && PromotionRow.share(frozen.from()).filter(Share.ALL::equals).isPresent());
    }

    /** What the judge says of a window in which nobody saw anything; its state is not kept. */
    private static Step unseen(JudgeSeat seat, Share share, Instant at) {
        Window window =
                new Window(
                        Long.MAX_VALUE,
                        seat.freshAt().isBefore(at) ? seat.freshAt() : at.minusMillis(1),
                        at,
                        share.basisPoints(),
                        List.of(),
                        List.of(),
                        true);
        return Judge.rails(seat.plan, seat.state, window).step();
    }

    private Optional<CounterSnapshot> counters(Site site) {
        return world.routers().apply(site.bothSlots()).counters()
                        instanceof Router.Counters.Counted counted
                ? Optional.of(counted.snapshot())
                : Optional.empty();
    }

    private JudgeSeat seat(Promotion promotion, Instant at) {
        Optional<JudgeCheckpoint> kept = store.find(promotion.id());
        if (kept.isEmpty()) {
            return JudgeSeat.fresh(plans.apply(promotion), at);
        }
        try {
            return JudgeSeat.restored(kept.get(), promotion.state().since(), at);
        } catch (RefusedState e) {
            // Evidence is lost, the promises are not: whoever begins anew promotes later.
            LOG.error("checkpoint of promotion {} is unreadable: judging anew", promotion.id(), e);
            return JudgeSeat.fresh(kept.get().plan(), at);
        }
    }

    private void save(UUID promotion, JudgeSeat seat, Instant at) {
        store.save(promotion, seat.checkpoint(at));
        seat.saved(at);
    }

    private static boolean over(Instant since, Duration limit, Instant at) {
        return Duration.between(since, at).compareTo(limit) > 0;
    }
}
