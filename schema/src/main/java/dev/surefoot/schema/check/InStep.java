package dev.surefoot.schema.check;

import static java.util.stream.Collectors.groupingBy;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.proof.State;
import dev.surefoot.schema.proof.Step;
import dev.surefoot.schema.run.sync.SyncInstall;
import dev.surefoot.schema.run.sync.SyncTable;
import dev.surefoot.schema.run.target.OwnTables;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Keeps columns in step on a shadow as the runner does on production, with the same triggers. */
final class InStep {
    private InStep() {}

    /** What a file's {@code sync} lines ask for: a trigger a table. */
    static Stream<Step> of(State state, MigrationFile file) {
        Map<String, List<SyncSpec>> byTable =
                file.header().syncs().stream()
                        .collect(
                                groupingBy(
                                        SyncSpec::table,
                                        LinkedHashMap::new,
                                        java.util.stream.Collectors.toList()));
        return byTable.entrySet().stream()
                .map(
                        each ->
                                new Step(
                                        state,
                                        file.path() + ", columns of " + each.getKey() + " in step",
                                        true,
                                        database -> install(database, file, each)));
    }

    /** What the runner does once it has run a file: begins its pairs, ends those it took away. */
    static Optional<SqlError> after(ShadowDatabase database, MigrationFile file) {
        try {
            for (Step each : of(State.BEFORE, file).toList()) {
                Optional<SqlError> refused = each.change().apply(database);
                if (refused.isPresent()) {
                    return refused;
                }
            }
            retire(database);
            return Optional.empty();
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "the columns of " + file.path() + " in step: " + e.getMessage(), e);
        }
    }

    private static Optional<SqlError> install(
            ShadowDatabase database, MigrationFile file, Map.Entry<String, List<SyncSpec>> table)
            throws SQLException {
        try (Connection connection = database.connect()) {
            OwnTables.make(connection);
            connection.setAutoCommit(false);
            Optional<String> refused =
                    SyncInstall.install(connection, table.getKey(), table.getValue(), file.path());
            if (refused.isPresent()) {
                connection.rollback();
                return Optional.of(new SqlError("SYNC", refused.get(), OptionalInt.empty()));
            }
            connection.commit();
            return Optional.empty();
        }
    }

    /** The same step, after which pairs end whose column it took away. */
    static Step ending(Step step) {
        return new Step(
                step.state(),
                step.name(),
                step.proves(),
                database -> {
                    Optional<SqlError> error = step.change().apply(database);
                    if (error.isEmpty()) {
                        retire(database);
                    }
                    return error;
                });
    }

    private static void retire(ShadowDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            if (OwnTables.look(connection) == OwnTables.Presence.READY) {
                connection.setAutoCommit(false);
                SyncTable.retire(connection);
                connection.commit();
            }
        }
    }
}
