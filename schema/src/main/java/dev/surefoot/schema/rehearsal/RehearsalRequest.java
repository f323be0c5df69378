package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.migration.MigrationFile;

import java.time.Duration;
import java.util.Optional;

/**
 * How to rehearse.
 *
 * @param rows generated for each table; 0 leaves them empty, and says nothing about data
 * @param seed the same seed makes the same rows
 * @param oldWrites of the old version, before and after the change; empty: rows stand in
 * @param newWrites of the new version, on the changed schema; empty: rows stand in
 * @param afterChange what else is put in place after the change, as triggers that keep columns in
 *     step
 * @param statementTimeout no statement may take longer
 */
public record RehearsalRequest(
        long rows,
        long seed,
        Optional<Writes> oldWrites,
        Optional<Writes> newWrites,
        AfterChange afterChange,
        Duration statementTimeout) {

    /** Puts something in place after a change, and away before the way back. */
    public interface AfterChange {
        /** Nothing. */
        AfterChange NONE =
                new AfterChange() {
                    @Override
                    public Writes place(MigrationFile file) {
                        return Writes.NONE;
                    }

                    @Override
                    public Writes remove(MigrationFile file) {
                        return Writes.NONE;
                    }
                };

        /** What a file needs besides its own statements. */
        Writes place(MigrationFile file);

        /** Takes it away. */
        Writes remove(MigrationFile file);
    }

    /** Generated rows only. */
    public static RehearsalRequest withRows(long rows) {
        return new RehearsalRequest(
                rows,
                1,
                Optional.empty(),
                Optional.empty(),
                AfterChange.NONE,
                Duration.ofSeconds(60));
    }

    /** The same with recorded writes of both versions. */
    public RehearsalRequest withWrites(Writes old, Writes fresh) {
        return new RehearsalRequest(
                rows, seed, Optional.of(old), Optional.of(fresh), afterChange, statementTimeout);
    }

    /** The same with something in place after each change. */
    public RehearsalRequest with(AfterChange other) {
        return new RehearsalRequest(rows, seed, oldWrites, newWrites, other, statementTimeout);
    }

    /** Whether a trial leaves a database as a mere run of the change does. */
    boolean leavesNothing() {
        return rows == 0 && oldWrites.isEmpty() && newWrites.isEmpty();
    }
}
