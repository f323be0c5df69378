package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.RolloutPlan;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What must hold after each step of a simulation, and at its end. */
final class Invariants {
    private static final int MOST_NOTES = 40;

    private static final Share MOST = new Share(5_000);

    private final long seed;
    private final SimWorld world;
    private final Records records;
    private final String service;
    private final Promotions look;
    private final Deque<String> journal = new ArrayDeque<>();
    private int newestLife;
    private boolean newestWrote;
    private boolean served;
    private Optional<Hand> hand = Optional.empty();

    Invariants(long seed, SimWorld world, Records records, String service) {
        this.seed = seed;
        this.world = world;
        this.records = records;
        this.service = service;
        this.look = records.promotions(new Life(0), -1);
    }

    /** A new server steers. */
    void newest(int life) {
        note("life " + life + " begins");
        newestLife = life;
        newestWrote = false;
    }

    /** What somebody turned down by hand. */
    private record Hand(UUID promotion, Slot canary) {}

    /** Somebody turned the new version down: it stays down until that is answered. */
    void turnedDown(UUID promotion, Slot canary) {
        note("a hand: blue %s green %s".formatted(world.share(Slot.BLUE), world.share(Slot.GREEN)));
        hand = Optional.of(new Hand(promotion, canary));
    }

    /** What was turned down by hand may rise again. */
    void answered() {
        hand = Optional.empty();
    }

    /** The router began anew: that explains whatever is less now, unless it is asked about. */
    void restarted() {
        boolean asked =
                look.lane(service, SimService.ENVIRONMENT)
                        .filter(
                                lane ->
                                        lane.state() instanceof PromotionState.Frozen frozen
                                                && frozen.from() instanceof PromotionState.Exposing)
                        .isPresent();
        note("the router begins anew");
        hand = asked ? hand : Optional.empty();
    }

    private void overruled(Slot slot, Share before) {
        boolean held =
                hand.isPresent()
                        && hand.get().canary() == slot
                        && look.lane(service, SimService.ENVIRONMENT)
                                .filter(lane -> lane.id().equals(hand.get().promotion()))
                                .isPresent();
        if (held) {
            throw new AssertionError(
                    what(slot + " rises from " + before + ", which somebody turned down by hand"));
        }
    }

    /** Whether the service goes on if this slot dies: the other one serves or can. */
    boolean spareable(SimWorld.Place place) {
        return world.places.values().stream()
                .filter(other -> other != place)
                .anyMatch(
                        other ->
                                other.instances.stream()
                                        .anyMatch(i -> i.alive && !i.readyAt.isAfter(world.time)));
    }

    /** Around each change that the router accepts. */
    void aroundChange(int life, Runnable change) {
        Share blue = world.share(Slot.BLUE);
        Share green = world.share(Slot.GREEN);
        change.run();
        boolean moved =
                !blue.equals(world.share(Slot.BLUE)) || !green.equals(world.share(Slot.GREEN));
        if (moved && life < newestLife && newestWrote) {
            throw new AssertionError(
                    what("life " + life + " moved traffic after life " + newestLife + " had"));
        }
        if (moved) {
            note(
                    "life %d: blue %s green %s"
                            .formatted(life, world.share(Slot.BLUE), world.share(Slot.GREEN)));
        }
        newestWrote |= life == newestLife;
        if (life < newestLife) {
            return; // Who was overtaken makes one write at most; the next look mends it.
        }
        mayRise(Slot.BLUE, blue);
        mayRise(Slot.GREEN, green);
    }

    private void mayRise(Slot slot, Share before) {
        if (world.share(slot).compareTo(before) <= 0) {
            return;
        }
        overruled(slot, before);
        Optional<Promotion> lane = look.lane(service, SimService.ENVIRONMENT);
        if (lane.isEmpty() || lane.get().arms().orElseThrow().baselineSlot() == slot) {
            return;
        }
        assertThat(lane.get().state())
                .as(what(slot + " rises from " + before + " to " + world.share(slot)))
                .isInstanceOfSatisfying(
                        PromotionState.Exposing.class,
                        exposing -> assertThat(exposing.share()).isEqualTo(world.share(slot)));
    }

