package dev.surefoot.schema.bundle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a version brings for its database: migrations, the statements that it was seen to send, and
 * its jobs.
 *
 * @param directory where it was unpacked to
 */
public record Bundle(Path directory) {
    static final String MIGRATIONS = "migrations";
    static final String STATEMENTS = "statements.jsonl";
    static final String JOBS = "jobs";

    /** The folder of migrations; may be empty, is always there. */
    public Path migrations() {
        return directory.resolve(MIGRATIONS);
    }

    /** The recorded statements, if some came along. */
    public Optional<Path> statements() {
        return Optional.of(directory.resolve(STATEMENTS)).filter(Files::isRegularFile);
    }

    /** The jobs' files by their names, sorted. */
    public Map<String, Path> jobs() {
        Map<String, Path> jobs = new TreeMap<>();
        for (Path file : files(directory.resolve(JOBS))) {
            String name = file.getFileName().toString();
            jobs.put(name.substring(0, name.lastIndexOf('.')), file);
        }
        return jobs;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("folder " + folder + " of a bundle", e);
        }
    }
}
