package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.backfill.Fill;
import dev.surefoot.schema.run.backfill.FillPlan;
import dev.surefoot.schema.run.backfill.FillTable;
import dev.surefoot.schema.run.backfill.Verification;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.Journal;
import dev.surefoot.schema.run.target.Sessions;
import dev.surefoot.schema.run.target.Sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The contracts of one change: after all that came before them is done, every backfill is found
 * right once more, and no session of the old version is left.
 */
final class Contracting {
    private final RunSession session;
    private final FolderRows folder;
    private final Gone gone;

    Contracting(RunSession session, FolderRows folder, Gone gone) {
        this.session = session;
        this.folder = folder;
        this.gone = gone;
    }

    Outcome run() throws InterruptedException, SQLException {
        OptionalLong change =
                contracts().stream().filter(row -> !row.done()).mapToLong(FileRow::change).min();
        if (change.isEmpty()) {
            return new Outcome.Done(List.of("nothing is left to contract"));
        }
        List<FileRow> own =
                contracts().stream().filter(row -> row.change() == change.getAsLong()).toList();
        Optional<Outcome> against = undeclared(own);
        if (against.isEmpty()) {
            against = against(own);
        }
        if (against.isPresent()) {
            return against.get();
        }
        List<String> notes = new ArrayList<>();
        for (FileRow row : own) {
            if (row.done()) {
                continue;
            }
            // Some may have come while the last file waited for its locks.
            Optional<Outcome> present = present();
            if (present.isPresent()) {
                return present.get();
            }
            if (notes.isEmpty()) {
                session.progress().pointOfNoReturn();
            }
            remark(row);
            Optional<Outcome> stopped = new FileWorks(session, folder).forward(row);
            if (stopped.isPresent()) {
                return stopped.get();
            }
            notes.add("contracted " + row.path());
        }
        notes.add("the point of no return is passed: the old version no longer runs on this");
        return new Outcome.Done(notes);
    }

    /** Whether changes after the oldest have contracts, too. */
    boolean more() {
        return contracts().stream()
                        .filter(row -> !row.done())
                        .mapToLong(FileRow::change)
                        .distinct()
                        .count()
                > 1;
    }

    private List<FileRow> contracts() {
        return folder.rows().stream()
                .filter(row -> row.phase() == Phase.CONTRACT)
                .filter(row -> row.origin() == FileRow.Origin.RUN)
                .toList();
    }

    /** A phase that was derived is no consent to loss. */
    private Optional<Outcome> undeclared(List<FileRow> own) {
        return own.stream()
                .filter(row -> row.pending())
                .filter(row -> folder.file(row).header().phase().isEmpty())
                .findFirst()
                .map(
                        row ->
                                new Outcome.Refused(
                                        "D01",
                                        row.path()
                                                + " takes something away and does not say that it"
                                                + " means to; head it with"
                                                + " '-- surefoot: phase=contract'"));
    }

    private Optional<Outcome> against(List<FileRow> own) throws SQLException, InterruptedException {
        int last = own.stream().mapToInt(FileRow::position).max().orElse(0);
        List<FileRow> before =
                folder.rows().stream()
                        .filter(row -> row.origin() == FileRow.Origin.RUN)
                        .filter(row -> row.phase() != Phase.CONTRACT && row.position() < last)
                        .toList();
        for (FileRow row : before) {
            if (!row.done()) {
                return Optional.of(
                        new Outcome.Refused(
                                "D06",
                                "%s comes before the contract and is %s; run %s first"
                                        .formatted(
                                                row.path(),
                                                row.pending() ? "not begun" : "half done",
                                                row.phase() == Phase.EXPAND
                                                        ? "expand"
                                                        : "backfill")));
            }
        }
        // First what costs nothing: rows need no reading while somebody is there.
        Optional<Outcome> present = present();
        if (present.isPresent()) {
            return present;
        }
        boolean begun = own.stream().anyMatch(row -> !row.pending());
        for (FileRow row : before) {
            Optional<Outcome> unfilled = unfilled(row, begun);
            if (unfilled.isPresent()) {
                return unfilled;
            }
        }
        return Optional.empty();
    }

    private Optional<Outcome> present() throws SQLException {
        return SessionRules.against(Sessions.clients(session.worker()), gone);
    }

    /** Once begun, a contract may have taken away what the question would ask about. */
    private Optional<Outcome> unfilled(FileRow row, boolean begun)
            throws SQLException, InterruptedException {
        for (FillPlan.Asked asked : Filling.asked(folder.set(), folder.file(row))) {
            Optional<Fill> fill = FillTable.find(session.worker(), asked.id());
            if (fill.filter(each -> each.state() == Fill.State.VERIFIED).isEmpty()) {
                return refused(asked.id() + " is not verified; run backfill first");
            }
            if (begun || finished(row)) {
                continue;
            }
            switch (FillPlan.make(session.worker(), asked)) {
                case FillPlan.Made.Refused(String reason) -> {
                    return refused(asked.id() + " can't be verified again: " + reason);
                }
                case FillPlan.Made.Ready(FillPlan plan) -> {
                    Optional<Outcome> wrong = wrong(asked.id(), plan);
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Outcome> wrong(String id, FillPlan plan)
            throws SQLException, InterruptedException {
        return switch (Verification.wrong(session.verifying(), plan)) {
            case Verification.Found.Held(String reason, var blockers) ->
                    Optional.of(new Outcome.Held("backfill " + id + ": " + reason, blockers));
            case Verification.Found.Wrong(long rows) when rows == 0 -> Optional.empty();
            case Verification.Found.Wrong(long rows) -> {
                FillTable.restart(session.worker(), id);
                yield refused(
                        "%s was verified, but %d rows are not right now; run backfill again"
                                .formatted(id, rows));
            }
        };
    }

    /** A change whose contracts are all done is history. */
    private boolean finished(FileRow row) {
        List<FileRow> its =
                contracts().stream().filter(each -> each.change() == row.change()).toList();
        return !its.isEmpty() && its.stream().allMatch(FileRow::done);
    }

    private static Optional<Outcome> refused(String reason) {
        return Optional.of(new Outcome.Refused("D06", "backfill " + reason));
    }

    private void remark(FileRow row) throws SQLException {
        Sql.inTransaction(
                session.worker(),
                own -> {
                    Journal.remark(
                            own,
                            FileWorks.page(row, Journal.Direction.DO),
                            new Journal.Intent(
                                    session.lock().epoch(),
                                    "instances gone, says %s: %s"
                                            .formatted(gone.by(), gone.why())));
                    return true;
                });
    }
}
