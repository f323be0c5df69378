package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.sync.SyncTable;
import dev.surefoot.schema.run.target.FileRow;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The way back of the newest change, as long as none of its contracts was begun. */
final class Undoing {
    private final RunSession session;
    private final FolderRows folder;

    Undoing(RunSession session, FolderRows folder) {
        this.session = session;
        this.folder = folder;
    }

    Outcome run() throws InterruptedException, SQLException {
        List<FileRow> own = begun(folder.rows());
        if (own.isEmpty()) {
            return new Outcome.Done(List.of("nothing that was run here is left to undo"));
        }
        Optional<Outcome> against = against(own);
        if (against.isPresent()) {
            return against.get();
        }
        List<String> notes = new ArrayList<>(lossy());
        for (FileRow row : own.reversed()) {
            Optional<Outcome> stopped = new FileWorks(session, folder).back(row);
            if (stopped.isPresent()) {
                return stopped.get();
            }
            notes.add("undone " + row.path());
        }
        return new Outcome.Done(notes);
    }

    /** Of the newest change, all that was begun, in order. */
    static List<FileRow> begun(List<FileRow> rows) {
        List<FileRow> run =
                rows.stream()
                        .filter(row -> row.origin() == FileRow.Origin.RUN && !row.pending())
                        .toList();
        OptionalLong change = run.stream().mapToLong(FileRow::change).max();
        return change.isEmpty()
                ? List.of()
                : run.stream().filter(row -> row.change() == change.getAsLong()).toList();
    }

    /** The first contract that was begun: behind it there is no way back. */
    static Optional<FileRow> pointOfNoReturn(List<FileRow> rows) {
        return begun(rows).stream().filter(row -> row.phase() == Phase.CONTRACT).findFirst();
    }

    private Optional<Outcome> against(List<FileRow> own) {
        Optional<FileRow> contract = pointOfNoReturn(own);
        if (contract.isPresent()) {
            return Optional.of(
                    new Outcome.Refused(
                            "D01",
                            contract.get().path()
                                    + " is a contract and was begun: the point of no return is"
                                    + " passed; go forward with a new migration, or restore"));
        }
        return own.stream()
                .filter(row -> row.phase() == Phase.EXPAND)
                .filter(row -> folder.file(row).inverse().isEmpty())
                .findFirst()
                .map(
                        row ->
                                new Outcome.Refused(
                                        "D05",
                                        row.path()
                                                + " has no inverse; go forward with a new"
                                                + " migration"));
    }

    private List<String> lossy() throws SQLException {
        return SyncTable.all(session.worker()).stream()
                .filter(each -> each.lossy() > 0)
                .map(
                        each ->
                                "%s.%s: of %d old values taken there and back, %d came back"
                                                .formatted(
                                                        each.table(),
                                                        each.pair().old(),
                                                        each.sampled(),
                                                        each.lossy())
                                        + " changed; rows that the new version wrote may differ")
                .toList();
    }
}
