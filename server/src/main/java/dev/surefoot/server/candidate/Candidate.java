package dev.surefoot.server.candidate;

import dev.surefoot.evidence.Digest;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What may be promoted: an artifact, the source it was built from, and its migrations. Immutable.
 *
 * @param repository where the source is, as the submitter named it
 * @param commit the source's commit id, as the submitter named it; nothing verified it yet
 * @param schema what it brings for its database, as a bundle: the digest of an artifact that is
 *     here
 */
public record Candidate(
        UUID id,
        String service,
        Digest artifact,
        String repository,
        String commit,
        Optional<Digest> schema,
        Instant createdAt,
        String createdBy) {}
