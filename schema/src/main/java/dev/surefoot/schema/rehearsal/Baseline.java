package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.measure.Missing;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/**
 * The database as all changes so far made it, and copies of it for trials. A copy that came back to
 * where it was is used again, as a new one costs half a second. Not thread-safe.
 */
final class Baseline implements AutoCloseable {
    private static final int MOST_MISSING = 50;

    private final Shadow shadow;
    private final ShadowDatabase base;
    private final Duration timeout;
    private @Nullable Copy spare;
    private int made;

    Baseline(Shadow shadow, Layout layout, Duration timeout) {
        this.shadow = shadow;
        this.base = shadow.create();
        this.timeout = timeout;
        Missing.makeHistory(base, layout);
    }

    /** A database that is the same; it is the caller's. */
    Copy trial() {
        Copy ready = spare;
        spare = null;
        return ready == null ? new Copy(shadow.copyOf(base)) : ready;
    }

    /** Another copy of one that is the caller's. */
    Copy copyOf(Copy trial) {
        trial.release();
        return new Copy(shadow.copyOf(trial.database()));
    }

    /** Takes a trial back that is as it was. */
    void keep(Copy trial) {
        drop();
        spare = trial;
    }

    /** Runs a change for good. */
    Optional<Script.Failure> advance(MigrationFile file) {
        Script script = new Script(file.statements(), file.wrapping());
        Optional<Script.Failure> failure = script.run(base, timeout);
        if (spare != null
                && (failure.isPresent() || script.run(spare.database(), timeout).isPresent())) {
            drop();
        }
        return failure;
    }

    /**
     * Makes a role or schema that a change misses: production's are not part of a folder.
     *
     * @return what was made, in words; empty if the error is another
     */
    Optional<String> make(SqlError error) {
        if (made >= MOST_MISSING) {
            return Optional.empty();
        }
        Optional<String> missing = Missing.make(base, error);
        if (missing.isPresent()) {
            made++;
            drop();
        }
        return missing;
    }

    private void drop() {
        if (spare != null) {
            spare.close();
            spare = null;
        }
    }

    @Override
    public void close() {
        drop();
        base.close();
    }
}
