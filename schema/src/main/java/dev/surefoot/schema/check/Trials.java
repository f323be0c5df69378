package dev.surefoot.schema.check;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.measure.Measurer;
import dev.surefoot.schema.measure.Missing;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The database that files are measured on, and copies of it as it stands. Not thread-safe. */
final class Trials implements AutoCloseable {
    private final ShadowDatabase database;
    private final Set<String> schemas;
    private final Measurer measurer;
    private boolean inStep;

    /**
     * @param schemas that production is said to have: made when a file misses them
     */
    Trials(ShadowDatabase database, Layout layout, Set<String> schemas) {
        this.database = database;
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
            Missing.makeSchema(database, missing.get());
            return measurer.measure(file);
        }
        return measured;
    }

    /** Applies a file that production has, with the triggers that came with it there. */
    MeasuredFile apply(MigrationFile file) {
        MeasuredFile measured = measure(file);
        inStep |= !file.header().syncs().isEmpty();
        if (inStep && measured.applied()) {
            Optional<SqlError> refused = alone(before -> InStep.after(before, file));
            refused.ifPresent(
                    it -> {
                        throw new ShadowFailure(
                                "%s: its columns can't be kept in step as in production: %s"
                                        .formatted(file.path(), it.message()));
                    });
        }
        return measured;
    }

    private Optional<String> missingSchema(SqlError error) {
        return Missing.schema(shadow(), error).filter(schemas::contains);
    }

    Catalog catalog() {
        return measurer.catalog();
    }

    /** Does something for which nobody may be connected to the database, such as to copy it. */
    <T> T alone(Function<ShadowDatabase, T> work) {
        measurer.close();
        return work.apply(database);
    }

    @Override
    public void close() {
        measurer.close();
    }
}
