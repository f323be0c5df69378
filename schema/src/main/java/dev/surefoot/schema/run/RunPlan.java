package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.run.backfill.Fill;
import dev.surefoot.schema.run.backfill.FillPlan;
import dev.surefoot.schema.run.backfill.FillTable;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.Preflight;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.TableInfo;
import dev.surefoot.schema.run.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What would run on a target, read without touching anything.
 *
 * @param version the server's
 * @param role that would run it
 * @param settings of the server that change what migrations do
 * @param files those that are not done, in order
 * @param later paths of files that ran, and that only newer versions of the folder have
 * @param unfilled paths of files that are done, and ask for rows to be filled that are not yet
 */
public record RunPlan(
        String version,
        String role,
        Map<String, String> settings,
        List<PlannedFile> files,
        List<String> later,
        List<String> unfilled) {
    /** Rows a second that a backfill may reach, for want of a measurement on the table itself. */
    private static final long SLOW = 3_000;

    private static final long FAST = 50_000;

    public RunPlan {
        settings = new LinkedHashMap<>(settings);
        files = List.copyOf(files);
        later = List.copyOf(later);
        unfilled = List.copyOf(unfilled);
    }

    /** The same, of some files. */
    public RunPlan of(Predicate<PlannedFile> wanted) {
        return new RunPlan(
                version, role, settings, files.stream().filter(wanted).toList(), later, unfilled);
    }

    /** A file that is not done. */
    public record PlannedFile(
            String path,
            Phase phase,
            FileRow.State state,
            List<PlannedStatement> statements,
            List<PlannedFill> fills) {
        public PlannedFile {
            statements = List.copyOf(statements);
            fills = List.copyOf(fills);
        }
    }

    /**
     * A statement.
     *
     * @param lock what it will surely ask for
     * @param rows of that table
     * @param prediction of how long others may wait; empty: not known, the stall budget bounds it
     */
    public record PlannedStatement(
            int line,
            String text,
            Optional<String> lock,
            Optional<Long> rows,
            Optional<RunOptions.Prediction> prediction) {}

    /** A backfill, with the time that it may take as long as nothing was measured. */
    public record PlannedFill(String table, String set, long rows, Duration from, Duration to) {}

    /** A plan, or why there is none. */
    public sealed interface Made {
        record Ready(RunPlan plan) implements Made {}

        record Not(Outcome outcome) implements Made {}
    }

    /** Reads. */
    public static Made make(Target target, MigrationSet set, RunOptions options) {
        try (Connection connection = target.connect()) {
            Preflight preflight = Opening.preflight(connection, target, set, options);
            switch (preflight.standing()) {
                case READY -> {}
                case NOT_ALLOWED -> {
                    return new Made.Not(new Outcome.NotAllowed(preflight.reason()));
                }
                case UNFIT -> {
                    return new Made.Not(new Outcome.Refused("TARGET", preflight.reason()));
                }
            }
            return switch (FolderRows.look(connection, set, options.folder())) {
                case FolderRows.Read.Not(Outcome outcome) -> new Made.Not(outcome);
                case FolderRows.Read.Rows(FolderRows folder, var gone) ->
                        new Made.Ready(
                                new RunPlan(
                                        preflight.version(),
                                        preflight.role(),
                                        settings(connection),
                                        files(connection, folder, options),
                                        folder.later().stream().map(FileRow::path).toList(),
                                        unfilled(connection, folder)));
            };
        } catch (SQLException e) {
            return new Made.Not(Opening.unreachable(target, e));
        }
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> all = new LinkedHashMap<>();
        Sql.list(
                connection,
                """
                select name, coalesce(reset_val, '') from pg_settings
                where name in ('TimeZone', 'search_path', 'standard_conforming_strings',
                    'archive_mode', 'wal_level', 'max_wal_size')
                order by name
                """,
                row -> all.put(row.getString(1), row.getString(2)) == null);
        return all;
    }

    private static List<PlannedFile> files(
            Connection connection, FolderRows folder, RunOptions options) throws SQLException {
        List<PlannedFile> all = new ArrayList<>();
        for (FileRow row : folder.rows()) {
            if (row.done()) {
                continue;
            }
            MigrationFile file = folder.file(row);
            List<PlannedStatement> statements = new ArrayList<>();
            for (Statement each : FileWorks.statements(file, row)) {
                statements.add(statement(connection, file, each, options));
            }
            List<PlannedFill> fills = new ArrayList<>();
            for (FillPlan.Asked asked : Filling.asked(folder.set(), file)) {
                fills.add(fill(connection, asked));
            }
            all.add(new PlannedFile(row.path(), row.phase(), row.state(), statements, fills));
        }
        return all;
    }

    /** An expansion ends before what it asks for is filled; the way back may come between. */
    private static List<String> unfilled(Connection connection, FolderRows folder)
            throws SQLException {
        List<String> all = new ArrayList<>();
        for (FileRow row : folder.rows()) {
            if (row.done() && row.origin() == FileRow.Origin.RUN) {
                for (FillPlan.Asked asked : Filling.asked(folder.set(), folder.file(row))) {
                    boolean filled =
                            FillTable.find(connection, asked.id())
                                    .filter(fill -> fill.state() == Fill.State.VERIFIED)
                                    .isPresent();
                    if (!filled && !all.contains(row.path())) {
                        all.add(row.path());
                    }
                }
            }
        }
        return all;
    }

    private static PlannedStatement statement(
            Connection connection, MigrationFile file, Statement each, RunOptions options)
            throws SQLException {
        Optional<LockGuess> guess = LockGuess.of(each.text());
        Optional<Long> rows = Optional.empty();
        if (guess.isPresent()) {
            rows = TableInfo.find(connection, guess.get().relation()).map(TableInfo::rows);
        }
        return new PlannedStatement(
                each.line(),
                each.text(),
                guess.map(g -> g.mode().word() + " on " + g.relation()),
                rows,
                options.predictions().of(file, each));
    }

    private static PlannedFill fill(Connection connection, FillPlan.Asked asked)
            throws SQLException {
        long rows =
                TableInfo.find(connection, asked.spec().table()).map(TableInfo::rows).orElse(0L);
        return new PlannedFill(
                asked.spec().table(),
                asked.spec().set(),
                rows,
                Duration.ofSeconds(rows / FAST),
                Duration.ofSeconds(rows / SLOW));
    }
}
