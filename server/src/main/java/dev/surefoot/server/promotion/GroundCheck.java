package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.freeze.Freeze;
import dev.surefoot.server.rollback.RecoveryCheck;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollback.RecoveryRules;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.runtime.Launch;
import dev.surefoot.server.runtime.SlotHealth;
import dev.surefoot.server.time.Spans;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.ObservedLease;
import dev.surefoot.server.traffic.ObservedRoute;
import dev.surefoot.server.traffic.Router;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Looks at what exposure rests on: instances, the way back, gates. */
final class GroundCheck {
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final World world;
    private final Promotions store;
    private final GateWatch gates;

    GroundCheck(World world, Promotions store, GateWatch gates) {
        this.world = world;
        this.store = store;
        this.gates = gates;
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
     * @param grows exposure is about to grow: only then gates and bytes are looked at again
     */
    record Looked(ArmHealth health, Divided divided, boolean silent, boolean grows) {}

    /** What growth rests on. */
    Seen.Ground check(Promotion promotion, Looked looked, Instant at) {
        ArmHealth health = looked.health();
        Optional<String> dead =
                Instances.allDead(health.canary())
                        ? Optional.of(
                                "every instance of the new version is dead; "
                                        + Instances.outputs(health.canary()))
                        : Optional.empty();
        return new Seen.Ground(
                wayBackBroken(promotion, health.baseline(), looked.grows(), at),
                looked.grows() ? gates.broken(promotion, at) : Optional.empty(),
                looked.silent(),
                dead,
                looked.divided().lapsed(),
                looked.divided().drifted(),
                frozen(promotion));
    }

    /** The freeze that covers where the promotion goes, in words. */
    Optional<String> frozen(Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        return world.freezes()
                .covering(subject.service(), subject.environment(), subject.artifact())
                .map(Freeze::words);
    }

    /** What the router says of the split; one that does not answer says nothing. */
    Divided divided(Promotion promotion) {
        Site site = world.sites().apply(promotion.subject());
        Share share = PromotionRow.share(promotion.state()).orElseThrow();
        Split asked =
                Exposer.split(promotion.arms().orElseThrow(), share, promotion.subject().first());
        Optional<Lease> lease = LeaseKeeper.lease(promotion, share, world);
        return switch (world.routers().apply(site.bothSlots()).read()) {
            case Router.Read.Observed(ObservedRoute now)
                    when now.split().equals(asked)
                            && now.lease()
                                    .filter(it -> LeaseKeeper.fromBefore(promotion, it, world))
                                    .isPresent() ->
                    Divided.AS_ASKED; // The keeper replaces it.
            case Router.Read.Observed(ObservedRoute now) -> divided(now, asked, lease);
            case Router.Read.Absent absent -> Divided.drifted("it has forgotten the route");
            case Router.Read.Unreachable unreachable -> Divided.AS_ASKED;
        };
    }

    private static Divided divided(ObservedRoute now, Split asked, Optional<Lease> lease) {
        if (now.lapsed() && lease.isPresent()) {
            return Divided.lapsed(
                    "lease "
                            + now.lease().map(ObservedLease::id).orElse("")
                            + " was not renewed for "
                            + Spans.words(lease.get().ttl()));
        }
        if (!now.split().equals(asked)) {
            return Divided.drifted("it reads back " + now.split() + ", asked was " + asked);
        }
        Optional<String> held = now.lease().map(ObservedLease::id);
        return held.equals(lease.map(Lease::id))
                ? Divided.AS_ASKED
                : Divided.drifted(
                        "it holds "
                                + held.map("lease "::concat).orElse("no lease")
                                + ", asked was "
                                + lease.map(Lease::id).map("lease "::concat).orElse("none"));
    }

    /** The way back of a promotion that is being prepared. */
    RecoveryCheck recovery(Promotion promotion, Instant at) {
        return recovery(promotion, target(promotion), baseline(promotion), true, at);
    }

    private Optional<String> wayBackBroken(
            Promotion promotion, SlotHealth baseline, boolean hashed, Instant at) {
        Optional<RecoveryPlan.Target> target = promotion.recovery().flatMap(RecoveryPlan::target);
        return recovery(promotion, target, baseline, hashed, at)
                        instanceof RecoveryCheck.Broken broken
                ? Optional.of(broken.why())
                : Optional.empty();
    }

    private RecoveryCheck recovery(
            Promotion promotion,
            Optional<RecoveryPlan.Target> target,
            SlotHealth baseline,
            boolean hashed,
            Instant at) {
        return RecoveryRules.check(
                new RecoveryRules.Ground(
                        promotion.subject().first(),
                        target,
                        target.map(it -> present(it, hashed)).orElse(false),
                        baseline.ready(),
                        baseline.instances().size(),
                        at));
    }

    /** Hashing takes time with large artifacts: only before a step. */
    private boolean present(RecoveryPlan.Target target, boolean hashed) {
        try {
            return hashed
                    ? world.artifacts().intact(target.artifact())
                    : Files.isRegularFile(world.artifacts().path(target.artifact()));
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
