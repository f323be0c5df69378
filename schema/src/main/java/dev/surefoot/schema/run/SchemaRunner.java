package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.Target;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a folder's migrations on a target, phase by phase.
 *
 * <p>One runner at a time holds the target's lock; each command goes on where the last one ended,
 * whether it ended or was killed. No statement queues for a lock beyond the lock timeout, and none
 * makes anybody wait beyond the stall budget without being taken back. Expected endings are values.
 * Each call opens its own connections and closes them. Thread-safe; calls at once wait for each
 * other in the target.
 */
public final class SchemaRunner {
    private final Target target;
    private final MigrationSet set;
    private final RunOptions options;
    private final Progress progress;

    /** Touches nothing yet. */
    public SchemaRunner(Target target, MigrationSet set, RunOptions options, Progress progress) {
        this.target = target;
        this.set = set;
        this.options = options;
        this.progress = progress;
    }

    private interface Work {
        Outcome on(RunSession session, FolderRows folder) throws InterruptedException, SQLException;
    }

    /** Runs every expansion that is not done, in order. */
    public Outcome expand() throws InterruptedException {
        return with(SchemaRunner::expansions);
    }

    /** Fills what expansions ask to be filled, and runs the files of that phase. */
    public Outcome backfill() throws InterruptedException {
        return with((session, folder) -> new Filling(session, folder).all());
    }

    /** Runs the contracts of the oldest change that has some left. */
    public Outcome contract(Gone gone) throws InterruptedException {
        return with((session, folder) -> new Contracting(session, folder, gone).run());
    }

    /** Runs the contracts of every change that has some left, the oldest first. */
    public Outcome contractAll(Gone gone) throws InterruptedException {
        List<String> notes = new ArrayList<>();
        var more = new AtomicBoolean(true);
        while (more.get()) {
            Outcome outcome =
                    with(
                            (session, folder) -> {
                                var contracting = new Contracting(session, folder, gone);
                                more.set(contracting.more());
                                return contracting.run();
                            });
            if (!(outcome instanceof Outcome.Done(List<String> words))) {
                return outcome;
            }
            notes.addAll(words);
        }
        return new Outcome.Done(notes);
    }

    /** Runs the way back of the newest change. */
    public Outcome undo() throws InterruptedException {
        return with((session, folder) -> new Undoing(session, folder).run());
    }

    private Outcome with(Work work) throws InterruptedException {
        return switch (Opening.open(target, set, options, progress)) {
            case Opening.Opened.Not(Outcome outcome) -> outcome;
            case Opening.Opened.Ready(RunSession session) -> {
                try (session) {
                    yield switch (FolderRows.register(session, set)) {
                        case FolderRows.Read.Not(Outcome outcome) -> outcome;
                        case FolderRows.Read.Rows(FolderRows rows, var gone) ->
                                work.on(session, rows);
                    };
                } catch (SQLException e) {
                    yield Outcomes.of(target.shown(), e);
                }
            }
        };
    }

    private static Outcome expansions(RunSession session, FolderRows folder)
            throws InterruptedException {
        boolean left =
                folder.rows().stream().anyMatch(row -> row.phase() == Phase.EXPAND && !row.done());
        if (!left) {
            return new Outcome.Done(List.of("every expansion is done"));
        }
        for (FileRow row : folder.rows()) {
            if (row.state() == FileRow.State.UNDOING) {
                return new Outcome.Refused(
                        "ORDER", row.path() + " is being undone; end that with undo first");
            }
            if (row.phase() == Phase.CONTRACT && row.state() == FileRow.State.RUNNING) {
                return new Outcome.Refused(
                        "ORDER", row.path() + " is half done; end that with contract first");
            }
        }
        List<String> notes = new ArrayList<>();
        for (FileRow row : folder.rows()) {
            if (row.phase() == Phase.EXPAND && !row.done()) {
                Optional<Outcome> stopped = new FileWorks(session, folder).forward(row);
                if (stopped.isPresent()) {
                    return stopped.get();
                }
                notes.add("expanded " + row.path());
            }
        }
        return new Outcome.Done(notes);
    }
}
