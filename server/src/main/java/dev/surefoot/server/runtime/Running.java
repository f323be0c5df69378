package dev.surefoot.server.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * What should run in a slot, whatever happens to processes and servers.
 *
 * @param warmUntil for {@link Purpose#WARM}: when it may be stopped
 */
public record Running(Place place, Version version, Purpose purpose, Optional<Instant> warmUntil) {
    /** What it is there for. */
    public enum Purpose {
        /** Serves everybody that the canary does not. */
        BASELINE,
        /** Is being judged; found dead it is never started again by itself. */
        CANARY,
        /** The former baseline, kept so that the way back is a switch. */
        WARM
    }
}
