package dev.surefoot.schema.migration;

import dev.surefoot.schema.sql.Lines;
import dev.surefoot.schema.sql.SqlText;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a folder of migrations. Which layout it has is told from its files' names; all of them must
 * agree. Files are read whole or the folder is refused; nothing is run. Thread-safe.
 */
public final class SchemaDirectory {
    private SchemaDirectory() {}

    /** The folder's migrations in the order in which they run. */
    public static MigrationSet read(Path directory, ReadOptions options)
            throws UnreadableMigrations {
        SourceFolder folder = SourceFolder.walk(directory, options);
        var forward = new TreeSet<String>(folder.sqlFiles());
        if (forward.isEmpty()) {
            throw new UnreadableMigrations(
                    directory.toString(),
                    0,
                    "holds no .sql file; give the folder that holds the migrations");
        }
        forward.removeAll(namedInverses(folder, options));
        Layout layout = LayoutFinder.find(directory.toString(), forward);
        var leftOut = new ArrayList<String>();
        for (String program : folder.programs()) {
            leftOut.add(program + ": named like a migration but no SQL; what it does is unknown");
        }
        List<Entry> entries =
                switch (layout) {
                    case FLYWAY -> FlywayNames.order(forward, leftOut);
                    case DIESEL -> DieselNames.order(forward);
                    case PAIRS -> NumberedNames.pairs(forward);
                    case PLAIN -> NumberedNames.plain(forward);
                };
        var reader = new FileReader(folder, options, layout);
        var files = new ArrayList<MigrationFile>();
        for (Entry entry : entries) {
            files.add(reader.read(entry));
        }
        return new MigrationSet(layout, reader.parser(), files, leftOut);
    }

    /** Files that a header names as a way back: they are no migrations, whatever their names. */
    private static Set<String> namedInverses(SourceFolder folder, ReadOptions options)
            throws UnreadableMigrations {
        var named = new TreeSet<String>();
        for (String path : folder.sqlFiles()) {
            String text = folder.read(path).text();
            if (!text.contains("inverse=")) {
                continue;
            }
            SqlText sql = SqlText.scan(Placeholders.fill(text, options.placeholders()));
            var inverse = HeaderReader.read(path, sql).inverse();
            if (inverse.isPresent()) {
                int line = new Lines(text).at(text.indexOf("inverse="));
                named.add(target(folder, path, line, inverse.get()));
            }
        }
        return named;
    }

    private static String target(SourceFolder folder, String path, int line, String inverse)
            throws UnreadableMigrations {
        String target =
                Paths.beside(path, inverse)
                        .orElseThrow(
                                () ->
                                        new UnreadableMigrations(
                                                path,
                                                line,
                                                "inverse="
                                                        + inverse
                                                        + " leaves the folder; put it inside and"
                                                        + " name it relative to this file"));
        if (target.equals(path)) {
            throw new UnreadableMigrations(path, line, "names itself as its way back");
        }
        if (!target.endsWith(".sql") || !folder.has(target)) {
            throw new UnreadableMigrations(
                    path,
                    line,
                    "inverse="
                            + inverse
                            + " is no .sql file here; it is looked for as "
                            + target
                            + ", relative to this file");
        }
        return target;
    }
}
