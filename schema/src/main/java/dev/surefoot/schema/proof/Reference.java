package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;

/**
 * What a statement came to before a change, in two runs: where they differ, it says nothing about
 * the change.
 */
record Reference(Outcome first, Outcome second) {

    /** Whether both runs came to the same SQLSTATE. */
    boolean sameState() {
        return first.sqlState().equals(second.sqlState());
    }

    /** Whether both runs gave as many rows. */
    boolean sameRows() {
        return first.rows() == second.rows();
    }

    /** Whether both runs gave the same rows, all of them were kept, and the server owed them. */
    boolean sameValues(AppStatement statement) {
        return first.rows() <= Outcome.KEPT
                && Comparison.sameValues(first, second)
                && !Comparison.choosesRows(statement.sql());
    }
}
