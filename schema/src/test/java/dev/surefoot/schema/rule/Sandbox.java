package dev.surefoot.schema.rule;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.measure.Measurer;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A database of a shadow in which files are measured one after the other, and judged. */
final class Sandbox implements AutoCloseable {
    private final ShadowDatabase database;
    private final Path folder;
    private final Measurer measurer;

    Sandbox(Shadow shadow, Path folder, String setup) {
        this.database = shadow.create();
        this.folder = folder;
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(setup);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        this.measurer = Measurer.on(database, Layout.PLAIN);
    }

    /** Every table has so many rows. */
    static Rows rows(long rows) {
        return new Rows(Map.of(), OptionalLong.of(rows));
    }

    /** Where nothing is known but how many rows every table has. */
    static World world(long rows) {
        return World.unknown(Layout.PLAIN).with(rows(rows));
    }

    static World unknown() {
        return World.unknown(Layout.PLAIN);
    }

    MigrationFile file(String sql) {
        try {
            Path one = Files.createTempDirectory(folder, "file");
            Files.writeString(one.resolve("1.sql"), sql);
            return SchemaDirectory.read(one, ReadOptions.plain()).files().getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableMigrations e) {
            throw new AssertionError(sql, e);
        }
    }

    MeasuredFile measure(String sql) {
        return measurer.measure(file(sql));
    }

    Judged judge(String sql, World world) {
        Catalog before = measurer.catalog();
        MeasuredFile measured = measure(sql);
        Catalog after = measurer.catalog();
        World knowing =
                new World(
                        world.layout(),
                        world.rows(),
                        world.replays(),
                        world.probed(),
                        object -> attributes(before, object),
                        object -> attributes(after, object));
        return Rules.judge(measured, knowing);
    }

    private static Optional<Map<String, String>> attributes(Catalog of, CatalogObject object) {
        return Optional.of(of.attributes(object)).filter(it -> !it.isEmpty());
    }

    /** Rules and gravities of what is worth more than a note, as in {@code C03 BLOCK}. */
    List<String> found(String sql, World world) {
        return judge(sql, world).findings().stream()
                .filter(it -> it.severity() != Severity.NOTE)
                .map(it -> it.rule() + " " + it.severity())
                .toList();
    }

    @Override
    public void close() {
        measurer.close();
        database.close();
    }
}
