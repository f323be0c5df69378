package dev.surefoot.server.runtime;

import dev.surefoot.server.process.ProcessId;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of one launch of one instance.
 *
 * @param restarts launches before this one that died, of the same instance and version, in a row
 * @param process empty between the intent and the knowledge of what came of it
 * @param startedAt when the server learned of the process
 * @param readyAt when it was first found ready
 * @param leaving its end is wanted
 * @param ending empty while it is not known to have ended
 */
public record LaunchRow(
        UUID launch,
        Place place,
        String instance,
        int port,
        Version version,
        int restarts,
        Instant intendedAt,
        Optional<ProcessId> process,
        Optional<Instant> startedAt,
        Optional<Instant> readyAt,
        boolean leaving,
        Optional<Ending> ending) {
    /** How a launch ended. */
    public enum Ending {
        /** As asked. */
        STOPPED,
        /** By itself. */
        DIED,
        /** There never was a process, and never will be. */
        NEVER_STARTED
    }

    /** A launch about to happen. */
    static LaunchRow intent(UUID launch, Launch of, int index, int restarts, Instant at) {
        return new LaunchRow(
                launch,
                of.place(),
                of.place().instance(index),
                of.ports().get(index),
                of.version(),
                restarts,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** Whether it may have a process. */
    boolean open() {
        return ending.isEmpty();
    }

    /** How often the next launch of {@code next} counts as a restart. */
    int restartsOf(Version next) {
        if (!version.equals(next) || ending.isEmpty()) {
            return 0;
        }
        return switch (ending.get()) {
            case DIED -> restarts + 1;
            case NEVER_STARTED -> restarts;
            case STOPPED -> 0;
        };
    }
}
