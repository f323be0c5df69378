package dev.surefoot.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which claims count. For each subject, kind, tool and suite the latest wins, by {@code claimedAt},
 * then {@code receivedAt}; at equal times the less favorable one. A claim supersedes only claims of
 * equal or lower trust; a newer FAIL or ERROR of lower trust makes a conflict, in which nothing
 * counts. Pure, thread-safe; the order of the claims given means nothing.
 */
public final class ClaimSelection {
    private static final Comparator<Claim> LATEST_FIRST =
            Comparator.comparing(Claim::claimedAt)
                    .thenComparing(Claim::receivedAt)
                    .reversed()
                    .thenComparingInt(claim -> favor(claim.result()))
                    .thenComparing(Claim::trust)
                    .thenComparing(Claim::id);

    private ClaimSelection() {}

    /**
     * What counts and what does not.
     *
     * @param counting at most one claim for each subject, kind, tool and suite
     * @param superseded claims that another replaced or outranks
     * @param conflicts where nothing counts, since sources of unequal trust disagree
     * @param apart claims about a source that nothing ties to the artifact
     */
    public record Selected(
            List<Claim> counting,
            List<Superseded> superseded,
            List<Conflict> conflicts,
            List<Apart> apart) {
        /** Copies the lists. */
        public Selected {
            counting = List.copyOf(counting);
            superseded = List.copyOf(superseded);
            conflicts = List.copyOf(conflicts);
            apart = List.copyOf(apart);
        }
    }

    /**
     * A claim about a source that is not known to be this artifact's; it neither counts nor
     * replaces anything.
     *
     * @param explanation why, and what to do next
     */
    public record Apart(Claim claim, String explanation) {}

    /**
     * A claim that does not count because of another.
     *
     * @param claim the one that does not count
     * @param by the one that replaced or outranks it
     * @param explanation why, for people
     */
    public record Superseded(Claim claim, Claim by, String explanation) {}

    /**
     * A newer failure of lower trust: neither counts, the fact is absent.
     *
     * @param held what would have counted
     * @param against the newer FAIL or ERROR of lower trust
     * @param explanation why, and what to do next
     */
    public record Conflict(Claim held, Claim against, String explanation) {}

    private record Key(Digest subject, String kind, String tool, String suite)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::subject)
                        .thenComparing(Key::kind)
                        .thenComparing(Key::suite)
                        .thenComparing(Key::tool);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Selects from all claims that are known about one artifact, in any order. */
    public static Selected current(List<Claim> claims) {
        SourceClaims.Carried carried = SourceClaims.carry(claims);
        Map<Key, List<Claim>> groups = new TreeMap<>();
        for (Claim c : carried.claims()) {
            Key key = new Key(c.subject(), c.kind(), c.tool().name(), c.suite());
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(c);
        }
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        groups.values().forEach(group -> select(group, outcome));
        return new Selected(
                outcome.counting, outcome.superseded, outcome.conflicts, carried.apart());
    }

    private record Outcome(
            List<Claim> counting, List<Superseded> superseded, List<Conflict> conflicts) {}

    private static void select(List<Claim> group, Outcome outcome) {
        List<Claim> live = new ArrayList<>();
        for (Claim claim : group.stream().sorted(LATEST_FIRST).distinct().toList()) {
            // INVARIANT: each live claim is older, and of higher trust, than the one before it.
            Claim newer = live.isEmpty() ? claim : live.getLast();
            if (!live.isEmpty() && newer.trust().atLeast(claim.trust())) {
                outcome.superseded.add(new Superseded(claim, newer, replaced(claim, newer)));
            } else {
                live.add(claim);
            }
        }
        Claim held = live.removeLast();
        boolean disputed = false;
        for (Claim newer : live) {
            if (isBad(newer) && !isBad(held)) {
                disputed = true;
                outcome.conflicts.add(new Conflict(held, newer, conflict(held, newer)));
            } else {
                outcome.superseded.add(new Superseded(newer, held, outranked(newer, held)));
            }
        }
        if (!disputed) {
            outcome.counting.add(held);
        }
    }

    private static boolean isBad(Claim claim) {
        return claim.result() == ClaimResult.FAIL || claim.result() == ClaimResult.ERROR;
    }

    private static int favor(ClaimResult result) {
        return switch (result) {
            case FAIL -> 0;
            case ERROR -> 1;
            case WARN -> 2;
            case INFO -> 3;
            case NOT_APPLICABLE -> 4;
            case PASS -> 5;
        };
    }

    private static String replaced(Claim claim, Claim newer) {
        return "%s of %s (%s) was replaced by %s of %s (%s)"
                .formatted(
                        claim.result(),
                        claim.claimedAt(),
                        claim.trust(),
                        newer.result(),
                        newer.claimedAt(),
                        newer.trust());
    }

    private static String outranked(Claim newer, Claim held) {
        return "%s of %s is newer but only %s; %s of %s (%s) counts"
                .formatted(
                        newer.result(),
                        newer.claimedAt(),
                        newer.trust(),
                        held.result(),
                        held.claimedAt(),
                        held.trust());
    }

    private static String conflict(Claim held, Claim newer) {
        return "%s of %s (%s) is disputed by the newer %s of %s (%s): neither counts; submit new"
                        .formatted(
                                held.result(),
                                held.claimedAt(),
                                held.trust(),
                                newer.result(),
                                newer.claimedAt(),
                                newer.trust())
                + " evidence of at least "
                + held.trust();
    }
}
