package dev.surefoot.server.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * One instance of a slot.
 *
 * @param restarts how often it was started anew after it had died, for this version
 * @param startedAt when its present or last process started
 */
public record InstanceHealth(
        String instance, int port, Health health, int restarts, Optional<Instant> startedAt) {}
