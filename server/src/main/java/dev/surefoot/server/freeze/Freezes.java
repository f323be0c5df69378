package dev.surefoot.server.freeze;

import dev.surefoot.evidence.Digest;

import java.util.Optional;

/** What is frozen now. */
@FunctionalInterface
public interface Freezes {
    /** A freeze that stands before {@code artifact} of {@code service} in {@code environment}. */
    Optional<Freeze> covering(String service, String environment, Digest artifact);
}
