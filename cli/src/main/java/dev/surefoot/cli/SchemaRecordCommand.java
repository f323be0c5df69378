package dev.surefoot.cli;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.proof.recording.Recorded;
import dev.surefoot.schema.proof.recording.Recorder;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.schema.shadow.ShadowFailure;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot schema record -- COMMAND}: what a service sends while its tests run. */
@Command(
        name = "record",
        description = "Record the statements that a service sends while its own tests run.",
        footer = {
            "",
            "COMMAND runs with the address of an empty PostgreSQL in its environment:",
            "SUREFOOT_RECORD_URL (JDBC), DATABASE_URL, PGHOST, PGPORT, PGUSER, PGPASSWORD and",
            "PGDATABASE. Other PG… and SUREFOOT_… variables are taken out.",
            "",
            "The recording holds all values that the tests send. Tests on made-up data only:",
            "whoever reads the file reads them.",
            "",
            "Exit codes: 0 recorded; 3 COMMAND failed; 4 it sent no statement; 2 usage or",
            "unreadable migrations; 1 the server or the file could not."
        })
final class SchemaRecordCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the recording goes; ${DEFAULT-VALUE} unless said.")
    Path out = Path.of("statements.jsonl");

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description =
                    "Run these first; COMMAND then owns nothing. Without it COMMAND makes its"
                            + " tables itself, and what makes them is left out.")
    @Nullable Path migrations;

    @Option(
            names = "--role",
            paramLabel = "NAME",
            description =
                    "As whom COMMAND connects: production's name of it, ${DEFAULT-VALUE} unless"
                            + " said.")
    String role = "app";

    @Option(
            names = "--postgres-bin",
            paramLabel = "DIR",
            description = "Another PostgreSQL's programs, 15 or newer.")
    @Nullable Path postgresBin;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "After --; with its words.")
    List<String> command = List.of();

    @Override
    public Integer call() throws InterruptedException {
        if (Files.isDirectory(out) || !Files.isDirectory(folder())) {
            throw new Failed(
                    ExitCode.UNREADABLE, "--out " + out + " is no file in a folder that exists");
        }
        Optional<MigrationSet> first = Optional.ofNullable(migrations).map(this::migrations);
        try (Recorder recorder = Recorder.start(Optional.ofNullable(postgresBin), role)) {
            Optional<String> wrong = first.flatMap(recorder::migrate);
            if (wrong.isPresent()) {
                throw new Failed(ExitCode.UNREADABLE, migrations + ": " + wrong.get());
            }
            int ended = RecordedChild.run(command, recorder);
            if (ended != 0) {
                throw new Failed(
                        ExitCode.NO,
                        "%s ended with code %d: nothing was written"
                                .formatted(command.getFirst(), ended));
            }
            return answer(recorder.finish());
        } catch (ShadowFailure e) {
            throw new Failed(ExitCode.COULD_NOT, String.valueOf(e.getMessage()));
        }
    }

    private Path folder() {
        Path parent = out.toAbsolutePath().getParent();
        return parent == null ? out : parent;
    }

    private MigrationSet migrations(Path directory) {
        try {
            return SchemaDirectory.read(directory, ReadOptions.plain());
        } catch (UnreadableMigrations e) {
            throw new Failed(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    /** The answer for programs. */
    record Answer(
            String path,
            String sha256,
            int statements,
            int schemaChangesLeftOut,
            int unreadableLeftOut) {}

    private int answer(Recorded recorded) {
        Output output = new Output(json);
        if (recorded.statements().isEmpty()) {
            throw new Failed(
                    ExitCode.UNDECIDED,
                    "%s sent no statement to the database: does it use SUREFOOT_RECORD_URL,"
                                    .formatted(command.getFirst())
                            + " DATABASE_URL or PGHOST and the others?");
        }
        byte[] bytes = StatementsFile.write(recorded.statements());
        try {
            Files.write(out, bytes);
        } catch (IOException e) {
            throw new Failed(ExitCode.COULD_NOT, "cannot write " + out + ": " + e.getMessage());
        }
        String digest = StatementsFile.sha256(bytes);
        output.line("recorded  " + recorded.statements().size() + " statements as " + role);
        output.line("file      " + out);
        output.line("digest    sha256:" + digest);
        if (recorded.schemaChanges() > 0) {
            output.line("left out  " + recorded.schemaChanges() + " that change the schema");
        }
        if (recorded.unreadable() > 0) {
            output.line(
                    "left out  "
                            + recorded.unreadable()
                            + " whose values or end the log does not tell");
        }
        output.result(
                new Answer(
                        out.toString(),
                        digest,
                        recorded.statements().size(),
                        recorded.schemaChanges(),
                        recorded.unreadable()));
        return ExitCode.YES;
    }
}
