package dev.surefoot.cli;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.run.Limits;
import dev.surefoot.schema.run.RunOptions;
import dev.surefoot.schema.run.backfill.FillLimits;
import dev.surefoot.schema.run.target.Address;
import dev.surefoot.schema.run.target.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What every command has that runs a folder's migrations on a database. */
final class SchemaTargetOptions {
    private static final String URL_VARIABLE = "SUREFOOT_SCHEMA_URL";

    @Parameters(paramLabel = "DIR", description = "The folder of migrations.")
    Path directory = Path.of(".");

    @Option(
            names = "--url",
            paramLabel = "JDBC",
            description =
                    "The database's own address, not a pool's, with the role that owns the"
                            + " schema; else $SUREFOOT_SCHEMA_URL.")
    @Nullable String url;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Option(
            names = "--placeholder",
            paramLabel = "KEY=VALUE",
            description = "Fills a placeholder of the files; may be repeated.")
    Map<String, String> placeholders = new LinkedHashMap<>();

    @Option(
            names = "--postgres-version",
            paramLabel = "N",
            description = "The major version that the files were checked for.")
    @Nullable Integer version;

    @Option(
            names = "--app-role",
            paramLabel = "ROLE",
            description = "A role of the application; may be repeated.")
    List<String> applicationRoles = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "VERSION",
            description =
                    "The last migration that was run before Surefoot came, where no table of"
                            + " another tool says so.")
    @Nullable String baseline;

    @Option(
            names = "--no-tool-history",
            description = "Neither read nor write the history table of the folder's own tool.")
    boolean noToolHistory;

    @Option(
            names = "--lock-timeout",
            paramLabel = "MS",
            description =
                    "How long a statement may queue for a lock; ${DEFAULT-VALUE} unless said.")
    long lockTimeout = Limits.USUAL.lockTimeout().toMillis();

    @Option(
            names = "--stall-budget",
            paramLabel = "MS",
            description = "How long anybody may wait for us; ${DEFAULT-VALUE} unless said.")
    long stallBudget = Limits.USUAL.stallBudget().toMillis();

    @Option(
            names = "--statement-timeout",
            paramLabel = "MS",
            description = "For a statement of unknown duration; ${DEFAULT-VALUE} unless said.")
    long statementTimeout = Limits.USUAL.statementTimeout().toMillis();

    Target target() {
        return target(url);
    }

    static Target target(@Nullable String given) {
        String address = given != null ? given : System.getenv(URL_VARIABLE);
        if (address == null || address.isBlank()) {
            throw new Failed(
                    ExitCode.UNREADABLE, "which database? Give --url or set " + URL_VARIABLE);
        }
        Optional<String> wrong = Address.wrong(address);
        if (wrong.isPresent()) {
            throw new Failed(ExitCode.UNREADABLE, wrong.get());
        }
        return new Target(address);
    }

    ReadOptions reading() {
        return ReadOptions.plain().withPlaceholders(placeholders);
    }

    MigrationSet set() {
        try {
            return SchemaDirectory.read(directory, reading());
        } catch (UnreadableMigrations e) {
            throw new Failed(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    RunOptions options(Map<String, Phase> phases) {
        Limits limits = limits();
        return RunOptions.usual(
                        "process %d of %s"
                                .formatted(
                                        ProcessHandle.current().pid(),
                                        System.getProperty("user.name", "somebody")))
                .with(
                        new RunOptions.Folder(
                                phases, Optional.ofNullable(baseline), !noToolHistory, this::bytes))
                .with(
                        new RunOptions.Server(
                                version == null ? OptionalInt.empty() : OptionalInt.of(version),
                                Set.copyOf(applicationRoles)))
                .with(limits, FillLimits.within(limits.stallBudget(), limits.lockTimeout()));
    }

    private Limits limits() {
        try {
            return new Limits(
                    Duration.ofMillis(lockTimeout),
                    Duration.ofMillis(stallBudget),
                    Duration.ofMillis(statementTimeout),
                    Limits.USUAL.attempts(),
                    Limits.USUAL.patience(),
                    Limits.USUAL.lockWait());
        } catch (IllegalArgumentException e) {
            throw new Failed(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private Optional<byte[]> bytes(MigrationFile file) {
        try {
            return Optional.of(Files.readAllBytes(directory.resolve(file.path())));
        } catch (IOException e) {
            throw Inputs.unreadable(directory.resolve(file.path()), e);
        }
    }
}
