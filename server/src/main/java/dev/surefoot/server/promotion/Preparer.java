package dev.surefoot.server.promotion;

import dev.surefoot.server.rollback.RecoveryCheck;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.runtime.Launch;
import dev.surefoot.server.runtime.Refusal;
import dev.surefoot.server.runtime.Runtime;
import dev.surefoot.server.traffic.Capability;
import dev.surefoot.server.traffic.Router;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Checks before anything starts: bytes, ports, router, the way back, and the plan. */
final class Preparer {
    private final World world;
    private final GroundCheck ground;
    private final JudgeDesk judge;

    Preparer(World world, GroundCheck ground, JudgeDesk judge) {
        this.world = world;
        this.ground = ground;
        this.judge = judge;
    }

    Seen prepare(Promotion promotion, Instant at) {
        Site site = world.sites().apply(promotion.subject());
        Launch launch = Expander.launch(promotion, site);
        // A slot that still holds the version before last is no obstacle: it gives way.
        if (world.runtime().prepare(launch) instanceof Runtime.Preparation.Refused refused
                && !(refused.refusal() instanceof Refusal.SlotOccupied)) {
            return new Seen.Refusal(refused.refusal().message());
        }
        Router router = world.routers().apply(site.bothSlots());
        Set<Capability> missing = needed(promotion.plan());
        missing.removeAll(router.capabilities());
        if (site.leaseRequired() && !router.capabilities().contains(Capability.LEASE)) {
            return new Seen.Refusal(
                    "the router of "
                            + site.service()
                            + "/"
                            + site.environment()
                            + " can't let exposure lapse when the server is silent, and "
                            + site.environment()
                            + " is production: accept that with traffic.accept-no-lease: true in"
                            + " policy.yaml");
        }
        if (!missing.isEmpty()) {
            return new Seen.Refusal(
                    "the router of "
                            + site.service()
                            + "/"
                            + site.environment()
                            + " lacks "
                            + missing
                            + ", which the rollout needs: choose another strategy or router");
        }
        if (router.read() instanceof Router.Read.Unreachable gone) {
            return new Seen.Unknown("the router: " + gone.why());
        }
        return switch (ground.recovery(promotion, at)) {
            case RecoveryCheck.Ready ready -> planned(promotion, ready.plan(), at);
            case RecoveryCheck.Broken broken -> new Seen.Refusal(broken.why());
        };
    }

    private Seen planned(Promotion promotion, RecoveryPlan back, Instant at) {
        return switch (judge.pin(promotion, at)) {
            case Planned.Kept kept -> new Seen.Prepared(back, kept.first(), kept.words());
            case Planned.Waits waits -> new Seen.Unknown(waits.why());
            case Planned.Refused refused -> new Seen.Refusal(refused.why());
        };
    }

    private static Set<Capability> needed(RolloutPlan plan) {
        Set<Capability> all = EnumSet.of(Capability.VERIFY, Capability.VERSION_COUNTERS);
        if (plan.compares()) {
            all.add(Capability.GRANULARITY_BP);
        }
        return all;
    }
}
