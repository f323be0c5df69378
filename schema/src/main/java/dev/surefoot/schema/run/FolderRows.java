package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.FileTable;
import dev.surefoot.schema.run.target.OwnTables;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.ToolHistory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder's files beside their rows in the target.
 *
 * @param rows in the folder's order
 * @param later files that ran, and that only newer versions of the folder have
 * @param history the tool's own table, if it has one here and is to be kept up
 */
record FolderRows(
        MigrationSet set, List<FileRow> rows, List<FileRow> later, Optional<ToolHistory> history) {
    FolderRows {
        rows = List.copyOf(rows);
        later = List.copyOf(later);
    }

    /** Rows, or why there are none. */
    sealed interface Read {
        /**
         * They agree.
         *
         * @param gone paths of files that were never begun and that nobody has any more
         */
        record Rows(FolderRows rows, List<String> gone) implements Read {}

        record Not(Outcome outcome) implements Read {}
    }

    /** Compares, and writes nothing. */
    static Read look(Connection connection, MigrationSet set, RunOptions.Folder folder)
            throws SQLException {
        Optional<ToolHistory> history =
                folder.toolHistory()
                        ? ToolHistory.find(connection, set.layout())
                        : Optional.empty();
        boolean own = OwnTables.look(connection) == OwnTables.Presence.READY;
        FileRules.Known known =
                new FileRules.Known(
                        own ? FileTable.all(connection) : List.of(),
                        history.map(ToolHistory::kind),
                        history.isEmpty() ? Map.of() : history.get().applied(connection));
        return switch (FileRules.compare(set, known, folder)) {
            case FileRules.Compared.Agree(
                            List<FileRow> rows,
                            List<FileRow> later,
                            List<String> gone) ->
                    new Read.Rows(new FolderRows(set, rows, later, history), gone);
            case FileRules.Compared.Edited(String reason) ->
                    new Read.Not(new Outcome.Refused("D04", reason));
            case FileRules.Compared.NoPhase(List<String> paths) ->
                    new Read.Not(
                            new Outcome.Refused(
                                    "PHASE",
                                    "nobody says in which phase these may run: "
                                            + String.join(", ", paths)
                                            + "; head each with '-- surefoot: phase=expand',"
                                            + " backfill or contract"));
        };
    }

    /** Compares, and notes what is new. */
    static Read register(RunSession session, MigrationSet set) throws SQLException {
        return Sql.inTransaction(
                session.worker(),
                own -> {
                    Read read = look(own, set, session.options().folder());
                    if (read instanceof Read.Rows(FolderRows folder, List<String> gone)) {
                        for (FileRow row : folder.rows()) {
                            FileTable.register(own, row);
                        }
                        for (String path : gone) {
                            FileTable.forget(own, path);
                        }
                    }
                    return read;
                });
    }

    /** The file that a row is about. */
    MigrationFile file(FileRow row) {
        return set.files().stream()
                .filter(file -> file.path().equals(row.path()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no file " + row.path()));
    }
}
