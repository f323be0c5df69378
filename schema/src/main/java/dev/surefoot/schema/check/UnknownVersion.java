package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;

import java.io.Serial;

/** The folder has no file of the version that production is said to have. */
public final class UnknownVersion extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    UnknownVersion(String version, MigrationSet set) {
        super(
                "no migration has version %s; the folder has %d, from %s to %s"
                        .formatted(
                                version,
                                set.files().size(),
                                name(set.files().getFirst()),
                                name(set.files().getLast())));
    }

    private static String name(MigrationFile file) {
        return file.version().isEmpty() ? file.path() : file.version();
    }
}
