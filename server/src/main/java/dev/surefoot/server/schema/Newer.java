package dev.surefoot.server.schema;

import dev.surefoot.evidence.Digest;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.run.RunOptions.Brought;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What newer candidates of the same service have run in a place, as an older one meets it that
 * comes there again. Unpacked as long as it is open. Not thread-safe.
 */
final class Newer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Newer.class);

    private final List<Bundles.Read> bundles;

    private Newer(List<Bundles.Read> bundles) {
        this.bundles = List.copyOf(bundles);
    }

    /**
     * Of the candidates that were made after a change's own.
     *
     * @param begun the changes that began to run in its place, newest first
     */
    static Newer of(
            List<SchemaChange> begun,
            SchemaChange.Subject subject,
            Bundles bundles,
            Map<String, String> placeholders) {
        List<Bundles.Read> all = new ArrayList<>();
        for (Digest each : digests(begun, subject)) {
            try {
                all.add(bundles.open(each, placeholders));
            } catch (Bundles.Unreadable e) {
                // What only this one has is then told to be missing: never taken on trust.
                LOG.warn("what a newer candidate ran: {}", e.getMessage());
            }
        }
        return new Newer(all);
    }

    /** Bundles of candidates that were made later; ids are ordered by time. */
    static List<Digest> digests(List<SchemaChange> begun, SchemaChange.Subject subject) {
        return begun.stream()
                .map(SchemaChange::subject)
                .filter(each -> after(each.candidate(), subject.candidate()))
                .map(SchemaChange.Subject::bundle)
                .filter(each -> !each.equals(subject.bundle()))
                .distinct()
                .toList();
    }

    private static boolean after(UUID one, UUID other) {
        return one.toString().compareTo(other.toString()) > 0;
    }

    /** Their files, as they brought them. */
    Set<Brought> files() {
        Set<Brought> all = new HashSet<>();
        for (Bundles.Read each : bundles) {
            each.set().files().forEach(file -> all.add(new Brought(file.path(), file.sha256())));
        }
        return all;
    }

    /**
     * A folder of an older candidate's files and of these beside them; the caller deletes it.
     *
     * @param wanted paths of their files that are to lie there
     * @param without paths of the older one's files that are not to
     */
    Path beside(Bundles.Read own, Set<String> wanted, Set<String> without) throws IOException {
        Path folder = Files.createTempDirectory("surefoot-beside");
        try {
            copyAll(own.folder(), folder);
            for (String path : wanted) {
                copy(path, folder);
            }
            for (MigrationFile file : own.set().files()) {
                if (without.contains(file.path())) {
                    for (String path : paths(file)) {
                        Files.deleteIfExists(folder.resolve(path));
                    }
                }
            }
            return folder;
        } catch (IOException e) {
            Bundles.delete(folder);
            throw e;
        }
    }

    private void copy(String path, Path folder) throws IOException {
        for (Bundles.Read each : bundles) {
            Optional<MigrationFile> file =
                    each.set().files().stream().filter(it -> it.path().equals(path)).findFirst();
            if (file.isPresent()) {
                for (String one : paths(file.get())) {
                    Path to = folder.resolve(one);
                    Files.createDirectories(to.getParent());
                    Files.copy(each.folder().resolve(one), to, StandardCopyOption.REPLACE_EXISTING);
                }
                return;
            }
        }
        throw new IOException(path + " ran here, and no newer candidate has it any more");
    }

    /** A file and its way back. */
    private static Set<String> paths(MigrationFile file) {
        Set<String> all = new HashSet<>();
        all.add(file.path());
        file.inverse().map(MigrationFile.Inverse::path).ifPresent(all::add);
        return all;
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
    }

    @Override
    public void close() {
        bundles.forEach(Bundles.Read::close);
    }
}
