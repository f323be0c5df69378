package dev.surefoot.server.rollback;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.surefoot.server.traffic.CounterSnapshot;

import java.time.Instant;
import java.util.Optional;

/** How far a rollback has come. Each phase is safe to repeat after a crash. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RollbackPhase.Switching.class, name = "SWITCHING"),
    @JsonSubTypes.Type(value = RollbackPhase.Verifying.class, name = "VERIFYING"),
    @JsonSubTypes.Type(value = RollbackPhase.Stopping.class, name = "STOPPING")
})
public sealed interface RollbackPhase {
    /** The split is being taken to the old version, again and again until it reads back. */
    record Switching() implements RollbackPhase {}

    /**
     * The split reads back; counters must now show that no new request reaches the bad slot.
     *
     * @param executedAt when the split was read back
     * @param firstRead what the counters said first
     */
    record Verifying(Instant executedAt, Optional<CounterSnapshot> firstRead)
            implements RollbackPhase {}

    /**
     * No new request reaches the bad slot; its instances finish what they have and stop.
     *
     * @param lastBadRequest when the last request on the bad slot started; empty if none ever did
     */
    record Stopping(Instant executedAt, Instant verifiedAt, Optional<Instant> lastBadRequest)
            implements RollbackPhase {}
}