    void afterStep() {
        if (world.split.divided() && world.routed && served) {
            assertThat(world.lease).as(what("a divided split without a lease")).isPresent();
        }
        look.lane(service, SimService.ENVIRONMENT)
                .ifPresent(lane -> note(world.places + " " + lane.id() + " " + lane.state()));
        Optional<Promotion> running = look.running(service, SimService.ENVIRONMENT);
        if (running.isEmpty()) {
            return;
        }
        if (!served) {
            served = true;
            world.unserved = 0;
        }
        assertThat(world.unserved).as(what("requests that nobody served")).isZero();
        if (look.lane(service, SimService.ENVIRONMENT).isEmpty()) {
            Slot slot = running.get().arms().orElseThrow().canarySlot();
            assertThat(world.share(slot))
                    .as(what("the share of " + slot + ", which holds the running version"))
                    .isEqualTo(Share.ALL);
        }
    }

    /** A release has ended. */
    void ended(Promotion promotion, SimWorld.Behaviour behaviour, boolean calm) {
        PromotionState state = promotion.state();
        String what = what(behaviour + " ended " + state);
        budget(promotion, behaviour, calm);
        if (!behaviour.good()) {
            assertThat(state).as(what).isNotInstanceOf(PromotionState.Completed.class);
        } else if (calm) {
            assertThat(state).as(what).isInstanceOf(PromotionState.Completed.class);
        }
        // While its slot is not yet another's.
        if (state instanceof PromotionState.RolledBack
                && look.lane(service, SimService.ENVIRONMENT).isEmpty()) {
            Slot bad = promotion.arms().orElseThrow().canarySlot();
            boolean anothers =
                    look.running(service, SimService.ENVIRONMENT)
                            .flatMap(Promotion::arms)
                            .filter(arms -> arms.canarySlot() == bad)
                            .isPresent();
            assertThat(world.share(bad)).as(what).isEqualTo(anothers ? Share.ALL : Share.NONE);
        }
        story(promotion);
    }

    /**
     * Never above the highest share before Promote; and a bad version costs no more than it may.
     */
    private void budget(Promotion promotion, SimWorld.Behaviour behaviour, boolean calm) {
        Optional<RolloutPlan.Spendable> budget = promotion.plan().budget();
        if (budget.isEmpty() || promotion.subject().first()) {
            return;
        }
        // After it, evidence that a lapse has cost does not hold exposure back again.
        assertThat(
                        look.events(promotion.id()).stream()
                                .takeWhile(event -> !event.why().startsWith("Promote")))
                .as(what("shares before Promote"))
                .filteredOn(event -> event.why().startsWith("nothing against it"))
                .allMatch(event -> event.share().orElseThrow().compareTo(MOST) <= 0);
        if (calm && !behaviour.good()) {
            records.checkpoints(new Life(0))
                    .find(promotion.id())
                    .flatMap(JudgeCheckpoint::evidence)
                    .ifPresent(
                            evidence ->
                                    assertThat(evidence.canary().errors())
                                            .as(what("failed requests"))
                                            .isLessThanOrEqualTo(SimService.MAY_FAIL));
        }
    }

    /** The story is dense, and its shares rise only out of judging or the start. */
    private void story(Promotion promotion) {
        List<PromotionEvent> events = look.events(promotion.id());
        assertThat(events.getLast().ordinal()).isEqualTo(promotion.version());
        int share = 0;
        String from = "";
        long ordinal = 0;
        for (PromotionEvent event : events) {
            assertThat(event.ordinal()).isEqualTo(++ordinal);
            int next = event.share().map(Share::basisPoints).orElse(0);
            if (next > share) {
                assertThat(from)
                        .as(what("exposure rises in " + events))
                        .isIn("EXPANDING", "JUDGING", "WATCHING");
                assertThat(event.state()).isEqualTo("EXPOSING");
            }
            share = next;
            from = event.state();
        }
    }

    void bounded(int steps, int most, Collection<UUID> open) {
        if (steps > most) {
            throw new AssertionError(
                    what(
                            "not ended after "
                                    + most
                                    + " steps: "
                                    + open.stream().map(look::find).toList()));
        }
    }

    void atTheEnd() {
        long[] ledger = records.ledger();
        assertThat(ledger[0]).as(what("the ledger")).isEqualTo(ledger[1]).isEqualTo(ledger[2]);
    }

    /** Remembers what happened, for the message of a failure. */
    void note(String happened) {
        journal.addLast(world.time + " " + happened);
        if (journal.size() > MOST_NOTES) {
            journal.removeFirst();
        }
    }

    private String what(String happened) {
        return "seed " + seed + ": " + happened + "\n" + String.join("\n", journal) + "\n";
    }
}
