package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.InstanceCounts;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.ObservedRoute;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Divides traffic as a promotion's state asks, and reads it back. */
final class Exposer {
    private final World world;

    Exposer(World world) {
        this.world = world;
    }

    /** Gives the new version {@code share}. */
    Seen expose(Promotion promotion, Share share) {
        Site site = world.sites().apply(promotion.subject());
        Arms arms = promotion.arms().orElseThrow();
        Route route = site.exposing(arms, promotion.subject().first());
        Split split = split(arms, share, promotion.subject().first());
        Optional<Lease> lease = LeaseKeeper.lease(promotion, share, world);
        Token token = new Token(promotion.token());
        return switch (world.routers().apply(route).apply(split, token, lease)) {
            case Router.Apply.Applied(ObservedRoute now) ->
                    new Seen.Splits(now.split(), now.epoch());
            case Router.Apply.StaleToken stale -> unknown(stale);
            case Router.Apply.Lapsed lapsed -> new Seen.Lapsed(lapsed.why());
            case Router.Apply.Refused refused -> new Seen.Unknown(refused.why());
            case Router.Apply.Unreachable unreachable -> new Seen.Unknown(unreachable.why());
        };
    }

    /** The split that is asked for: a first release has nobody to share with. */
    static Split split(Arms arms, Share share, boolean first) {
        return first ? Split.allTo(arms.canarySlot()) : ExposureRules.split(arms, share);
    }

    /** Takes every new request away from the new version. */
    Seen revert(Promotion promotion) {
        Site site = world.sites().apply(promotion.subject());
        Slot baseline = promotion.arms().orElseThrow().baselineSlot();
        Route route = promotion.subject().first() ? site.none() : site.only(baseline);
        return switch (apply(route, Split.allTo(baseline), promotion.token())) {
            case Router.Apply.Applied applied -> new Seen.Reverted(applied.observed().appliedAt());
            case Router.Apply.StaleToken stale -> unknown(stale);
            case Router.Apply.Lapsed lapsed -> new Seen.Unknown(lapsed.why());
            case Router.Apply.Refused refused -> new Seen.Unknown(refused.why());
            case Router.Apply.Unreachable unreachable -> new Seen.Unknown(unreachable.why());
        };
    }

    /** What the router has counted, and the last request that began on the new version. */
    Seen count(Promotion promotion) {
        Instant since = promotion.exposedAt().orElse(Instant.MAX);
        Site site = world.sites().apply(promotion.subject());
        Slot bad = promotion.arms().orElseThrow().canarySlot();
        return switch (world.routers().apply(site.bothSlots()).counters()) {
            case Router.Counters.Counted counted -> counted(counted.snapshot(), bad, since);
            case Router.Counters.Absent absent -> new Seen.Unknown("it does not know the route");
            case Router.Counters.Unreachable gone -> new Seen.Unknown(gone.why());
        };
    }

    /** Requests of the new version that have not finished; empty if nobody can say. */
    Optional<Long> inFlight(Promotion promotion) {
        Site site = world.sites().apply(promotion.subject());
        Slot slot = promotion.arms().orElseThrow().canarySlot();
        return world.routers().apply(site.bothSlots()).counters()
                        instanceof Router.Counters.Counted counted
                ? Optional.of(
                        instances(counted.snapshot(), slot).values().stream()
                                .mapToLong(InstanceCounts::inFlight)
                                .sum())
                : Optional.empty();
    }

    private Router.Apply apply(Route route, Split split, long token) {
        return world.routers().apply(route).apply(split, new Token(token));
    }

    /** The slot's earlier versions were counted under the same names: only newer requests tell. */
    private static Seen counted(CounterSnapshot snapshot, Slot bad, Instant since) {
        Optional<Instant> last =
                instances(snapshot, bad).values().stream()
                        .flatMap(counts -> counts.lastStartedAt().stream())
                        .filter(started -> !started.isBefore(since))
                        .max(Comparator.naturalOrder());
        return new Seen.Counted(snapshot, last);
    }

    private static Map<String, InstanceCounts> instances(CounterSnapshot snapshot, Slot slot) {
        return snapshot.slots().getOrDefault(slot, Map.of());
    }

    private static Seen unknown(Router.Apply.StaleToken stale) {
        return new Seen.Unknown(stale.why());
    }
}
