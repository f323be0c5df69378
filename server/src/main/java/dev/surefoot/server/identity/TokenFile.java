package dev.surefoot.server.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The first token, in a file that only its owner can read; the command line finds it there. */
public final class TokenFile {
    private static final TokenStore.Wish FIRST =
            new TokenStore.Wish(
                    new Caller("local", List.of(Grant.everywhere(Role.ADMIN))),
                    Optional.empty(),
                    "surefoot");

    private final Path file;

    public TokenFile(Path dataDirectory) {
        this.file = dataDirectory.resolve("token");
    }

    /** Where it lies. */
    public Path path() {
        return file;
    }

    /** The token in the file, if there is one. */
    public Optional<String> read() {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token file " + file, e);
        }
    }

    /** Makes sure that the file holds a token which the store knows. */
    public void ensure(TokenStore store, Instant at) {
        if (read().flatMap(store::find).isEmpty()) {
            write(store.create(FIRST, at));
        }
    }

    private void write(String token) {
        try {
            var ownerOnly = PosixFilePermissions.fromString("rw-------");
            Path draft =
                    Files.createTempFile(
                            file.toAbsolutePath().getParent(),
                            "token",
                            ".new",
                            PosixFilePermissions.asFileAttribute(ownerOnly));
            Files.writeString(draft, token + "\n");
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the token file " + file + ": check space and permissions", e);
        }
    }
}
