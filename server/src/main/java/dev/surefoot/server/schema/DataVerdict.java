package dev.surefoot.server.schema;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of the data when a release went back. It has a way back of its own: what was added
 * stays, since both versions bear it, and so nothing that was written is lost.
 *
 * @param words for people
 * @param at when it was at rest: the work under way had stopped
 */
public record DataVerdict(Kind kind, String words, Instant at) {
    static final String EXPANDED_WORDS =
            "expanded: what was added stays, the old version works with it";

    /** Stable names for programs. */
    public enum Kind {
        /** No migration had run. */
        UNCHANGED,
        /** What the new version needs was added in part, or whole; it stays. */
        EXPANDED,
        /** A backfill was under way; what was filled stays, what was not is as before. */
        PART_FILLED,
        /** Everything was filled; it stays. */
        FILLED,
        /** Everything was filled, and what only older versions need was taken away. */
        CONTRACTED,
        /** Work on it has not come to rest yet. */
        UNDER_WAY
    }

    /** Of a change whose release went back. */
    public static DataVerdict of(SchemaChange change) {
        return switch (change.state()) {
            case SchemaState.Left left ->
                    new DataVerdict(kind(left.reached(), left.proof()), left.data(), left.since());
            case SchemaState.Refused refused ->
                    new DataVerdict(
                            kind(refused.reached(), refused.proof()),
                            "its work ended: " + refused.why(),
                            refused.since());
            case SchemaState.Complete done -> complete(done);
            case SchemaState.Proving s -> underWay(s);
            case SchemaState.Proven s -> underWay(s);
            case SchemaState.Expanding s -> underWay(s);
            case SchemaState.Expanded s -> underWay(s);
            case SchemaState.Backfilling s -> underWay(s);
            case SchemaState.Settled s -> underWay(s);
            case SchemaState.Contracting s -> underWay(s);
        };
    }

    private static DataVerdict underWay(SchemaState state) {
        return new DataVerdict(
                Kind.UNDER_WAY,
                "the database's work comes to rest: " + state.label(),
                state.since());
    }

    private static DataVerdict complete(SchemaState.Complete done) {
        if (done.contracted()) {
            return new DataVerdict(
                    Kind.CONTRACTED,
                    "everything ran, and what only older versions need was taken away",
                    done.since());
        }
        return new DataVerdict(settled(done.proof()), words(done.proof()), done.since());
    }

    /** What became of the data once everything that fills it has run. */
    static String words(Proof proof) {
        return proof.fills()
                ? "filled: old and new are both whole, nothing was taken away"
                : EXPANDED_WORDS;
    }

    private static Kind settled(Proof proof) {
        return proof.fills() ? Kind.FILLED : Kind.EXPANDED;
    }

    private static Kind kind(String reached, Optional<Proof> proof) {
        return switch (reached) {
            case "PROVING", "PROVEN" -> Kind.UNCHANGED;
            case "BACKFILLING" -> Kind.PART_FILLED;
            case "SETTLED" -> proof.map(DataVerdict::settled).orElse(Kind.EXPANDED);
            default -> Kind.EXPANDED;
        };
    }
}
