package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.MigrationFile;

import java.util.List;

/** Executes the applications' statements on every state of a change. */
@FunctionalInterface
interface Prover {
    /**
     * Executes them.
     *
     * @param before the database as production has it
     * @param files the change, in order
     */
    Proven prove(Trials before, List<MigrationFile> files);
}
