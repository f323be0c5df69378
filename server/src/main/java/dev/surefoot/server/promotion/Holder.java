package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.promotion.PromotionState.Exposing;
import dev.surefoot.server.promotion.PromotionState.Frozen;
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
 * they met less when it was held (it lapsed again, or somebody turned it down by hand), that is
 * written to the router under the promotion's newest token: so neither a reload nor a server that
 * was overtaken brings back what was recorded, and nobody but who answers does.
 */
final class Holder {
    private static final Logger LOG = LoggerFactory.getLogger(Holder.class);

    private final World world;
    private final Exposer exposer;
    private final Map<UUID, Share> kept = new ConcurrentHashMap<>();

    Holder(World world, Exposer exposer) {
        this.world = world;
        this.exposer = exposer;
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
        Share met = now.lapsed() ? Share.NONE : now.split().of(canary(promotion));
        Share held = met.compareTo(recorded) > 0 ? Share.NONE : met;
        boolean there =
                now.token().value() == promotion.token()
                        && met.equals(held)
                        && held.equals(kept.get(promotion.id()));
        if (!there && write(promotion, held) instanceof Seen.Splits) {
            kept.put(promotion.id(), held);
        }
    }

    /** Forgets a promotion that is held no longer. */
    void settle(UUID promotion) {
        kept.remove(promotion);
    }

    private Seen write(Promotion promotion, Share share) {
        Seen seen = exposer.expose(promotion, share);
        LOG.info("promotion {} is held at {}: {}", promotion.id(), share, seen);
        return seen;
    }

    private Optional<ObservedRoute> read(Promotion promotion) {
        Site site = world.sites().apply(promotion.subject());
        return world.routers().apply(site.bothSlots()).read()
                        instanceof Router.Read.Observed(ObservedRoute now)
                ? Optional.of(now)
                : Optional.empty();
    }

    private static Slot canary(Promotion promotion) {
        return promotion.arms().orElseThrow().canarySlot();
    }
}
