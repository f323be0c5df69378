package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;

import java.time.Instant;
import java.util.Map;

/**
 * A version of the policy as it was applied; never changes.
 *
 * @param version from 1, rising
 * @param digest SHA-256 of the text
 * @param files the files that came with it and that it names, by path
 */
public record PolicyVersion(
        long version,
        Digest digest,
        Map<String, String> files,
        Policy policy,
        Instant appliedAt,
        String appliedBy) {
    public PolicyVersion {
        files = Map.copyOf(files);
    }
}
