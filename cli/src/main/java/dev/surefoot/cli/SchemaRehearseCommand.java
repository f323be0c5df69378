package dev.surefoot.cli;

import dev.surefoot.schema.check.CheckRequest;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.rehearsal.Rehearsal;
import dev.surefoot.schema.rehearsal.RehearsalReport;
import dev.surefoot.schema.rehearsal.RehearsalReport.FileView;
import dev.surefoot.schema.rehearsal.RehearsalReport.Verdict;
import dev.surefoot.schema.rehearsal.RehearsalRequest;
import dev.surefoot.schema.rehearsal.Rehearsed;
import dev.surefoot.schema.rule.Rows;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowFailure;
import dev.surefoot.schema.sql.SqlParser;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code surefoot schema rehearse DIR}: do these migrations' inverses bring everything back? */
@Command(
        name = "rehearse",
        description = "Does each migration's way back bring everything back?",
        footer = {
            "",
            "Each migration is run with its inverse on a throw-away PostgreSQL with generated rows;",
            "then catalogs and rows are compared. No database of yours is touched.",
            "",
            "Exit codes: 0 all of them do; 3 one does not; 4 one has no inverse, or generated rows",
            "did not fit; 2 unreadable folder, unknown version; 1 no shadow."
        })
final class SchemaRehearseCommand implements Callable<Integer> {
    private static final int MOST_DETAILS = 12;
    private static final int MOST_ROWS = 100_000;

    @Parameters(paramLabel = "DIR", description = "The folder of the migrations.")
    Path directory = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "V",
            description = "The version that production has; only what comes after it is rehearsed.")
    @Nullable String since;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "3",
            description = "Generated rows for each table (${DEFAULT-VALUE}); 0: catalogs only.")
    int rows;

    @Option(
            names = "--placeholder",
            paramLabel = "K=V",
            description = "What stands for $${K} or {{ index .Options \"K\" }} in the files.")
    Map<String, String> placeholders = new HashMap<>();

    @Mixin SchemaProduction production = new SchemaProduction();

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() {
        Output output = new Output(json);
        RehearsalReport report = report(output);
        output.result(report);
        output.line("");
        output.line(summary(report));
        return switch (report.verdict()) {
            case PASS -> ExitCode.YES;
            case FAIL -> ExitCode.NO;
            case INCONCLUSIVE -> ExitCode.UNDECIDED;
        };
    }

    private RehearsalReport report(Output output) {
        if (rows < 0 || rows > MOST_ROWS) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    "--rows is %d; it must be 0 to %d".formatted(rows, MOST_ROWS));
        }
        try {
            ReadOptions options =
                    ReadOptions.plain().withPlaceholders(placeholders).withParser(SqlParser.best());
            MigrationSet set = SchemaDirectory.read(directory, options);
            Set<String> wanted = wanted(set);
            CheckRequest.Production given = production.given(Rows.UNKNOWN);
            try (Shadow shadow = Shadow.startForgetful(given.source(), given.settings())) {
                mustBe(given.major(), shadow);
                List<Rehearsed> all =
                        new Rehearsal(shadow, RehearsalRequest.withRows(rows))
                                .some(
                                        set,
                                        file -> wanted.contains(file.path()),
                                        each -> print(output, set, shadow, each));
                return RehearsalReport.of(set, shadow.version(), rows, all);
            }
        } catch (UnreadableMigrations e) {
            throw new Failed(ExitCode.UNREADABLE, directory + ": " + e.getMessage());
        } catch (ShadowFailure e) {
            throw new Failed(ExitCode.COULD_NOT, String.valueOf(e.getMessage()));
        }
    }

    /** Another major version proves nothing for production's. */
    private static void mustBe(OptionalInt major, Shadow shadow) {
        if (major.isPresent() && major.getAsInt() != shadow.major()) {
            throw new Failed(
                    ExitCode.UNDECIDED,
                    "production has PostgreSQL %d and the trial %s: give one of its version with"
                                    .formatted(major.getAsInt(), shadow.version())
                            + " --postgres-bin or --shadow-url");
        }
    }

    /** The paths of what comes after {@code --since}. */
    private Set<String> wanted(MigrationSet set) {
        List<MigrationFile> files = set.files();
        int from = 0;
        if (since != null) {
            List<String> versions = files.stream().map(MigrationFile::version).toList();
            from = versions.lastIndexOf(since) + 1;
            if (from == 0) {
                throw new Failed(
                        ExitCode.UNREADABLE,
                        "--since %s is no version of %s; its last one is %s"
                                .formatted(since, directory, versions.getLast()));
            }
        }
        Set<String> wanted = new HashSet<>();
        files.subList(from, files.size()).forEach(each -> wanted.add(each.path()));
        return wanted;
    }

    private void print(Output output, MigrationSet set, Shadow shadow, Rehearsed each) {
        FileView view =
                RehearsalReport.of(set, shadow.version(), rows, List.of(each)).files().getFirst();
        output.line(
                "%-12s %-1s  %s"
                        .formatted(view.outcome(), view.recovery().orElse("-"), view.path()));
        view.details().stream().limit(MOST_DETAILS).forEach(d -> output.line("    " + d));
        if (view.details().size() > MOST_DETAILS) {
            output.line("    and %d more".formatted(view.details().size() - MOST_DETAILS));
        }
        if (view.newWrites().equals("LOST") || view.newWrites().equals("REFUSED")) {
            view.newWritesDetails()
                    .forEach(d -> output.line("    with rows of the new version: " + d));
        }
        view.notes().forEach(d -> output.line("    note: " + d));
    }

    private String summary(RehearsalReport report) {
        long passed = report.files().stream().filter(f -> f.verdict() == Verdict.PASS).count();
        return "%s: %d of %d ways back bring everything back (PostgreSQL %s, %s)"
                .formatted(
                        report.verdict(),
                        passed,
                        report.files().size(),
                        report.postgres(),
                        rows == 0
                                ? "empty tables: nothing is said of data"
                                : rows + " generated rows a table");
    }
}
