package dev.surefoot.cli;

import dev.surefoot.schema.rule.Phase;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code surefoot schema plan DIR --url JDBC}: what would run, phase by phase; touches nothing. */
@Command(name = "plan", description = "Show what would run on a database, and touch nothing.")
final class SchemaPlanCommand implements Callable<Integer> {
    @Mixin SchemaTargetOptions options = new SchemaTargetOptions();

    @Override
    public Integer call() {
        return new SchemaRunning(options).plan(List.of(Phase.values()));
    }
}
