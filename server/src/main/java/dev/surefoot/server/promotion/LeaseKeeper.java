package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.Renewal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renews the leases of exposed promotions. Whoever renews steers, could save a moment ago, and has
 * seen counters within {@code blind}; otherwise exposure lapses to the old version by the data
 * plane itself. Safe for use by many threads.
 */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    /** Two renewals may be lost. */
    private static final int RENEWALS_PER_TERM = 3;

    private final World world;
    private final Map<UUID, Instant> renewedAt = new ConcurrentHashMap<>();

    LeaseKeeper(World world) {
        this.world = world;
    }

    /**
     * The lease that exposure to {@code share} needs: none where there is nothing to go back to, or
     * where everything runs on the new version.
     *
     * <p>Its id rises with each server that takes over and each lapse, so that nobody who was
     * overtaken can renew it.
     */
    static Optional<Lease> lease(Promotion promotion, Share share, World world) {
        if (promotion.subject().first() || share.equals(Share.ALL) || share.equals(Share.NONE)) {
            return Optional.empty();
        }
        Duration term = world.sites().apply(promotion.subject()).lease();
        String id = promotion.id() + ":" + world.ownership() + "." + promotion.course().lapses();
        return Optional.of(new Lease(id, term));
    }

    /** Renews what {@code promotion} holds, if it is time to and {@code seen} allows it. */
    void keep(Promotion promotion, Seen seen, Instant at) {
        Share share = PromotionRow.share(promotion.state()).orElse(Share.NONE);
        Optional<Lease> lease = lease(promotion, share, world);
        if (lease.isEmpty() || !sighted(seen) || !due(promotion.id(), lease.get(), at)) {
            return;
        }
        Site site = world.sites().apply(promotion.subject());
        switch (world.routers().apply(site.bothSlots()).renew(lease.get())) {
            case Renewal.Renewed renewed -> renewedAt.put(promotion.id(), at);
            // The next look at the router says what follows.
            case Renewal.Lapsed lapsed ->
                    LOG.warn("the lease of {} has lapsed: {}", promotion.id(), lapsed.why());
            case Renewal.Unreachable gone ->
                    LOG.warn("the lease of {} is not renewed: {}", promotion.id(), gone.why());
        }
    }

    /** Forgets a promotion that is exposed no longer. */
    void settle(UUID promotion) {
        renewedAt.remove(promotion);
    }

    private boolean due(UUID promotion, Lease lease, Instant at) {
        Instant last = renewedAt.get(promotion);
        return last == null
                || at.isBefore(last)
                || Duration.between(last, at).compareTo(lease.ttl().dividedBy(RENEWALS_PER_TERM))
                        >= 0;
    }

    /** One lost reading is no silence; silence beyond {@code blind} is. */
    private static boolean sighted(Seen seen) {
        return !(seen instanceof Seen.Judged judged)
                || (!judged.ground().silent() && judged.ground().lapsed().isEmpty());
    }
}
