package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Header.BackfillSpec;
import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.backfill.Backfill;
import dev.surefoot.schema.run.backfill.Fill;
import dev.surefoot.schema.run.backfill.FillContext;
import dev.surefoot.schema.run.backfill.FillPlan;
import dev.surefoot.schema.run.backfill.FillTable;
import dev.surefoot.schema.run.target.FileRow;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The backfills that files ask for. */
final class Filling {
    private final RunSession session;
    private final FolderRows folder;

    Filling(RunSession session, FolderRows folder) {
        this.session = session;
        this.folder = folder;
    }

    /**
     * What a file asks for: its {@code table=} lines, and each pair that it keeps in step and that
     * no such line of the folder fills.
     */
    static List<FillPlan.Asked> asked(MigrationSet set, MigrationFile file) {
        List<FillPlan.Asked> all = new ArrayList<>();
        for (BackfillSpec spec : file.header().backfills()) {
            all.add(new FillPlan.Asked(file.path() + "#" + (all.size() + 1), file.path(), spec));
        }
        for (SyncSpec sync : file.header().syncs()) {
            if (set.files().stream()
                    .flatMap(each -> each.header().backfills().stream())
                    .noneMatch(spec -> fills(spec, sync))) {
                BackfillSpec spec =
                        new BackfillSpec(sync.table(), "", sync.fresh() + " = " + sync.up(), "");
                all.add(
                        new FillPlan.Asked(
                                file.path() + "#" + (all.size() + 1), file.path(), spec));
            }
        }
        return all;
    }

    private static boolean fills(BackfillSpec spec, SyncSpec sync) {
        return spec.table().equalsIgnoreCase(sync.table())
                && Pattern.compile(
                                "(^|,)\\s*" + Pattern.quote(sync.fresh()) + "\\s*=",
                                Pattern.CASE_INSENSITIVE)
                        .matcher(spec.set())
                        .find();
    }

    /** Runs those of one file; empty when all are verified. */
    Optional<Outcome> run(FileRow row) throws InterruptedException {
        for (FillPlan.Asked asked : asked(folder.set(), folder.file(row))) {
            try {
                if (verified(asked)) {
                    continue;
                }
                Optional<Outcome> stopped =
                        switch (FillPlan.make(session.worker(), asked)) {
                            case FillPlan.Made.Refused(String reason) ->
                                    Optional.of(
                                            new Outcome.Refused(
                                                    "BACKFILL", asked.id() + ": " + reason));
                            case FillPlan.Made.Ready(FillPlan plan) ->
                                    Outcomes.of(asked.id(), Backfill.run(context(), plan));
                        };
                if (stopped.isPresent()) {
                    return stopped;
                }
            } catch (SQLException e) {
                return Optional.of(Outcomes.of("backfill " + asked.id(), e));
            }
        }
        return Optional.empty();
    }

    private boolean verified(FillPlan.Asked asked) throws SQLException {
        return FillTable.find(session.worker(), asked.id())
                .filter(fill -> fill.state() == Fill.State.VERIFIED)
                .isPresent();
    }

    private FillContext context() {
        return new FillContext(
                session.worker(),
                session.backend(),
                session.lock(),
                session.watch(),
                session.options().pace(),
                session.options().fill(),
                session.options().signals(),
                session.progress()::fill);
    }

    /** The whole phase: what expansions ask for, and files of the phase itself, in order. */
    Outcome all() throws InterruptedException {
        List<String> notes = new ArrayList<>();
        for (FileRow row : folder.rows()) {
            if (row.origin() != FileRow.Origin.RUN || row.phase() == Phase.CONTRACT) {
                continue;
            }
            if (row.state() == FileRow.State.UNDOING) {
                return new Outcome.Refused(
                        "ORDER", row.path() + " is being undone; end that with undo first");
            }
            if (row.phase() == Phase.EXPAND && !row.done()) {
                if (row.pending() && notBegun(row)) {
                    continue;
                }
                return new Outcome.Refused(
                        "ORDER", row.path() + " is not expanded yet; run expand first");
            }
            Optional<Outcome> stopped = run(row);
            if (stopped.isEmpty() && row.phase() == Phase.BACKFILL && !row.done()) {
                stopped = new FileWorks(session, folder).forward(row);
                notes.add("filled " + row.path());
            }
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        return new Outcome.Done(notes.isEmpty() ? List.of("every backfill is verified") : notes);
    }

    /** A later change that nobody has expanded does not hold up an earlier one. */
    private boolean notBegun(FileRow row) {
        return folder.rows().stream()
                        .filter(each -> each.change() == row.change())
                        .allMatch(FileRow::pending)
                && folder.rows().stream()
                        .anyMatch(each -> each.change() < row.change() && each.done());
    }
}
