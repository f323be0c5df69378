package dev.surefoot.schema.migration;

import dev.surefoot.schema.sql.SqlParser;

import java.util.Map;

/**
 * How a folder is to be read.
 *
 * @param placeholders values by name, for {@code ${name}} and {@code {{ index .Options "name" }}}
 * @param parser what splits the files
 * @param maxFileBytes a larger file is refused
 * @param maxFiles a folder of more SQL files is refused
 */
public record ReadOptions(
        Map<String, String> placeholders, SqlParser parser, int maxFileBytes, int maxFiles) {

    public ReadOptions {
        placeholders = Map.copyOf(placeholders);
    }

    /** No placeholders, the scanner; files of at most 4 MiB, at most 20,000 of them. */
    public static ReadOptions plain() {
        return new ReadOptions(Map.of(), SqlParser.scanner(), 4 << 20, 20_000);
    }

    /** The same with these placeholders. */
    public ReadOptions withPlaceholders(Map<String, String> values) {
        return new ReadOptions(values, parser, maxFileBytes, maxFiles);
    }

    /** The same with another parser. */
    public ReadOptions withParser(SqlParser other) {
        return new ReadOptions(placeholders, other, maxFileBytes, maxFiles);
    }
}
