package dev.surefoot.server.rollback;

import dev.surefoot.evidence.Digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The way back, computed before exposure and looked at again before each step.
 *
 * @param target what runs again afterwards; empty for a first release
 * @param steps what will be done, for people
 */
public record RecoveryPlan(
        Mode mode, Optional<Target> target, List<String> steps, Instant computedAt) {
    public RecoveryPlan {
        steps = List.copyOf(steps);
    }

    /** How to go back. */
    public enum Mode {
        /** The old version is warm: traffic is switched. */
        SWITCH,
        /** There is nothing to go back to: the new version is taken out of traffic. */
        WITHDRAW
    }

    /** The version to go back to. */
    public record Target(UUID candidate, Digest artifact, Digest config) {}
}
