package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.traffic.Lease;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Exposure that ends by itself when no server renews it.
 *
 * @param share what the new version gets until then
 * @param within when it has ended at the latest, from the last renewal on
 */
public record Leased(String service, String environment, Share share, Duration within) {
    /** Every exposure of {@code promotions} that is leased in {@code world}. */
    public static List<Leased> of(List<Promotion> promotions, World world) {
        return promotions.stream().flatMap(one -> of(one, world).stream()).toList();
    }

    private static Optional<Leased> of(Promotion promotion, World world) {
        Share share = PromotionRow.share(promotion.state()).orElse(Share.NONE);
        return LeaseKeeper.lease(promotion, share, world)
                .map(Lease::ttl)
                .map(
                        term ->
                                new Leased(
                                        promotion.subject().service(),
                                        promotion.subject().environment(),
                                        share,
                                        term));
    }
}
