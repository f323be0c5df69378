package dev.surefoot.cli;

import dev.surefoot.schema.check.CheckReport;
import dev.surefoot.schema.check.CheckRequest;
import dev.surefoot.schema.check.LiveProduction;
import dev.surefoot.schema.check.SchemaCheck;
import dev.surefoot.schema.check.UnknownVersion;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.proof.statement.JobFile;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.schema.proof.statement.UnreadableStatements;
import dev.surefoot.schema.rule.Rows;
import dev.surefoot.schema.run.TargetTrouble;
import dev.surefoot.schema.shadow.ShadowFailure;
import dev.surefoot.schema.sql.SqlParser;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code surefoot schema check DIR}: may these migrations be released as they stand? */
@Command(
        name = "check",
        description = "Try a folder of migrations on a PostgreSQL of its own, and judge them.",
        footer = {
            "",
            "DIR has Flyway's names, X/up.sql, X.up.sql or plain .sql files in their order.",
            "Nothing in it is changed, and no database of yours is touched.",
            "",
            "Exit codes: 0 pass; 3 something must not be; 4 something is not known that could",
            "make it so; 2 usage, unreadable folder, header or statements; 1 no shadow."
        })
final class SchemaCheckCommand implements Callable<Integer> {
    private static final String ALL_OTHERS = "*";

    @Parameters(paramLabel = "DIR", description = "The folder of the migrations.")
    Path directory = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "V",
            description = "The version that production has; only what comes after it is judged.")
    @Nullable String since;

    @Option(
            names = "--applied",
            paramLabel = "FILE",
            description =
                    "What production has, as 'sha256sum' prints it in DIR: edited, missing and late"
                            + " files are told.")
    @Nullable Path applied;

    @Option(
            names = "--url",
            paramLabel = "JDBC",
            description =
                    "Production's database, to be read: what ran there, its version, settings and"
                            + " rows. Nothing is written.")
    @Nullable String url;

    @Option(
            names = "--rows",
            paramLabel = "TABLE=N",
            description = "Rows of a table in production; *=N for all that are not named.")
    Map<String, Long> rows = new HashMap<>();

    @Option(
            names = "--statements",
            paramLabel = "FILE",
            description = "What the running version sends, as 'schema record' writes it.")
    @Nullable Path statements;

    @Option(
            names = "--new-statements",
            paramLabel = "FILE",
            description = "What the version to come sends.")
    @Nullable Path newStatements;

    @Option(
            names = "--readers",
            paramLabel = "FILE",
            description =
                    "What reads the new version's rows or messages and is not released with it.")
    @Nullable Path readers;

    @Option(
            names = "--job",
            paramLabel = "NAME=FILE",
            description = "A job's statements; run twice, the second run must change nothing.")
    Map<String, Path> jobs = new HashMap<>();

    @Option(
            names = "--placeholder",
            paramLabel = "K=V",
            description = "What stands for $${K} or {{ index .Options \"K\" }} in the files.")
    Map<String, String> placeholders = new HashMap<>();

    @Option(
            names = "--no-probe",
            description = "Reckon from the rows how long others wait, instead of measuring it.")
    boolean noProbe;

    @Option(
            names = "--rehearse",
            negatable = true,
            description =
                    "Rehearse each way back on generated rows, some seconds a file; unless said, it"
                            + " is done without --no-probe.")
    @Nullable Boolean rehearse;

    @Mixin SchemaProduction production = new SchemaProduction();

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() {
        CheckReport report = report();
        new Output(json).result(report);
        if (!json) {
            SchemaCheckText.print(new Output(false), directory, report);
        }
        return switch (report.verdict()) {
            case PASS -> ExitCode.YES;
            case FAIL -> ExitCode.NO;
            case INCONCLUSIVE -> ExitCode.UNDECIDED;
        };
    }

    private CheckReport report() {
        if (Stream.of(since, applied, url).filter(Objects::nonNull).count() > 1
                && (since == null || applied != null)) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    "--applied, --since and --url each say what production has: give one of them"
                            + " (--since with --url only where no table there says what ran)");
        }
        try {
            CheckRequest request = request();
            if (url != null) {
                request = LiveProduction.ask(request, SchemaTargetOptions.target(url));
            }
            return SchemaCheck.run(request, new SchemaProgress(System.err));
        } catch (TargetTrouble e) {
            throw new Failed(ExitCode.COULD_NOT, String.valueOf(e.getMessage()));
        } catch (UnreadableMigrations | UnknownVersion e) {
            throw new Failed(ExitCode.UNREADABLE, directory + ": " + e.getMessage());
        } catch (ShadowFailure e) {
            throw new Failed(ExitCode.COULD_NOT, String.valueOf(e.getMessage()));
        }
    }

    private CheckRequest request() {
        Map<String, Statements> twice = new HashMap<>();
        jobs.forEach((name, file) -> twice.put(name, read(file, JobFile::read)));
        return new CheckRequest(
                directory,
                ReadOptions.plain().withPlaceholders(placeholders).withParser(SqlParser.best()),
                applied(),
                production.given(rows()),
                new CheckRequest.Applications(optional(statements), optional(newStatements), twice)
                        .withReaders(optional(readers)),
                !noProbe,
                rehearse == null ? !noProbe : rehearse);
    }

    private CheckRequest.Applied applied() {
        if (applied != null) {
            return new CheckRequest.Applied.Listed(Sha256Lines.read(applied));
        }
        return since == null
                ? new CheckRequest.Applied.Nothing()
                : new CheckRequest.Applied.Upto(since);
    }

    private Rows rows() {
        Map<String, Long> named = new HashMap<>(rows);
        named.forEach(
                (table, number) -> {
                    if (number < 0) {
                        throw new Failed(
                                ExitCode.UNREADABLE,
                                "--rows %s=%d: a table has no fewer than 0 rows"
                                        .formatted(table, number));
                    }
                });
        Long others = named.remove(ALL_OTHERS);
        return new Rows(named, others == null ? OptionalLong.empty() : OptionalLong.of(others));
    }

    private static Statements optional(@Nullable Path file) {
        return file == null ? Statements.missing() : read(file, StatementsFile::read);
    }

    private interface Reader {
        Statements of(Path file) throws IOException, UnreadableStatements;
    }

    private static Statements read(Path file, Reader reader) {
        try {
            Statements all = reader.of(file);
            if (all.isEmpty()) {
                throw new Failed(ExitCode.UNREADABLE, file + " holds no statement");
            }
            return all;
        } catch (UnreadableStatements e) {
            throw new Failed(ExitCode.UNREADABLE, file + " is no file of statements", e.faults());
        } catch (IOException e) {
            throw Inputs.unreadable(file, e);
        }
    }
}
