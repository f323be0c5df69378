package dev.surefoot.schema.migration;

import java.util.List;

/**
 * All migrations of a folder, in the order in which they run.
 *
 * @param layout how the folder names them
 * @param parser what split the files: the parser's version, or {@code none} for the driver's
 */
public record MigrationSet(Layout layout, String parser, List<MigrationFile> files) {
    public MigrationSet {
        files = List.copyOf(files);
    }
}
