package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.backfill.Fill;
import dev.surefoot.schema.run.backfill.FillTable;
import dev.surefoot.schema.run.sync.SyncTable;
import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.FileTable;
import dev.surefoot.schema.run.target.Journal;
import dev.surefoot.schema.run.target.LockRow;
import dev.surefoot.schema.run.target.MigrationLock;
import dev.surefoot.schema.run.target.OwnTables;
import dev.surefoot.schema.run.target.Sessions;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far changes are on a target, read without the folder and without touching anything. What is
 * half done shows here, whatever ended the runner.
 *
 * @param presence whether anything was ever run here
 * @param lock who runs now
 * @param files all that the target knows, in order
 * @param halfDone of files that were begun and are not done
 * @param blockers sessions that the runner waits for now
 * @param fills backfills
 * @param syncs pairs of columns that are kept in step
 * @param invalidIndexes left behind by somebody
 * @param pointOfNoReturn the contract behind which the newest change has no way back, if begun
 */
public record TargetStatus(
        OwnTables.Presence presence,
        Optional<LockRow> lock,
        List<FileRow> files,
        List<HalfDone> halfDone,
        List<Blocker> blockers,
        List<Fill> fills,
        List<SyncTable.InForce> syncs,
        List<String> invalidIndexes,
        Optional<String> pointOfNoReturn) {

    /** A file in the middle: statements done, and those of which only the intent is known. */
    public record HalfDone(String path, Journal.Direction direction, int done, List<Integer> open) {
        public HalfDone {
            open = List.copyOf(open);
        }
    }

    /** Files of a phase that are done, of all of the newest change. */
    public record PhaseCount(Phase phase, int done, int all) {}

    public TargetStatus {
        files = List.copyOf(files);
        halfDone = List.copyOf(halfDone);
        blockers = List.copyOf(blockers);
        fills = List.copyOf(fills);
        syncs = List.copyOf(syncs);
        invalidIndexes = List.copyOf(invalidIndexes);
    }

    /** Reads. */
    public static TargetStatus read(Target target) throws SQLException {
        try (Connection connection = target.connect()) {
            connection.setReadOnly(true);
            OwnTables.Presence presence = OwnTables.look(connection);
            List<String> invalid =
                    Sql.list(
                            connection,
                            """
                            select i.indexrelid::regclass::text || ' on '
                                || i.indrelid::regclass::text
                            from pg_index i where not i.indisvalid order by 1
                            """,
                            row -> row.getString(1));
            if (presence != OwnTables.Presence.READY) {
                return nothing(presence, invalid);
            }
            LockRow lock = MigrationLock.read(connection);
            List<FileRow> files = FileTable.all(connection);
            return new TargetStatus(
                    presence,
                    Optional.of(lock),
                    files,
                    halfDone(connection, files),
                    lock.backend().isPresent() && lock.alive()
                            ? Sessions.blocking(connection, lock.backend().get().pid())
                            : List.of(),
                    FillTable.all(connection),
                    SyncTable.all(connection),
                    invalid,
                    Undoing.pointOfNoReturn(files).map(FileRow::path));
        }
    }

    private static TargetStatus nothing(OwnTables.Presence presence, List<String> invalid) {
        return new TargetStatus(
                presence,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                invalid,
                Optional.empty());
    }

    private static List<HalfDone> halfDone(Connection connection, List<FileRow> files)
            throws SQLException {
        List<HalfDone> all = new ArrayList<>();
        for (FileRow file : files) {
            if (file.pending() || file.done()) {
                continue;
            }
            Journal.Direction direction =
                    file.state() == FileRow.State.UNDOING
                            ? Journal.Direction.UNDO
                            : Journal.Direction.DO;
            Map<Integer, Journal.Entry> entries =
                    Journal.read(connection, FileWorks.page(file, direction));
            int done =
                    (int)
                            entries.entrySet().stream()
                                    .filter(e -> e.getKey() > 0 && e.getValue().done())
                                    .count();
            List<Integer> open =
                    entries.entrySet().stream()
                            .filter(e -> !e.getValue().done())
                            .map(Map.Entry::getKey)
                            .sorted()
                            .toList();
            all.add(new HalfDone(file.path(), direction, done, open));
        }
        return all;
    }

    /** Phase by phase, of the newest change that was registered. */
    public List<PhaseCount> phases() {
        long change = files.stream().mapToLong(FileRow::change).max().orElse(0);
        List<PhaseCount> all = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            List<FileRow> its =
                    files.stream()
                            .filter(row -> row.change() == change && row.phase() == phase)
                            .toList();
            all.add(
                    new PhaseCount(
                            phase, (int) its.stream().filter(FileRow::done).count(), its.size()));
        }
        return all;
    }

    /** Whether somebody runs a change now. */
    public boolean running() {
        return lock.filter(row -> row.holder().isPresent() && row.alive()).isPresent();
    }
}
