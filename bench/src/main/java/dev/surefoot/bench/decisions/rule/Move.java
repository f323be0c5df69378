package dev.surefoot.bench.decisions.rule;

/**
 * What a rule wants after a scrape.
 *
 * @param share the canary's share from now on, 0 to 1
 * @param decision where the release stands
 */
public record Move(double share, Decision decision) {
    /** Where a release stands. */
    public enum Decision {
        /** Neither promoted nor taken back. */
        GOING,
        /** Declared good; somebody still watches. */
        PROMOTED,
        /** Declared good, at full exposure, and nobody watches any more. */
        DONE,
        /** Taken back. */
        ROLLED_BACK
    }

    /** Goes on at this share. */
    public static Move at(double share) {
        return new Move(share, Decision.GOING);
    }

    /** Taken back. */
    public static Move back() {
        return new Move(0, Decision.ROLLED_BACK);
    }

    /** Everybody, unwatched. */
    public static Move done() {
        return new Move(1, Decision.DONE);
    }
}
