package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.ObservedLease;
import dev.surefoot.server.traffic.ObservedRoute;
import dev.surefoot.server.traffic.Renewal;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renews the leases of exposed promotions. Whoever calls it steers, could ask the database a moment
 * ago, and has seen counters within {@code blind}; otherwise exposure lapses to the old version by
 * the data plane itself. Safe for use by many threads.
 *
 * <p>A renewal is due once a third of the term is over; each sweep asks, also while a look goes on,
 * so that no slow look lets exposure lapse.
 */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    /** Two renewals may be lost. */
    private static final int RENEWALS_PER_TERM = 3;

    private static final Pattern OWNERSHIP = Pattern.compile("[0-9a-f-]+:([0-9]{1,18})\\.[0-9]+");

    private final World world;
    private final Map<UUID, Instant> renewedAt = new ConcurrentHashMap<>();

    /** Leases that the log tells of: once each. */
    private final Map<UUID, String> told = new ConcurrentHashMap<>();

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
        return Optional.of(new Lease(id(promotion, world.ownership()), term));
    }

    /** Whether {@code held} is the same exposure's, given by a server that steered before. */
    static boolean fromBefore(Promotion promotion, ObservedLease held, World world) {
        Matcher before = OWNERSHIP.matcher(held.id());
        if (!held.alive() || !before.matches()) {
            return false;
        }
        long ownership = Long.parseLong(before.group(1));
        return ownership < world.ownership() && id(promotion, ownership).equals(held.id());
    }

    private static String id(Promotion promotion, long ownership) {
        return promotion.id() + ":" + ownership + "." + promotion.course().lapses();
    }

    /** Renews what {@code promotion} holds, if it is time to. */
    void keep(Promotion promotion, Instant at) {
        Share share = PromotionRow.share(promotion.state()).orElse(Share.NONE);
        Optional<Lease> lease = lease(promotion, share, world);
        if (lease.isEmpty() || !due(promotion.id(), lease.get(), at)) {
            return;
        }
        Site site = world.sites().apply(promotion.subject());
        switch (world.routers().apply(site.bothSlots()).renew(lease.get())) {
            case Renewal.Renewed renewed -> renewedAt.put(promotion.id(), at);
            case Renewal.Lapsed lapsed -> takeOver(promotion, share, lease.get(), at);
            case Renewal.Unreachable gone ->
                    LOG.warn("the lease of {} is not renewed: {}", promotion.id(), gone.why());
        }
    }

    /** A lease of the server before is replaced while it is alive; what lapsed is the rules'. */
    private void takeOver(Promotion promotion, Share share, Lease lease, Instant at) {
        Site site = world.sites().apply(promotion.subject());
        Router router = world.routers().apply(site.bothSlots());
        Split split = Exposer.split(promotion.arms().orElseThrow(), share, false);
        boolean before =
                router.read() instanceof Router.Read.Observed(ObservedRoute now)
                        && now.split().equals(split)
                        && now.lease().filter(it -> fromBefore(promotion, it, world)).isPresent();
        if (before
                && router.apply(split, new Token(promotion.token()), Optional.of(lease))
                        instanceof Router.Apply.Applied) {
            renewedAt.put(promotion.id(), at);
        } else if (!lease.id().equals(told.put(promotion.id(), lease.id()))) {
            LOG.warn("lease {} is not renewed; the next look tells", lease.id());
        }
    }

    /** Forgets a promotion that is exposed no longer. */
    void settle(UUID promotion) {
        renewedAt.remove(promotion);
        told.remove(promotion);
    }

    private boolean due(UUID promotion, Lease lease, Instant at) {
        Instant last = renewedAt.get(promotion);
        return last == null
                || at.isBefore(last)
                || Duration.between(last, at).compareTo(lease.ttl().dividedBy(RENEWALS_PER_TERM))
                        >= 0;
    }
}
