package dev.surefoot.evidence;

import java.util.List;

/** Which claims count; see {@link Selected}. Pure and thread-safe. */
public final class ClaimSelection {
    private ClaimSelection() {}

    /**
     * What counts and what does not.
     *
     * @param counting at most one claim for each subject, kind, tool and suite
     * @param superseded claims that another replaced or outranks
     * @param conflicts where nothing counts, since sources of unequal trust disagree
     */
    public record Selected(
            List<Claim> counting, List<Superseded> superseded, List<Conflict> conflicts) {
        /** Copies the lists. */
        public Selected {
            counting = List.copyOf(counting);
            superseded = List.copyOf(superseded);
            conflicts = List.copyOf(conflicts);
        }
    }

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

    /** Selects from all claims that are known, in any order. */
    public static Selected current(List<Claim> claims) {
        List<Conflict> conflicts = List.of();
        // Selection is not written yet: nothing counts, which no gate takes for a pass.
        List<Superseded> superseded =
                claims.stream().map(c -> new Superseded(c, c, "selection not built")).toList();
        return new Selected(List.of(), superseded, conflicts);
    }
}
