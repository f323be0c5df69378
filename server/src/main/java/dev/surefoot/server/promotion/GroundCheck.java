package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.freeze.Freeze;
import dev.surefoot.server.rollback.RecoveryCheck;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollback.RecoveryRules;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.runtime.Launch;
import dev.surefoot.server.runtime.SlotHealth;
import dev.surefoot.server.traffic.ObservedRoute;
import dev.surefoot.server.traffic.Router;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Looks at what exposure rests on: instances, the way back, gates. */
final class GroundCheck {
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private static final String READING = "the bytes of the version to go back to are still read";

    private final World world;
    private final Promotions store;
    private final GateWatch gates;
    private final Bytes bytes;

    GroundCheck(World world, Promotions store, GateWatch gates) {
        this.world = world;
        this.store = store;
        this.gates = gates;
        this.bytes = new Bytes(world.artifacts());
    }

    /** How the instances of both arms are, looked at side by side. */
    ArmHealth health(Promotion promotion, Site site) {
        CompletableFuture<SlotHealth> baseline =
                CompletableFuture.supplyAsync(() -> baseline(promotion), THREADS);
        SlotHealth canary = world.runtime().observe(Expander.launch(promotion, site));
        return new ArmHealth(canary, baseline.join());
    }

    /**
     * What was seen just now.
     *
     * @param silent counters missing for longer than {@code blind}
     * @param closely what else to look at
     */
    record Looked(ArmHealth health, Divided divided, boolean silent, Closely closely) {}

    /** What growth rests on. */
    Seen.Ground check(Promotion promotion, Looked looked, Instant at) {
        ArmHealth health = looked.health();
        Optional<String> dead =
                Instances.allDead(health.canary())
                        ? Optional.of(
                                "every instance of the new version is dead; "
                                        + Instances.outputs(health.canary()))
                        : Optional.empty();
        Optional<RecoveryPlan.Target> target = promotion.recovery().flatMap(RecoveryPlan::target);
        Optional<Boolean> intact =
                looked.closely().bytes()
                        ? target.flatMap(it -> bytes.intact(it.artifact()))
                        : Optional.empty();
        boolean there =
                target.map(it -> intact.orElseGet(() -> bytes.present(it.artifact())))
                        .orElse(false);
        boolean reading = looked.closely().bytes() && target.isPresent() && intact.isEmpty();
        return new Seen.Ground(
                broken(recovery(promotion, target, health.baseline(), there, at)),
                looked.closely().gates() ? gates.broken(promotion, at) : Optional.empty(),
                looked.silent(),
                dead,
                looked.divided().lapsed(),
                looked.divided().drift(),
                frozen(promotion),
                reading ? Optional.of(READING) : Optional.empty());
    }

    /** The freeze that covers where the promotion goes, in words. */
    Optional<String> frozen(Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        return world.freezes()
                .covering(subject.service(), subject.environment(), subject.artifact())
                .map(Freeze::words);
    }

    /**
     * What the router says of the split; one that does not answer says nothing.
     *
     * @param epoch the router's run in which the split last read back as asked
     */
    Divided divided(Promotion promotion, Optional<String> epoch) {
        Site site = world.sites().apply(promotion.subject());
        Share share = PromotionRow.share(promotion.state()).orElseThrow();
        Arms arms = promotion.arms().orElseThrow();
        Divided.Asked asked =
                new Divided.Asked(
                        Exposer.split(arms, share, promotion.subject().first()),
                        arms.canarySlot(),
                        LeaseKeeper.lease(promotion, share, world),
                        epoch);
        return switch (world.routers().apply(site.bothSlots()).read()) {
            case Router.Read.Observed(ObservedRoute now)
                    when now.split().equals(asked.split())
                            && now.lease()
                                    .filter(it -> LeaseKeeper.fromBefore(promotion, it, world))
                                    .isPresent() ->
                    Divided.asAsked(now, asked); // The keeper replaces it.
            case Router.Read.Observed(ObservedRoute now) -> Divided.between(now, asked);
            case Router.Read.Absent absent -> Divided.forgotten();
            case Router.Read.Unreachable unreachable -> Divided.UNHEARD;
        };
    }

    /** The way back of a promotion that is being prepared. */
    RecoveryCheck recovery(Promotion promotion, Instant at) {
        Optional<RecoveryPlan.Target> target = target(promotion);
        boolean there = target.map(it -> intact(it.artifact())).orElse(false);
        return recovery(promotion, target, baseline(promotion), there, at);
    }

    private static Optional<String> broken(RecoveryCheck check) {
        return check instanceof RecoveryCheck.Broken broken
                ? Optional.of(broken.why())
                : Optional.empty();
    }

    private static RecoveryCheck recovery(
            Promotion promotion,
            Optional<RecoveryPlan.Target> target,
            SlotHealth baseline,
            boolean there,
            Instant at) {
        return RecoveryRules.check(
                new RecoveryRules.Ground(
                        promotion.subject().first(),
                        target,
                        there,
                        baseline.ready(),
                        baseline.instances().size(),
                        at));
    }

    /** Before exposure nothing hangs on the time that hashing takes. */
    private boolean intact(Digest artifact) {
        try {
            return world.artifacts().intact(artifact);
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<RecoveryPlan.Target> target(Promotion promotion) {
        return running(promotion)
                .map(
                        now ->
                                new RecoveryPlan.Target(
                                        now.subject().candidate(),
                                        now.subject().artifact(),
                                        now.subject().config()));
    }

    private SlotHealth baseline(Promotion promotion) {
        return baselineLaunch(promotion)
                .map(world.runtime()::observe)
                .orElseGet(() -> new SlotHealth(List.of()));
    }

    /** How the running version is started, by the definition it was promoted with. */
    private Optional<Launch> baselineLaunch(Promotion promotion) {
        Slot slot = promotion.arms().map(Arms::baselineSlot).orElseThrow();
        return running(promotion)
                .map(
                        now ->
                                world.sites()
                                        .apply(now.subject())
                                        .launch(
                                                slot,
                                                Site.version(
                                                        now.subject().artifact(),
                                                        now.subject().config()),
                                                now.token()));
    }

    private Optional<Promotion> running(Promotion promotion) {
        return store.running(promotion.subject().service(), promotion.subject().environment());
    }
}
