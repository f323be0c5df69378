package dev.surefoot.schema.check;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.Header;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.proof.State;
import dev.surefoot.schema.proof.Step;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The way of a file through the states of a change. */
final class FilePath {
    private FilePath() {}

    /**
     * What a file leads to. One that declares nothing runs at once, so the running version has to
     * bear it whatever it does.
     */
    static State state(MigrationFile file) {
        return switch (file.header().phase().orElse(dev.surefoot.schema.migration.Phase.EXPAND)) {
            case EXPAND -> State.EXPANDED;
            case BACKFILL -> State.BACKFILLED;
            case CONTRACT -> State.CONTRACTED;
        };
    }

    static Stream<Step> of(MigrationFile file) {
        State state = state(file);
        Stream<Step> filled =
                file.header().backfills().stream()
                        .map(
                                it ->
                                        new Step(
                                                state,
                                                file.path(),
                                                true,
                                                database -> fill(database, it)));
        Stream<Step> own =
                file.statements().isEmpty() ? Stream.of() : Step.of(state, file).stream();
        Stream<Step> synced =
                file.header().syncs().stream()
                        .map(
                                it ->
                                        new Step(
                                                State.BACKFILLED,
                                                file.path(),
                                                true,
                                                database -> fill(database, pair(it))));
        return Stream.of(own.map(InStep::ending), InStep.of(state, file), filled, synced)
                .flatMap(each -> each);
    }

    /** What was there before its columns were kept in step is filled as well. */
    private static Header.BackfillSpec pair(Header.SyncSpec it) {
        return new Header.BackfillSpec(
                it.table(),
                "",
                it.fresh() + " = " + it.up(),
                it.fresh() + " is null and (" + it.up() + ") is not null");
    }

    /** All rows at once: here nobody waits. */
    private static Optional<SqlError> fill(ShadowDatabase database, Header.BackfillSpec it)
            throws SQLException {
        String sql = "update %s set %s where %s".formatted(it.table(), it.set(), it.verify());
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(
                    new SqlError(
                            String.valueOf(e.getSQLState()),
                            String.valueOf(e.getMessage()),
                            OptionalInt.empty()));
        }
    }
}
