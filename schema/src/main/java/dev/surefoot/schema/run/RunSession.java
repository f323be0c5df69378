package dev.surefoot.schema.run;

import dev.surefoot.schema.run.backfill.Verification;
import dev.surefoot.schema.run.target.MigrationLock;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.schema.run.target.Watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A runner's hold on a target: the connection that statements run in, the lock, the watch.
 *
 * @param backend the worker's process number
 */
record RunSession(
        Target target,
        Connection worker,
        int backend,
        MigrationLock lock,
        Watch watch,
        RunOptions options,
        Progress progress)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);

    /** What a search for rows that are not right works with. */
    Verification.Means verifying() {
        return new Verification.Means(worker, backend, watch, options.pace());
    }

    /** Gives the lock back and closes all connections; if that fails, the server notices. */
    @Override
    public void close() {
        watch.close();
        try {
            lock.release(worker);
        } catch (SQLException e) {
            LOG.debug("the lock was not given back: {}", e.getMessage());
        }
        try {
            worker.close();
        } catch (SQLException e) {
            LOG.debug("closing the worker's connection: {}", e.getMessage());
        }
    }
}
