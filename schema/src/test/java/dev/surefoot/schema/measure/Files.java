package dev.surefoot.schema.measure;

import dev.surefoot.schema.migration.Header;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.migration.Statement;

import java.util.Optional;
import java.util.stream.IntStream;

/** Migrations made of statements. */
final class Files {
    private Files() {}

    static MigrationFile of(String name, Wrapping wrapping, String... statements) {
        return new MigrationFile(
                name + ".sql",
                name,
                "",
                "0".repeat(64),
                String.join(";\n", statements),
                Header.NONE,
                IntStream.range(0, statements.length)
                        .mapToObj(i -> new Statement(i + 1, i + 1, 0, statements[i]))
                        .toList(),
                wrapping,
                Optional.empty());
    }

    /** Its statements in one transaction. */
    static MigrationFile whole(String... statements) {
        return of("1", Wrapping.FILE, statements);
    }
}
