package dev.surefoot.cli;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.drift.DriftLook;
import dev.surefoot.schema.shadow.ShadowSource;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot schema plan DIR --url JDBC}: what would run, phase by phase; touches nothing. */
@Command(name = "plan", description = "Show what would run on a database, and touch nothing.")
final class SchemaPlanCommand implements Callable<Integer> {
    @Mixin SchemaTargetOptions options = new SchemaTargetOptions();

    @Option(
            names = "--no-drift",
            description =
                    "Don't compare the database's catalog with what the files that ran make on a"
                            + " PostgreSQL of our own.")
    boolean noDrift;

    @Option(
            names = "--postgres-bin",
            paramLabel = "DIR",
            description =
                    "Another PostgreSQL's programs to compare with: of the database's version.")
    @Nullable Path postgresBin;

    @Override
    public Integer call() {
        ShadowSource source =
                postgresBin == null
                        ? new ShadowSource.Bundled()
                        : new ShadowSource.Binaries(postgresBin);
        return new SchemaRunning(options)
                .plan(
                        List.of(Phase.values()),
                        (set, plan) ->
                                noDrift
                                        ? Optional.empty()
                                        : Optional.of(
                                                DriftLook.at(options.target(), set, plan, source)));
    }
}
