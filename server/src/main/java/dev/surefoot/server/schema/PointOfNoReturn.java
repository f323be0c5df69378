package dev.surefoot.server.schema;

import dev.surefoot.evidence.Digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which versions no longer run on a database, as data.
 *
 * @param oldest the oldest version that is known to work on it
 * @param contract the change that took away what older ones need
 * @param broken versions that are proven not to work, newest first
 */
public record PointOfNoReturn(
        UUID oldestCandidate, Digest oldest, UUID contract, Instant at, List<Broken> broken) {
    public PointOfNoReturn {
        broken = List.copyOf(broken);
    }

    /** A version that is proven not to work, and what of it fails. */
    public record Broken(UUID candidate, Digest artifact, List<String> statements) {
        public Broken {
            statements = List.copyOf(statements);
        }
    }

    /**
     * Of one place.
     *
     * @param contracted the changes that took something away there, newest first
     */
    static Optional<PointOfNoReturn> of(List<SchemaChange> contracted) {
        if (contracted.isEmpty()) {
            return Optional.empty();
        }
        SchemaChange newest = contracted.getFirst();
        List<Broken> broken =
                contracted.stream().flatMap(change -> broken(change).stream()).toList();
        return Optional.of(
                new PointOfNoReturn(
                        newest.subject().candidate(),
                        newest.subject().artifact(),
                        newest.id(),
                        newest.state().since(),
                        broken));
    }

    /** Only a proven break counts: missing data must not stand before a way back. */
    private static Optional<Broken> broken(SchemaChange change) {
        return change.subject()
                .baseline()
                .flatMap(
                        old ->
                                change.proof()
                                        .flatMap(proof -> proof.cell("OLD", "CONTRACTED"))
                                        .filter(cell -> cell.verdict() == Proof.Verdict.FAIL)
                                        .map(
                                                cell ->
                                                        new Broken(
                                                                old.candidate(),
                                                                old.artifact(),
                                                                cell.broken())));
    }

    /** What stands against running this version there again, if something proven does. */
    public Optional<String> refusal(Digest artifact) {
        return broken.stream()
                .filter(each -> each.artifact().equals(artifact))
                .findFirst()
                .map(
                        each ->
                                "%s no longer runs on this schema since %s: %s. Oldest version"
                                                .formatted(
                                                        artifact,
                                                        at,
                                                        String.join("; ", each.statements()))
                                        + " that does is "
                                        + oldest
                                        + ". Promote that one, roll forward with a migration that"
                                        + " brings back what was taken away, or restore a backup"
                                        + " from before (its age and time were never drilled)");
    }
}
