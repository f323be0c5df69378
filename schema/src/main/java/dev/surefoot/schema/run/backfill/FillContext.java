package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.run.target.MigrationLock;
import dev.surefoot.schema.run.target.Pace;
import dev.surefoot.schema.run.target.Watch;

import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a backfill works with.
 *
 * @param worker the connection that the lock was taken for
 * @param backend its process number
 * @param signals what it gives way to besides the server's own: the service's SLI, for example
 * @param progress told after each batch
 */
public record FillContext(
        Connection worker,
        int backend,
        MigrationLock lock,
        Watch watch,
        Pace pace,
        FillLimits limits,
        List<Signal> signals,
        Consumer<Fill> progress) {
    public FillContext {
        signals = List.copyOf(signals);
    }
}
