package dev.surefoot.server.artifact;

import dev.surefoot.evidence.Digest;

import java.time.Instant;

/** A built thing; its digest is its identity. */
public record Artifact(Digest digest, long size, Instant receivedAt, String receivedBy) {}
