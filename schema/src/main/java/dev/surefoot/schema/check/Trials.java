package dev.surefoot.schema.check;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.measure.Measurer;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The database that files are measured on, and copies of it as it stands. Not thread-safe. */
final class Trials implements AutoCloseable {
    private static final String NO_SUCH_SCHEMA = "3F000";

    private final ShadowDatabase database;
    private final Layout layout;
    private final Set<String> schemas;
    private Measurer measurer;

    /**
     * @param schemas that production is said to have: made when a file misses them
     */
    Trials(ShadowDatabase database, Layout layout, Set<String> schemas) {
        this.database = database;
        this.layout = layout;
        this.schemas = Set.copyOf(schemas);
        this.measurer = Measurer.on(database, layout);
    }

    Shadow shadow() {
        return database.shadow();
    }

    /** Measures a file; what it did stays. */
    MeasuredFile measure(MigrationFile file) {
        MeasuredFile measured = measurer.measure(file);
        boolean nothingDone =
                file.wrapping() == MigrationFile.Wrapping.FILE || measured.statements().size() == 1;
        Optional<String> missing = measured.error().flatMap(this::missingSchema);
        if (nothingDone && missing.isPresent()) {
            make(missing.get());
            return measurer.measure(file);
        }
        return measured;
    }

    private Optional<String> missingSchema(SqlError error) {
        return error.sqlState().equals(NO_SUCH_SCHEMA)
                ? schemas.stream()
                        .filter(it -> error.message().contains('"' + it + '"'))
                        .findFirst()
                : Optional.empty();
    }

    private void make(String schema) {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create schema if not exists \"%s\"".formatted(schema.replace("\"", "\"\"")));
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "schema %s was not made in the shadow: %s".formatted(schema, e.getMessage()),
                    e);
        }
    }

    Catalog catalog() {
        return measurer.catalog();
    }

    /** Does something for which nobody may be connected to the database, such as to copy it. */
    <T> T alone(Function<ShadowDatabase, T> work) {
        measurer.close();
        try {
            return work.apply(database);
        } finally {
            measurer = Measurer.on(database, layout);
        }
    }

    @Override
    public void close() {
        measurer.close();
    }
}
