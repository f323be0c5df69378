package dev.surefoot.cli;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.SchemaRunner;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code surefoot schema expand DIR --url JDBC}: what may run while only the old version lives. */
@Command(
        name = "expand",
        description = "Run what the new version needs, before its first instance.")
final class SchemaExpandCommand implements Callable<Integer> {
    @Mixin SchemaTargetOptions options = new SchemaTargetOptions();

    @Option(names = "--dry-run", description = "Print what would run, and touch nothing.")
    boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        SchemaRunning running = new SchemaRunning(options);
        return dryRun ? running.plan(List.of(Phase.EXPAND)) : running.run(SchemaRunner::expand);
    }
}
