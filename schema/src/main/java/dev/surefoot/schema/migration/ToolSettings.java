package dev.surefoot.schema.migration;

import dev.surefoot.schema.migration.MigrationFile.Wrapping;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a tool's own small file beside a migration says: Diesel's {@code metadata.toml} and Flyway's
 * {@code X.sql.conf}. Read strictly: a setting that isn't known is refused, as it may change what
 * runs.
 *
 * @param wrapping what it says of transactions
 * @param placeholders whether placeholders are filled
 */
record ToolSettings(Optional<Wrapping> wrapping, boolean placeholders) {
    private static final ToolSettings NONE = new ToolSettings(Optional.empty(), true);
    private static final Pattern TOML =
            Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*=\\s*([^#]*?)\\s*(?:#.*)?");
    private static final Pattern CONF =
            Pattern.compile("\\s*([A-Za-z0-9_.]+)\\s*[=:]\\s*(.*?)\\s*");

    static ToolSettings read(SourceFolder folder, String path) throws UnreadableMigrations {
        String toml = Paths.folder(path) + "metadata.toml";
        String name = Paths.name(path);
        if ((name.equals("up.sql") || name.equals("down.sql")) && folder.has(toml)) {
            return read(folder.read(toml), TOML);
        }
        String conf = path + ".conf";
        return folder.has(conf) ? read(folder.read(conf), CONF) : NONE;
    }

    private static ToolSettings read(SourceText source, Pattern pattern)
            throws UnreadableMigrations {
        var settings = NONE;
        int number = 0;
        for (String line : source.text().split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            Matcher matcher = pattern.matcher(line);
            if (!matcher.matches()) {
                throw wrong(source, number, "\"" + line.strip() + "\" is not key = value");
            }
            settings = settings.with(source, number, matcher.group(1), matcher.group(2));
        }
        return settings;
    }

    private ToolSettings with(SourceText source, int line, String key, String value)
            throws UnreadableMigrations {
        return switch (key) {
            case "run_in_transaction", "executeInTransaction" ->
                    new ToolSettings(Optional.of(wrapping(source, line, key, value)), placeholders);
            case "placeholderReplacement" ->
                    new ToolSettings(wrapping, truth(source, line, key, value));
            case "encoding" -> {
                if (!value.equalsIgnoreCase("UTF-8")) {
                    throw wrong(source, line, "encoding " + value + " is not read; use UTF-8");
                }
                yield this;
            }
            default ->
                    throw wrong(
                            source,
                            line,
                            "setting "
                                    + key
                                    + " is not known here; known: run_in_transaction (Diesel),"
                                    + " executeInTransaction, placeholderReplacement, encoding"
                                    + " (Flyway)");
        };
    }

    private static Wrapping wrapping(SourceText source, int line, String key, String value)
            throws UnreadableMigrations {
        return truth(source, line, key, value) ? Wrapping.FILE : Wrapping.STATEMENT;
    }

    private static boolean truth(SourceText source, int line, String key, String value)
            throws UnreadableMigrations {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(source, line, key + " is " + value + "; true or false");
        };
    }

    private static UnreadableMigrations wrong(SourceText source, int line, String message) {
        return new UnreadableMigrations(source.path(), line, message);
    }
}
