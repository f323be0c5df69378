package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;

import java.time.Instant;

/**
 * A version of the policy as it was applied; never changes.
 *
 * @param version from 1, rising
 * @param digest SHA-256 of the text
 */
public record PolicyVersion(
        long version, Digest digest, Policy policy, Instant appliedAt, String appliedBy) {}
