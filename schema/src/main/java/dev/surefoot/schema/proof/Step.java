package dev.surefoot.schema.proof;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.proof.statement.SqlKind;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step of the way through the states.
 *
 * @param state the state that it belongs to; when its last step is done, that state is reached
 * @param name for reports, for example {@code V2__rename.sql:3}
 * @param proves whether the old version is tried after it, as others may see the database then
 */
public record Step(State state, String name, boolean proves, Change change) {

    /** Brings a database further; nobody may be connected to it afterwards. */
    public interface Change {
        /** Does it; an error of the change's own SQL is a value. */
        Optional<SqlError> apply(ShadowDatabase database) throws SQLException;
    }

    /** The steps of a file: one if it runs in one transaction, else one a statement. */
    public static List<Step> of(State state, MigrationFile file) {
        if (file.wrapping() == MigrationFile.Wrapping.FILE) {
            return List.of(
                    new Step(
                            state,
                            file.path(),
                            true,
                            on -> run(on, with -> MigrationRun.of(with, file))));
        }
        List<Step> steps = new ArrayList<>();
        for (Statement each : file.statements()) {
            steps.add(
                    new Step(
                            state,
                            file.path() + ":" + each.line(),
                            SqlKind.of(each.text()) == SqlKind.SCHEMA,
                            on -> run(on, with -> MigrationRun.alone(with, each))));
        }
        return steps;
    }

    private interface Work {
        Optional<SqlError> on(Connection connection) throws SQLException;
    }

    private static Optional<SqlError> run(ShadowDatabase database, Work work) throws SQLException {
        try (Connection connection = database.connect()) {
            return work.on(connection);
        }
    }
}
