package dev.surefoot.cli;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.SchemaRunner;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code surefoot schema undo DIR --url JDBC}: the inverse; refused past a contract. */
@Command(
        name = "undo",
        description = "Run the way back of the newest change, as long as no contract began.")
final class SchemaUndoCommand implements Callable<Integer> {
    @Mixin SchemaTargetOptions options = new SchemaTargetOptions();

    @Option(names = "--dry-run", description = "Print what would run, and touch nothing.")
    boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        SchemaRunning running = new SchemaRunning(options);
        return dryRun
                ? running.plan(List.of(Phase.EXPAND, Phase.BACKFILL))
                : running.run(SchemaRunner::undo);
    }
}
