package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.run.target.Journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A file's steps in one direction.
 *
 * @param steps in order
 * @param begin what marks the file as begun, in a transaction of its own
 * @param end what ends it, in the last step's transaction
 */
record FileWork(MigrationFile file, Journal.Page page, List<Step> steps, Mark begin, Mark end) {
    FileWork {
        steps = List.copyOf(steps);
    }

    /** Notes something in the transaction that is open. */
    @FunctionalInterface
    interface Mark {
        void in(Connection connection) throws SQLException;
    }

    /** For people: file and place. */
    String where(Step step) {
        return (page.direction() == Journal.Direction.UNDO ? "undo of " : "")
                + page.path()
                + " "
                + step.shown();
    }
}
