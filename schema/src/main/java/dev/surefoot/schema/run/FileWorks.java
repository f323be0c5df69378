package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.run.backfill.FillTable;
import dev.surefoot.schema.run.sync.SyncTable;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.FileTable;
import dev.surefoot.schema.run.target.FlywayChecksum;
import dev.surefoot.schema.run.target.Journal;
import dev.surefoot.schema.run.target.ToolHistory;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be done for a file, forward or back. */
final class FileWorks {
    private final RunSession session;
    private final FolderRows folder;

    FileWorks(RunSession session, FolderRows folder) {
        this.session = session;
        this.folder = folder;
    }

    /** Runs all that is left of a file; empty when done. */
    Optional<Outcome> forward(FileRow row) throws InterruptedException {
        MigrationFile file = folder.file(row);
        return switch (Steps.divide(file.path(), statements(file, row), file.wrapping())) {
            case Steps.Divided.Not(String rule, String reason) ->
                    Optional.of(new Outcome.Refused(rule, reason));
            case Steps.Divided.Into(List<Step> steps) -> {
                List<Step> all = new ArrayList<>(steps);
                if (row.phase() == Phase.EXPAND) {
                    all.addAll(Steps.syncs(file.header().syncs()));
                }
                Instant began = session.options().pace().clock().instant();
                yield new FileRunner(
                                session,
                                new FileWork(
                                        file,
                                        page(row, Journal.Direction.DO),
                                        all,
                                        own ->
                                                FileTable.state(
                                                        own, row.path(), FileRow.State.RUNNING),
                                        own -> done(own, file, began)))
                        .run();
            }
        };
    }

    /** Runs the way back of a file; empty when done. */
    Optional<Outcome> back(FileRow row) throws InterruptedException {
        MigrationFile file = folder.file(row);
        List<Statement> statements =
                file.inverse().map(MigrationFile.Inverse::statements).orElse(List.of());
        Wrapping wrapping =
                file.inverse().map(MigrationFile.Inverse::wrapping).orElse(Wrapping.STATEMENT);
        String path = file.inverse().map(MigrationFile.Inverse::path).orElse(file.path());
        return switch (Steps.divide(path, statements, wrapping)) {
            case Steps.Divided.Not(String rule, String reason) ->
                    Optional.of(new Outcome.Refused(rule, reason));
            case Steps.Divided.Into(List<Step> steps) ->
                    new FileRunner(
                                    session,
                                    new FileWork(
                                            file,
                                            page(row, Journal.Direction.UNDO),
                                            steps,
                                            own ->
                                                    FileTable.state(
                                                            own, row.path(), FileRow.State.UNDOING),
                                            own -> undone(own, file)))
                            .run();
        };
    }

    static Journal.Page page(FileRow row, Journal.Direction direction) {
        return new Journal.Page(row.path(), row.round(), direction);
    }

    /** An UPDATE that other tools run as a whole is what the header says in batches. */
    static List<Statement> statements(MigrationFile file, FileRow row) {
        if (row.phase() != Phase.BACKFILL || file.header().backfills().isEmpty()) {
            return file.statements();
        }
        return file.statements().stream().filter(each -> !stands(file, each)).toList();
    }

    private static boolean stands(MigrationFile file, Statement statement) {
        WordReader words = new WordReader(Words.of(statement.text()));
        if (!words.take("UPDATE")) {
            return false;
        }
        words.take("ONLY");
        Optional<String> table = words.name();
        return file.header().backfills().stream()
                .map(spec -> new WordReader(Words.of(spec.table())).name())
                .anyMatch(name -> name.isPresent() && name.equals(table));
    }

    private void done(Connection own, MigrationFile file, Instant began) throws SQLException {
        FileTable.state(own, file.path(), FileRow.State.DONE);
        if (folder.history().isPresent() && !file.version().isEmpty()) {
            byte[] bytes =
                    session.options()
                            .folder()
                            .bytes()
                            .of(file)
                            .orElseGet(() -> file.text().getBytes(StandardCharsets.UTF_8));
            Instant now = session.options().pace().clock().instant();
            folder.history()
                    .get()
                    .add(
                            own,
                            new ToolHistory.NewEntry(
                                    file.version(),
                                    file.description(),
                                    file.path(),
                                    FlywayChecksum.of(bytes),
                                    Duration.between(began, now).toMillis()));
        }
    }

    private void undone(Connection own, MigrationFile file) throws SQLException {
        SyncTable.retire(own, file.path());
        FillTable.forget(own, file.path());
        FileTable.undone(own, file.path());
        if (folder.history().isPresent() && !file.version().isEmpty()) {
            folder.history().get().remove(own, file.version(), before(file));
        }
    }

    private Optional<String> before(MigrationFile file) {
        List<MigrationFile> files = folder.set().files();
        int at = files.indexOf(file);
        return at > 0 ? Optional.of(files.get(at - 1).version()) : Optional.empty();
    }
}
