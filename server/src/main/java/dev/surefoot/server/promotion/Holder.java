package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.Frozen;
import dev.surefoot.server.traffic.ObservedLease;
import dev.surefoot.server.traffic.ObservedRoute;
import dev.surefoot.server.traffic.Router;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps exposure where it is while a promotion is held. Never raises it. Safe for use by many
 * threads.
 *
 * <p>Where users meet the version as recorded, whatever exposes more is written down again. Where
 * they met less when it was held (it lapsed again, or somebody turned it down by hand), the only
 * thing that is ever written is nothing at all: once nobody meets it, so that the promotion's
 * newest token is at the router and nothing older is accepted; and as soon as more meet it than a
 * hand explains, since neither a reload nor a server that was overtaken may bring back what was
 * recorded before somebody answers. All servers of one promotion's version would write the same.
 */
final class Holder {
    private static final Logger LOG = LoggerFactory.getLogger(Holder.class);

    private final World world;
    private final Exposer exposer;
    private final Map<UUID, Met> known = new ConcurrentHashMap<>();

    Holder(World world, Exposer exposer) {
        this.world = world;
        this.exposer = exposer;
    }

    /** What was met at the last look, in which run of the router, and under whose lease. */
    private record Met(Share share, String epoch, Optional<String> lease) {
        static Met of(ObservedRoute now, Slot canary) {
            return new Met(
                    now.lapsed() ? Share.NONE : now.split().of(canary),
                    now.epoch(),
                    now.lease().map(ObservedLease::id));
        }

        /** A hand changes the share alone. */
        boolean byHand(Met before) {
            return epoch.equals(before.epoch) && lease.equals(before.lease);
        }
    }

    /** Writes to the router what is held, if it is not there yet. */
    void hold(Promotion promotion, Frozen frozen, Seen seen) {
        if (!(seen instanceof Seen.Judged judged) || promotion.subject().first()) {
            return;
        }
        Share recorded = PromotionRow.share(frozen).orElseThrow();
        if (frozen.from() instanceof Exposing) {
            read(promotion).ifPresent(now -> keep(promotion, now, recorded));
        } else if (judged.ground().drifted().map(Drift::kind).equals(more())) {
            write(promotion, recorded);
        }
    }

    private static Optional<Drift.Kind> more() {
        return Optional.of(Drift.Kind.NOT_LESS);
    }

    private void keep(Promotion promotion, ObservedRoute now, Share recorded) {
        Met met = Met.of(now, promotion.arms().orElseThrow().canarySlot());
        Met before = known.getOrDefault(promotion.id(), met);
        boolean unexplained = met.share().compareTo(before.share()) > 0 && !met.byHand(before);
        boolean unfenced =
                met.share().equals(Share.NONE) && now.token().value() < promotion.token();
        if (unfenced || unexplained || met.share().compareTo(recorded) > 0) {
            write(promotion, Share.NONE);
        } else {
            known.put(promotion.id(), met);
        }
    }

    /** Forgets a promotion that is held no longer. */
    void settle(UUID promotion) {
        known.remove(promotion);
    }

    private void write(Promotion promotion, Share share) {
        LOG.info(
                "promotion {} is held at {}: {}",
                promotion.id(),
                share,
                exposer.expose(promotion, share));
    }

    private Optional<ObservedRoute> read(Promotion promotion) {
        Site site = world.sites().apply(promotion.subject());
        return world.routers().apply(site.bothSlots()).read()
                        instanceof Router.Read.Observed(ObservedRoute now)
                ? Optional.of(now)
                : Optional.empty();
    }
}
