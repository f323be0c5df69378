package dev.surefoot.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the database of a service in an environment stands.
 *
 * @param pointOfNoReturn which versions are out of reach; absent while none is
 * @param changes what candidates change there, newest first
 */
public record SchemaView(
        String service,
        String environment,
        Optional<FloorView> pointOfNoReturn,
        List<ChangeView> changes) {
    /**
     * From where on there is no way back.
     *
     * @param oldestCandidate the oldest version that is known to work on the present schema
     * @param broken versions that are proven not to
     */
    public record FloorView(
            String oldestCandidate, String oldest, Instant at, List<BrokenView> broken) {}

    /** A version that no longer works, and what of it fails. */
    public record BrokenView(String candidate, String artifact, List<String> statements) {}

    /**
     * What one candidate changes.
     *
     * @param state {@code PROVING}, {@code PROVEN}, {@code EXPANDING}, {@code EXPANDED}, {@code
     *     BACKFILLING}, {@code SETTLED}, {@code CONTRACTING}, {@code COMPLETE}, {@code REFUSED},
     *     {@code LEFT}
     * @param verdict of the trial on a shadow: {@code PASS}, {@code FAIL}, {@code INCONCLUSIVE}
     * @param words what stands against it, or what was shown
     * @param progress of the work under way
     * @param quietSince since when no other version was seen at the database
     */
    public record ChangeView(
            String id,
            String candidate,
            String artifact,
            String state,
            Instant since,
            String waitingFor,
            Optional<String> verdict,
            String words,
            List<FileView> files,
            List<CellView> cells,
            Optional<ProgressView> progress,
            Optional<Instant> quietSince,
            List<EventView> events) {}

    /** A migration that is to run, or ran. */
    public record FileView(String path, String phase, String recovery) {}

    /** Whether a version works in a state of the schema. */
    public record CellView(String app, String state, String verdict, List<String> broken) {}

    /** How far the work under way is; {@code total} is 0 while unknown. */
    public record ProgressView(String work, String words, long done, long total) {}

    /** A state it entered, and why. */
    public record EventView(Instant at, String state, String why) {}
}
