package dev.surefoot.cli;

import dev.surefoot.schema.run.TargetStatus;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.LockRow;
import dev.surefoot.schema.run.target.OwnTables;
import dev.surefoot.schema.run.target.SqlErrors;
import dev.surefoot.schema.run.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code surefoot schema status --url JDBC}: how far a change is, and whether it can go back. */
@Command(name = "status", description = "How far is a change, who is in its way, can it go back?")
final class SchemaStatusCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "JDBC",
            description = "The database's address; else $SUREFOOT_SCHEMA_URL.")
    @Nullable String url;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() {
        Target target = SchemaTargetOptions.target(url);
        TargetStatus status = read(target);
        if (status.presence() == OwnTables.Presence.NEWER) {
            throw new Failed(
                    ExitCode.NO,
                    "the schema surefoot_schema was made by a newer Surefoot; use that one");
        }
        Output output = new Output(json);
        print(output, status);
        output.result(SchemaRunViews.Status.of(status));
        return ExitCode.YES;
    }

    private static TargetStatus read(Target target) {
        try {
            return TargetStatus.read(target);
        } catch (SQLException e) {
            throw new Failed(
                    SqlErrors.notAllowed(e) ? ExitCode.UNREADABLE : ExitCode.COULD_NOT,
                    target.shown() + ": " + e.getMessage());
        }
    }

    private static void print(Output output, TargetStatus status) {
        if (status.presence() == OwnTables.Presence.ABSENT) {
            output.line("no change was ever run here");
        }
        status.lock()
                .flatMap(LockRow::holder)
                .ifPresent(
                        holder ->
                                output.line(
                                        (status.running() ? "runs now      " : "ended early   ")
                                                + holder));
        for (TargetStatus.PhaseCount each : status.phases()) {
            if (each.all() > 0) {
                output.line(
                        "%-13s %d of %d files done"
                                .formatted(
                                        each.phase().name().toLowerCase(Locale.ROOT),
                                        each.done(),
                                        each.all()));
            }
        }
        for (FileRow file : status.files()) {
            if (!file.done()) {
                output.line(
                        "  %s  %s, %s%s"
                                .formatted(
                                        file.path(),
                                        file.phase().name().toLowerCase(Locale.ROOT),
                                        file.state().name().toLowerCase(Locale.ROOT),
                                        file.note().map(note -> ": " + note).orElse("")));
            }
        }
        for (TargetStatus.HalfDone each : status.halfDone()) {
            output.line(
                    "half done     %s: %d statements done%s"
                            .formatted(
                                    each.path(),
                                    each.done(),
                                    each.open().isEmpty()
                                            ? ""
                                            : ", begun and not known to be done: " + each.open()));
        }
        status.blockers().forEach(each -> output.line("waits for     " + each.shown()));
        status.fills()
                .forEach(each -> output.line("backfill      " + SchemaRunProgress.line(each)));
        status.syncs()
                .forEach(
                        each ->
                                output.line(
                                        "kept in step  %s.%s and %s%s"
                                                .formatted(
                                                        each.table(),
                                                        each.pair().old(),
                                                        each.pair().fresh(),
                                                        each.lossy() > 0
                                                                ? " (loses: %d of %d sampled values)"
                                                                        .formatted(
                                                                                each.lossy(),
                                                                                each.sampled())
                                                                : "")));
        status.invalidIndexes().forEach(each -> output.line("invalid index " + each));
        if (status.presence() == OwnTables.Presence.READY) {
            output.line(
                    "way back      "
                            + status.pointOfNoReturn()
                                    .map(path -> "none: the contract " + path + " was begun")
                                    .orElse("undo, as long as no contract was begun"));
        }
    }
}
