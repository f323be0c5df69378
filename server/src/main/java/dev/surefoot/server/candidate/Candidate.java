package dev.surefoot.server.candidate;

import dev.surefoot.evidence.Digest;

import java.time.Instant;
import java.util.UUID;

/**
 * What may be promoted: an artifact and the source it was built from. Immutable.
 *
 * @param repository where the source is, as the submitter named it
 * @param commit the source's commit id, as the submitter named it; nothing verified it yet
 */
public record Candidate(
        UUID id,
        String service,
        Digest artifact,
        String repository,
        String commit,
        Instant createdAt,
        String createdBy) {}
