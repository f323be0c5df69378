package dev.surefoot.cli;

import dev.surefoot.schema.bundle.BundleFile;
import dev.surefoot.schema.bundle.UnreadableBundle;
import dev.surefoot.server.api.Answers;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a candidate brings for its database, and how it is sent. */
final class CandidateSchema {
    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "The folder of its migrations, the old ones included.")
    @Nullable Path migrations;

    @Option(
            names = "--statements",
            paramLabel = "FILE",
            description =
                    "What it sends to its database, as 'surefoot schema record' writes it: the"
                            + " next version's changes are tried with it.")
    @Nullable Path statements;

    @Option(
            names = "--job",
            paramLabel = "NAME=FILE",
            description = "A job's SQL, which must bear to run twice; again for more.")
    Map<String, Path> jobs = new LinkedHashMap<>();

    /** Sends it if there is something, and says its digest. */
    Optional<String> send(ApiClient client, Output output) {
        if (migrations == null && statements == null && jobs.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> given = Optional.ofNullable(statements);
        given.ifPresent(CandidateSchema::mustBeFile);
        jobs.values().forEach(CandidateSchema::mustBeFile);
        Path file = null;
        try {
            file = Files.createTempFile("surefoot", ".bundle");
            try (OutputStream out = Files.newOutputStream(file)) {
                BundleFile.write(
                        new BundleFile.Content(Optional.ofNullable(migrations), given, jobs), out);
            }
            String digest = Inputs.sha256(file);
            Answers.Stored stored =
                    client.putFile("/artifacts/" + digest, file, Answers.Stored.class);
            output.line(
                    "schema    "
                            + digest
                            + ", "
                            + stored.size()
                            + " bytes"
                            + (stored.isNew() ? "" : ", already here"));
            return Optional.of(digest);
        } catch (UnreadableBundle e) {
            throw new Failed(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Failed(ExitCode.UNREADABLE, "cannot read the migrations: " + e.getMessage());
        } finally {
            if (file != null) {
                Inputs.discard(file);
            }
        }
    }

    private static void mustBeFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Failed(ExitCode.UNREADABLE, "no such file: " + file + "; name one to send");
        }
    }
}
