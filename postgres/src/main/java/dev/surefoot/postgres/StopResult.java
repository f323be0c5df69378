package dev.surefoot.postgres;

import java.time.Duration;

/** How a server came to its end, or did not. */
public sealed interface StopResult {

    /** Sessions were ended and a checkpoint written: the next start needs no recovery. */
    record Fast(Duration took) implements StopResult {}

    /**
     * The fast way outran its deadline, so it was cut off: the next start recovers from its log.
     */
    record Immediate(Duration took) implements StopResult {}

    /** It did not run any more when it was asked to stop. */
    record AlreadyGone() implements StopResult {}

    /**
     * It runs on, in spite of both ways.
     *
     * @param message names the process and the next step
     */
    record StillRunning(long pid, String message) implements StopResult {}
}
