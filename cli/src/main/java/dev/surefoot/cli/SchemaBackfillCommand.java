package dev.surefoot.cli;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.FillPause;
import dev.surefoot.schema.run.Outcome;
import dev.surefoot.schema.run.SchemaRunner;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * {@code surefoot schema backfill DIR --url JDBC}: in batches, until a query finds nothing left.
 */
@Command(
        name = "backfill",
        description = "Fill in batches what was added, while both versions live.")
final class SchemaBackfillCommand implements Callable<Integer> {
    @Mixin SchemaTargetOptions options = new SchemaTargetOptions();

    @ArgGroup(exclusive = true)
    @Nullable Instead instead;

    /** What to do instead of running. */
    static final class Instead {
        @Option(names = "--dry-run", description = "Print what would run, and touch nothing.")
        boolean dryRun;

        @Option(
                names = "--pause",
                paramLabel = "WHY",
                description = "Let the backfill that runs somewhere pause, for this reason.")
        @Nullable String pause;

        @Option(names = "--resume", description = "Let it go on.")
        boolean resume;
    }

    @Override
    public Integer call() throws InterruptedException {
        SchemaRunning running = new SchemaRunning(options);
        if (instead == null) {
            return running.run(SchemaRunner::backfill);
        }
        if (instead.dryRun) {
            return running.plan(List.of(Phase.EXPAND, Phase.BACKFILL));
        }
        String why = instead.pause == null ? "" : instead.pause.strip();
        if (why.isEmpty() && !instead.resume) {
            throw new Failed(ExitCode.UNREADABLE, "--pause needs a reason, for those who see it");
        }
        Outcome outcome = FillPause.ask(options.target(), why);
        return running.end(outcome);
    }
}
