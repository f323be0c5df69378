package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.traffic.Renewal;

import java.util.Optional;

/**
 * Renews leases. HAProxy itself decides whether one lives, in the same step in which it renews it
 * (see {@link Speaker#keep}), so there is no moment in which a renewal could bring one back that
 * has lapsed. Safe for use by many threads; waits for a disk only where a lease has lapsed.
 */
final class Renewing {
    private final Tools tools;

    Renewing(Tools tools) {
        this.tools = tools;
    }

    Renewal renew(String id) {
        return switch (tools.look().glance()) {
            case Glance.Nothing(String why) -> new Renewal.Unreachable(why);
            case Glance.Lacking lacking -> new Renewal.Unreachable(lacking.why());
            case Glance.Maps maps ->
                    maps.known()
                            .filter(entries -> names(entries, id))
                            .map(entries -> renewal(entries, id))
                            .orElseGet(
                                    () ->
                                            new Renewal.Lapsed(
                                                    "lease "
                                                            + id
                                                            + " holds nothing in HAProxy (any"
                                                            + " more)"));
        };
    }

    private static boolean names(Entries entries, String id) {
        return entries.lease().filter(held -> held.id().equals(id)).isPresent();
    }

    private Renewal renewal(Entries entries, String id) {
        return switch (renew(entries, id)) {
            case HELD -> new Renewal.Renewed();
            case GONE -> new Renewal.Lapsed("lease " + id + " has lapsed and exposes nobody");
            case UNKNOWN ->
                    new Renewal.Unreachable("HAProxy does not say whether lease " + id + " holds");
        };
    }

    /**
     * Renews the lease of {@code entries}. What has lapsed is remembered, so that it stays so also
     * if a reload brings it back.
     */
    Speaker.Kept renew(Entries entries, String id) {
        if (entries.lease().filter(Entries.HeldLease::lapsed).isPresent()) {
            return Speaker.Kept.GONE;
        }
        Speaker.Kept kept = tools.speaker().renew(id);
        if (kept == Speaker.Kept.GONE) {
            letLapse(entries);
        }
        return kept;
    }

    private void letLapse(Entries entries) {
        Entries lapsed = entries.lapsed();
        Lane.Turn turn = tools.lane().arrive(entries.token());
        boolean told = tools.lane().speak(() -> tell(turn, entries, lapsed));
        if (told && tools.save(turn, lapsed, MapFiles.Kept.OVER_A_RELOAD).newer().isEmpty()) {
            tools.force();
        }
    }

    /** Only what is still in force: somebody may have changed it since. */
    private boolean tell(Lane.Turn turn, Entries entries, Entries lapsed) {
        return tools.lane().enter(turn).isEmpty()
                && tools.look().glance() instanceof Glance.Maps maps
                && maps.known().equals(Optional.of(entries))
                && tools.speaker().tell(maps.texts(), lapsed, Optional.empty()).isEmpty();
    }
}
