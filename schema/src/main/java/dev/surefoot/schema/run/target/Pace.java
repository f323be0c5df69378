package dev.surefoot.schema.run.target;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Time and chance as a runner has them.
 *
 * @param clock what it reads
 * @param sleeper how it waits
 * @param chance from 0 to 1, for jitter
 */
public record Pace(InstantSource clock, Sleeper sleeper, DoubleSupplier chance) {
    /** The machine's. */
    public static final Pace REAL =
            new Pace(
                    InstantSource.system(),
                    Thread::sleep,
                    () -> ThreadLocalRandom.current().nextDouble());

    /** How one waits. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration span) throws InterruptedException;
    }
}
