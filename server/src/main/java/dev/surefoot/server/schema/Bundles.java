package dev.surefoot.server.schema;

import dev.surefoot.evidence.Digest;
import dev.surefoot.schema.bundle.Bundle;
import dev.surefoot.schema.bundle.BundleFile;
import dev.surefoot.schema.bundle.UnreadableBundle;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.proof.statement.JobFile;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.schema.proof.statement.UnreadableStatements;
import dev.surefoot.server.artifact.ArtifactFiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what candidates bring for their databases. Safe for use by many threads. */
public final class Bundles {
    private final ArtifactFiles files;

    public Bundles(ArtifactFiles files) {
        this.files = files;
    }

    /**
     * What one brings, read whole.
     *
     * @param folder of its migrations, as long as it is open
     * @param set its migrations; without a file if it brings none
     */
    record Read(
            Path directory,
            Path folder,
            MigrationSet set,
            Statements statements,
            Map<String, Statements> jobs)
            implements AutoCloseable {
        /** A file as it came, for its tool's checksum. */
        Optional<byte[]> bytes(MigrationFile file) {
            try {
                return Optional.of(Files.readAllBytes(folder.resolve(file.path())));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            delete(directory);
        }
    }

    /** A bundle that can't be read; the message says why and what to do. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** What is wrong with a bundle, if something is. */
    public Optional<String> problem(Digest bundle, Map<String, String> placeholders) {
        try (Read _ = open(bundle, placeholders)) {
            return Optional.empty();
        } catch (Unreadable e) {
            return Optional.of("schema: " + e.getMessage());
        }
    }

    /** Unpacks and reads one; to be closed. */
    Read open(Digest bundle, Map<String, String> placeholders) throws Unreadable {
        Path directory = null;
        try {
            directory = Files.createTempDirectory("surefoot-bundle");
            Read read = read(bundle, placeholders, directory);
            directory = null;
            return read;
        } catch (UnreadableBundle | UnreadableMigrations | UnreadableStatements e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Unreadable("the bundle " + bundle + " can't be read here: " + e.getMessage());
        } finally {
            if (directory != null) {
                delete(directory);
            }
        }
    }

    private Read read(Digest bundle, Map<String, String> placeholders, Path directory)
            throws IOException, UnreadableBundle, UnreadableMigrations, UnreadableStatements {
        try (InputStream in = Files.newInputStream(files.path(bundle))) {
            Bundle unpacked = BundleFile.read(in, directory);
            Optional<Path> file = unpacked.statements();
            Map<String, Statements> jobs = new TreeMap<>();
            for (Map.Entry<String, Path> job : unpacked.jobs().entrySet()) {
                jobs.put(job.getKey(), JobFile.read(job.getValue()));
            }
            return new Read(
                    directory,
                    unpacked.migrations(),
                    set(unpacked.migrations(), placeholders),
                    file.isPresent() ? StatementsFile.read(file.get()) : Statements.missing(),
                    jobs);
        }
    }

    private static MigrationSet set(Path folder, Map<String, String> placeholders)
            throws IOException, UnreadableMigrations {
        try (Stream<Path> all = Files.list(folder)) {
            if (all.findAny().isEmpty()) {
                return new MigrationSet(Layout.PLAIN, "none", List.of());
            }
        }
        return SchemaDirectory.read(folder, ReadOptions.plain().withPlaceholders(placeholders));
    }

    static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + directory + " was not deleted", e);
        }
    }
}
