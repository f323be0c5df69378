package dev.surefoot.server.schema;

import dev.surefoot.evidence.Digest;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What one candidate changes in one environment's database.
 *
 * @param version rises with each save; a save of an older one is refused
 */
public record SchemaChange(UUID id, Subject subject, SchemaState state, long version) {

    /**
     * What is changed, and for whom.
     *
     * @param bundle the digest of its migrations
     * @param baseline what ran there when the change was proven
     * @param serviceVersion the version of the service's definition that it is pinned to
     */
    public record Subject(
            String service,
            String environment,
            UUID candidate,
            Digest artifact,
            Digest bundle,
            Optional<Baseline> baseline,
            long serviceVersion,
            Instant requestedAt) {}

    /**
     * A version that ran before.
     *
     * @param bundle what it brought for its database, its recorded statements among it
     */
    public record Baseline(UUID candidate, Digest artifact, Optional<Digest> bundle) {}

    /** The same in another state. */
    SchemaChange in(SchemaState next) {
        return new SchemaChange(id, subject, next, version);
    }

    /** The same as it was saved. */
    SchemaChange saved(long newVersion) {
        return new SchemaChange(id, subject, state, newVersion);
    }

    /** What was proven of it, if that is over. */
    public Optional<Proof> proof() {
        return state.proven();
    }
}
