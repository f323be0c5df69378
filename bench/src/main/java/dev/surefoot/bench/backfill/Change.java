package dev.surefoot.bench.backfill;

import dev.surefoot.bench.Report;
import dev.surefoot.cli.Failed;
import dev.surefoot.cli.Folders;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.run.Gone;
import dev.surefoot.schema.run.Limits;
import dev.surefoot.schema.run.Outcome;
import dev.surefoot.schema.run.Progress;
import dev.surefoot.schema.run.RunOptions;
import dev.surefoot.schema.run.SchemaRunner;
import dev.surefoot.schema.run.backfill.FillLimits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A folder of migrations, run on a database by the product's own runner, phase by phase. */
public final class Change {
    private static final int COULD_NOT = 1;

    /** The column {@code name} becomes {@code full_name}. */
    public static final Map<String, String> RENAME =
            Map.of(
                    "V1__add.sql",
                    """
                    -- surefoot: phase=expand
                    -- surefoot: sync=app.users old=name new=full_name up="name" down="full_name"
                    alter table app.users add column full_name text;
                    """,
                    "V2__fill.sql",
                    """
                    -- surefoot: phase=backfill
                    -- surefoot: table=app.users key=id set="full_name = name" \
                    verify="full_name is distinct from name"
                    """,
                    "V3__drop.sql",
                    """
                    -- surefoot: phase=contract
                    alter table app.users drop column name;
                    """);

    private static final Gone GONE =
            new Gone(
                    "bench",
                    "its connection was closed",
                    Set.of(ShopDatabase.Version.NEW.application()),
                    Set.of());

    private final SchemaRunner runner;

    /**
     * With the product's usual limits but the budget.
     *
     * @param files by name
     * @param budget how long anybody may wait for us
     */
    public Change(ShopDatabase shop, Map<String, String> files, Duration budget, Progress progress)
            throws IOException {
        Limits usual = Limits.USUAL;
        Limits limits =
                new Limits(
                        usual.lockTimeout(),
                        budget,
                        usual.statementTimeout(),
                        usual.attempts(),
                        usual.patience(),
                        usual.lockWait());
        this.runner =
                new SchemaRunner(
                        shop.target(),
                        read(files),
                        RunOptions.usual("bench")
                                .with(limits, FillLimits.within(budget, limits.lockTimeout())),
                        progress);
    }

    private static MigrationSet read(Map<String, String> files) throws IOException {
        Path folder = Files.createTempDirectory("surefoot-bench-migrations");
        try {
            for (Map.Entry<String, String> each : files.entrySet()) {
                Files.writeString(folder.resolve(each.getKey()), each.getValue());
            }
            return SchemaDirectory.read(folder, ReadOptions.plain());
        } catch (UnreadableMigrations e) {
            throw new Failed(COULD_NOT, "our own migrations can't be read: " + e.getMessage());
        } finally {
            Folders.delete(folder);
        }
    }

    /** Before the first new instance. */
    public void expand() throws InterruptedException {
        done("expand", runner.expand());
    }

    /** While both versions live. */
    public void backfill() throws InterruptedException {
        done("backfill", runner.backfill());
    }

    /** When the old version is gone. */
    public void contract() throws InterruptedException {
        done("contract", runner.contract(GONE));
    }

    private static void done(String phase, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done)) {
            throw new Failed(COULD_NOT, phase + " did not go through: " + outcome);
        }
        Report.progress("  " + phase + " is done");
    }
}
