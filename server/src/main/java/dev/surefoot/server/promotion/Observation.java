package dev.surefoot.server.promotion;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a decision rests on; time is a part of it.
 *
 * @param ask somebody wants this version taken back
 * @param newer a newer candidate waits for the same lane
 */
public record Observation(Instant at, Optional<Ask> ask, Optional<UUID> newer, Seen seen) {
    /** A wish to go back. */
    public record Ask(String actor, String reason) {}

    /** Only something seen. */
    public static Observation of(Instant at, Seen seen) {
        return new Observation(at, Optional.empty(), Optional.empty(), seen);
    }
}
