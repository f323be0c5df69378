package dev.surefoot.schema.migration;

import dev.surefoot.schema.migration.MigrationFile.Inverse;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.sql.Lines;
import dev.surefoot.schema.sql.Span;
import dev.surefoot.schema.sql.SqlParser;
import dev.surefoot.schema.sql.SqlText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes migrations of entries: reads, fills, refuses, splits. Not thread-safe. */
final class FileReader {
    private final SourceFolder folder;
    private final ReadOptions options;
    private final Layout layout;
    private boolean parsedAll = true;

    FileReader(SourceFolder folder, ReadOptions options, Layout layout) {
        this.folder = folder;
        this.options = options;
        this.layout = layout;
    }

    /** The version of what split all files so far; {@code none} if the scanner had to help. */
    String parser() {
        return parsedAll ? options.parser().version() : SqlParser.scanner().version();
    }

    MigrationFile read(Entry entry) throws UnreadableMigrations {
        Draft up = draft(entry.path());
        Wrapping wrapping = up.wrapping(layout);
        Optional<Inverse> inverse = sameFile(entry, up);
        Optional<String> down = inverse(entry, up);
        if (inverse.isEmpty() && down.isPresent()) {
            inverse = Optional.of(inverse(down.get(), up));
        }
        return new MigrationFile(
                entry.path(),
                entry.version(),
                entry.description(),
                up.source().sha256(),
                up.sql().text(),
                up.header(),
                up.statements(),
                wrapping,
                inverse);
    }

    /** The way back that stands below the way out. */
    private Optional<Inverse> sameFile(Entry entry, Draft up) throws UnreadableMigrations {
        if (up.down().isEmpty()) {
            return Optional.empty();
        }
        if (up.header().inverse().isPresent()) {
            throw new UnreadableMigrations(
                    entry.path(), 0, "holds its way back and names another by inverse=; keep one");
        }
        SqlText sql = SqlText.scan(up.down().get());
        Draft down =
                new Draft(up.source(), up.tool(), sql, Header.NONE, statements(sql), up.down());
        Wrapping wrapping =
                up.header()
                        .wrapping()
                        .orElseGet(
                                () -> up.isHeaded() ? Wrapping.STATEMENT : down.wrapping(layout));
        return Optional.of(
                new Inverse(
                        entry.path(),
                        up.source().sha256(),
                        sql.text(),
                        down.statements(),
                        wrapping));
    }

    /** The way back that the header or the layout names; both at once is one too many. */
    private static Optional<String> inverse(Entry entry, Draft up) throws UnreadableMigrations {
        if (up.header().inverse().isEmpty()) {
            return entry.down();
        }
        String named = up.header().inverse().get();
        Optional<String> path = Paths.beside(entry.path(), named);
        if (entry.down().isPresent() && !entry.down().equals(path)) {
            throw new UnreadableMigrations(
                    entry.path(),
                    0,
                    "names "
                            + named
                            + " as its way back, and "
                            + entry.down().get()
                            + " is one by its name; keep one");
        }
        return path;
    }

    private Inverse inverse(String path, Draft up) throws UnreadableMigrations {
        Draft down = draft(path);
        Header header = down.header();
        boolean more =
                header.phase().isPresent()
                        || header.inverse().isPresent()
                        || !header.backfills().isEmpty()
                        || !header.syncs().isEmpty();
        if (more) {
            throw new UnreadableMigrations(
                    path, 0, "is a way back; its surefoot line may only say transaction=");
        }
        Wrapping wrapping =
                down.header().wrapping().or(() -> down.tool().wrapping()).isPresent()
                        ? down.wrapping(layout)
                        : up.isHeaded() ? Wrapping.STATEMENT : down.wrapping(layout);
        return new Inverse(
                path, down.source().sha256(), down.sql().text(), down.statements(), wrapping);
    }

    private Draft draft(String path) throws UnreadableMigrations {
        SourceText source = folder.read(path);
        ToolSettings tool = ToolSettings.read(folder, path);
        String text =
                tool.placeholders()
                        ? Placeholders.fill(source.text(), options.placeholders())
                        : source.text();
        SqlText sql = SqlText.scan(text);
        if (tool.placeholders()) {
            Placeholders.refuseUnfilled(path, sql, layout);
        }
        SqlRefusals.refuse(path, sql);
        Header header = HeaderReader.read(path, sql);
        Optional<Sections> sections = layout == Layout.PLAIN ? Sections.of(sql) : Optional.empty();
        SqlText up = sections.isPresent() ? SqlText.scan(sections.get().up()) : sql;
        return new Draft(source, tool, up, header, statements(up), sections.map(Sections::down));
    }

    private List<Statement> statements(SqlText sql) {
        List<Span> spans =
                switch (options.parser().split(sql.text())) {
                    case SqlParser.Split.Statements(List<Span> found) -> found;
                    case SqlParser.Split.Unreadable _ -> {
                        parsedAll = false;
                        yield sql.statements();
                    }
                };
        var lines = new Lines(sql.text());
        var statements = new ArrayList<Statement>();
        for (Span span : spans) {
            int number = statements.size() + 1;
            statements.add(
                    new Statement(
                            number, lines.at(span.start()), span.start(), span.of(sql.text())));
        }
        return statements;
    }
}
