package dev.surefoot.server.runtime;

import dev.surefoot.server.process.ProcessId;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where launches are remembered. Each call is durable when it returns. */
public interface Instances {
    /**
     * Raises the slot's token to {@code token} unless a newer one was there.
     *
     * @return the slot's token now; larger than {@code token} if that is stale
     */
    long fence(Place place, long token);

    /** The newest launch of each instance of the slot. */
    List<LaunchRow> newest(Place place);

    /** Every slot that has a launch which has not ended. */
    List<Place> occupied();

    /** Remembers a launch before it happens. */
    void intend(LaunchRow launch);

    /** The launch has this process. */
    void started(UUID launch, ProcessId process, Instant at);

    /** The launch was found ready for the first time. */
    void ready(UUID launch, Instant at);

    /** Whether the ends of the slot's open launches are wanted. */
    void leaving(Place place, boolean wanted);

    /** The launch has no process any more. */
    void ended(UUID launch, LaunchRow.Ending ending, Instant at);
}
