package dev.surefoot.server.app;

import dev.surefoot.server.identity.TokenFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a server keeps on disk, below one folder that only its owner can enter.
 *
 * <pre>
 * postgres/    the embedded database
 * artifacts/   bytes by digest
 * run/         processes: output, pids, rendered configuration
 * proxy/       the embedded data plane's own folder
 * token        the first token (0600)
 * server.url   where the server listens while it runs
 * </pre>
 */
public record DataDirectory(Path path) {
    public DataDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** {@code $SUREFOOT_DATA}, else {@code ~/.surefoot}. */
    public static DataDirectory standard(Map<String, String> environment) {
        String named = environment.get("SUREFOOT_DATA");
        return new DataDirectory(
                named == null || named.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".surefoot")
                        : Path.of(named));
    }

    /** Makes the folder if it is not there, for its owner only. */
    public void create() throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    public Path postgres() {
        return path.resolve("postgres");
    }

    public Path artifacts() {
        return path.resolve("artifacts");
    }

    public Path run() {
        return path.resolve("run");
    }

    public Path proxy() {
        return path.resolve("proxy");
    }

    /** Where the server that uses this folder listens, as it wrote itself. */
    public Optional<String> serverUrl() {
        return read(path.resolve("server.url"));
    }

    /** The first token. */
    public Optional<String> token() {
        return new TokenFile(path).read();
    }

    /** Writes where the server listens. */
    public void announce(String url) throws IOException {
        Path draft = path.resolve("server.url.new");
        Files.writeString(draft, url + "\n");
        Files.move(
                draft,
                path.resolve("server.url"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes back {@link #announce}. */
    public void withdraw() throws IOException {
        Files.deleteIfExists(path.resolve("server.url"));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
