package dev.surefoot.schema.migration;

import java.util.List;

/**
 * All migrations of a folder, in the order in which they run.
 *
 * @param layout how the folder names them
 * @param parser what split the files: the grammar's version, or {@code none} if only the scanner
 *     did
 * @param leftOut what lies in the folder, looks like a part of it and was not read, each with its
 *     reason; whoever judges the set must say so
 */
public record MigrationSet(
        Layout layout, String parser, List<MigrationFile> files, List<String> leftOut) {
    public MigrationSet {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /** A set of which nothing was left out. */
    public MigrationSet(Layout layout, String parser, List<MigrationFile> files) {
        this(layout, parser, files, List.of());
    }
}
