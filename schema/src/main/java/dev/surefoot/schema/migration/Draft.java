package dev.surefoot.schema.migration;

import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.sql.SqlText;

import java.util.List;
import java.util.Optional;

/**
 * A file read and split, before it is known what it is for.
 *
 * @param down the text of the way back, if it stands in the same file
 */
record Draft(
        SourceText source,
        ToolSettings tool,
        SqlText sql,
        Header header,
        List<Statement> statements,
        Optional<String> down) {

    boolean isHeaded() {
        return !header.equals(Header.NONE);
    }

    /** The header's word, else the tool's; headed files go statement by statement. */
    Wrapping wrapping(Layout layout) {
        return header.wrapping()
                .or(tool::wrapping)
                .or(() -> TransactionMarkers.of(sql))
                .orElseGet(
                        () ->
                                isHeaded() || TransactionMarkers.toolRunsAlone(layout, this)
                                        ? Wrapping.STATEMENT
                                        : Wrapping.FILE);
    }
}
